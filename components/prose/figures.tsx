import type { ReactNode } from 'react';
import { networkName, partName } from '@/components/code/op-name';
import { Diagram as LiveDiagram } from '@/components/diagram';
import { explorerHref } from '@/components/ui/links';
import type { ProseContent } from '@/content/prose';
import { parseAddress } from '@/lib/graph/address';
import type { InputSize } from '@/lib/reading/size';
import { ArticleLink } from './article-link';
import styles from './lab.module.css';
import { LabFigure } from './lab-figure';
import { subjectOf } from './subject';

type FigureProps = { content: ProseContent; address: string; caption: string };

function Caption({ content, address, caption }: FigureProps) {
  const { network, variant, path } = parseAddress(address);
  return (
    <figcaption className={styles.caption}>
      {caption + content.words.marks.gap}
      <ArticleLink href={explorerHref(content.language, network, path, variant)}>
        {content.words.picture.open}
      </ArticleLink>
    </figcaption>
  );
}

/**
 * A part of a network, drawn from its expression, as a figure with a caption.
 * @param size of the picture in pixels, a side or height and width; the network's own where left out.
 */
export function Diagram({ content, of, size }: { content: ProseContent; of: string; size?: InputSize }) {
  const subject = subjectOf(`<Diagram of="${of}">`, of, size);
  const { diagram, ofNetwork } = content.words.picture;
  const name = partName(content, subject);
  const whole = subject.part.kind === 'network';
  return (
    <figure>
      <LiveDiagram of={of} size={size} />
      <Caption
        content={content}
        address={of}
        caption={diagram(whole ? name : ofNetwork(name, networkName(content, subject)), subject.source === 'figures')}
      />
    </figure>
  );
}

/** Two drawings to be compared: side by side where there is room, else one below the other. */
export function Beside({ children }: { children: ReactNode }) {
  return (
    <div className={styles.beside} data-wide="">
      {children}
    </div>
  );
}

/** The lab, fixed on one part, as a figure with a caption. */
export function Lab({ content, at }: { content: ProseContent; at: string }) {
  const subject = subjectOf(`<Lab at="${at}">`, at);
  const { lab, ofNetwork } = content.words.picture;
  return (
    <figure>
      <LabFigure at={at} />
      <Caption
        content={content}
        address={at}
        caption={lab(ofNetwork(partName(content, subject), networkName(content, subject)))}
      />
    </figure>
  );
}
