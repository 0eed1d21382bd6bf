import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Diagram, NetworkDiagram, NetworkStrip } from '@/components/diagram';

/* The drawings as files: what has changed is to be seen in a diff, and the folder is a gallery for any browser. */

const STYLE = `
svg{font-family:Inter,system-ui,sans-serif;background:#fff}
[data-kind=pointwise]{--f:#dce9f7;--s:#2f6fb0}[data-kind=square]{--f:#fbe8bd;--s:#a87410}
[data-kind=asymmetric]{--f:#e6d3f0;--s:#753b96}[data-kind=pool]{--f:#cfeee1;--s:#1a7f5c}
[data-kind=join]{--f:#e5e2da;--s:#736e64}[data-kind=head]{--f:#fadbd0;--s:#b04e30}
.box,.segment path,.stroke,.channels{fill:var(--f);stroke:var(--s)}.segment path{stroke:none}
.segment line,.outline{stroke:#736e64}.ring,.outline,.edge,.plus,.toggle path{fill:none}.hit{fill:transparent}
.edge,.toggle path{stroke:#6a655c}.plus{stroke:#33302a;stroke-width:2}
.card,.pile,.frameBox,.picture rect{fill:#fff;stroke:#dcd7cc}.size{fill:#dcd7cc}.axis,.stage line{stroke:#dcd7cc}
.title,.note,.pillText,.segment text,.label{text-anchor:middle}
.title,.pillText,.segment text,.cardTitle,.frameTitle{font-weight:600}
.label{fill:#4f4b44;stroke:#fff;stroke-width:6px;paint-order:stroke}
`.trim();

const SHORTCUT_STYLE = `
.edge[data-shortcut]{stroke:#4f4b44;stroke-width:3}.label[data-shortcut]{font-weight:600}
`.trim();

/** The drawing alone: classes by their names, ids of React left out, one element a line. */
function svgOf(markup: string): string {
  const svg = /<svg.*?<\/svg>/s.exec(markup)?.[0] ?? '';
  return svg
    .replace(/_([A-Za-z]+)_[0-9a-z]{6}\b/g, '$1')
    .replace(/ aria-describedby="[^"]*"/, '')
    .replace(/style="--natural:[^"]*"/, '')
    .replace(/^<svg/, '<svg xmlns="http://www.w3.org/2000/svg"')
    .replace('>', `><style>${STYLE}${svg.includes('data-shortcut') ? `\n${SHORTCUT_STYLE}` : ''}</style>`)
    .replace(/></g, '>\n<');
}

const golden = (name: string): string => `../../golden/diagram/${name}.svg`;

const PARTS = {
  stem: 'stem',
  'mixed-3a': 'features.3',
  'mixed-4a': 'features.4',
  'mixed-5a': 'features.5',
  'inception-a': 'features.6',
  'reduction-a': 'features.10',
  'inception-b': 'features.11',
  'reduction-b': 'features.18',
  'inception-c': 'features.19',
  'inception-c-branch': 'features.19.branch2',
  'stage-of-inception-a': 'inception-a',
  head: 'head',
} as const;

describe('the drawings of Inception-v4', () => {
  for (const [name, path] of Object.entries(PARTS)) {
    it(name, async () => {
      await expect(svgOf(renderToStaticMarkup(<Diagram of={`inception-v4/${path}`} />))).toMatchFileSnapshot(
        golden(name),
      );
    });
  }

  it('the whole network, closed', async () => {
    await expect(svgOf(renderToStaticMarkup(<Diagram of="inception-v4" />))).toMatchFileSnapshot(golden('network'));
  });

  it('the whole network, with a stage and a block open and another size', async () => {
    const open = new Set(['inception-a', 'features.6', 'reduction-a']);
    const markup = renderToStaticMarkup(
      <NetworkDiagram network="inception-v4" size={139} expanded={open} selected="features.6.branch1.0" />,
    );
    await expect(svgOf(markup)).toMatchFileSnapshot(golden('network-opened-139'));
  });

  it('the strip', async () => {
    const markup = renderToStaticMarkup(<NetworkStrip network="inception-v4" selected="features.11.branch1" />);
    await expect(svgOf(markup)).toMatchFileSnapshot(golden('strip'));
  });

  it('are the same every time', () => {
    const once = renderToStaticMarkup(<Diagram of="inception-v4/features.19" />);
    expect(renderToStaticMarkup(<Diagram of="inception-v4/features.19" />)).toBe(once);
  });
});

/** Drawings of the other networks: name of the file → what is drawn. */
const FAMILY = {
  'ir-v2-inception-resnet-a': 'inception-resnet-v2/repeat.0',
  'ir-v2-inception-resnet-b': 'inception-resnet-v2/repeat_1.0',
  'ir-v2-inception-resnet-c': 'inception-resnet-v2/repeat_2.0',
  'ir-v2-block8': 'inception-resnet-v2/block8',
  'ir-v2-stage-c': 'inception-resnet-v2/inception-resnet-c',
  'ir-v2-reduction-b': 'inception-resnet-v2/mixed_7a',
  'ir-v2-network': 'inception-resnet-v2',
  'ir-v2-paper-network': 'inception-resnet-v2:paper',
  'ir-v1-stem': 'inception-resnet-v1/stem',
  'ir-v1-head': 'inception-resnet-v1/head',
  'v3-inception-a': 'inception-v3/Mixed_5b',
  'v3-reduction-a': 'inception-v3/Mixed_6a',
  'v3-inception-b': 'inception-v3/Mixed_6b',
  'v3-reduction-b': 'inception-v3/Mixed_7a',
  'v3-inception-c': 'inception-v3/Mixed_7b',
} as const;

describe('the drawings of the family', () => {
  for (const [name, of] of Object.entries(FAMILY)) {
    it(name, async () => {
      await expect(svgOf(renderToStaticMarkup(<Diagram of={of} />))).toMatchFileSnapshot(golden(name));
    });
  }

  it('the strip of Inception-ResNet-v2', async () => {
    const markup = renderToStaticMarkup(<NetworkStrip network="inception-resnet-v2" selected="block8" />);
    await expect(svgOf(markup)).toMatchFileSnapshot(golden('ir-v2-strip'));
  });
});
