import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsFor } from '@/content/languages';
import {
  codeText,
  convolutionDepth,
  costOf,
  drawnElements,
  inferShapes,
  layoutNetwork,
  PALETTES,
  paintOf,
  pytorchCode,
  pytorchFile,
  readNetwork,
  receptiveFields,
  standaloneSvg,
  stateDict,
  totalCost,
} from '@/lib';
import { googlenet } from './googlenet';

/* A network that the library does not know, from outside, in one file of expression: every reading of it follows. */

const model = readNetwork(googlenet);
const shapes = inferShapes(model.graph, 224);
const shapeOf = (part: string) => shapes.get(model.outputs.get(part) ?? '');

const BLOCKS = ['3a', '3b', '4a', '4b', '4c', '4d', '4e', '5a', '5b'];

/** torchvision's modules with weights, in the order in which its constructor makes them. */
const UNITS = [
  'conv1',
  'conv2',
  'conv3',
  ...BLOCKS.flatMap((name) =>
    ['branch1', 'branch2.0', 'branch2.1', 'branch3.0', 'branch3.1', 'branch4.1'].map(
      (branch) => `inception${name}.${branch}`,
    ),
  ),
];
const NORM = ['weight', 'bias', 'running_mean', 'running_var', 'num_batches_tracked'];

describe('GoogLeNet from outside', () => {
  it('has the state dict of torchvision, key by key in its order', () => {
    expect(stateDict(model.graph).map(({ key }) => key)).toEqual([
      ...UNITS.flatMap((unit) => [`${unit}.conv.weight`, ...NORM.map((name) => `${unit}.bn.${name}`)]),
      'fc.weight',
      'fc.bias',
    ]);
  });

  it('has its 6,624,904 parameters and its multiply-accumulates', () => {
    const total = totalCost(costOf(model, shapes));
    expect(total.parameters).toBe(6_624_904);
    // torchvision says 1.50 GFLOPS, by which it means these.
    expect(total.macs).toBe(1_498_376_192);
    expect(convolutionDepth(model.graph)).toBe(21);
  });

  it('has its shapes at 224, and at 240, where every pool rounds up', () => {
    expect(shapeOf('conv1')).toEqual([112, 112, 64]);
    expect(shapeOf('maxpool1')).toEqual([56, 56, 64]);
    expect(shapeOf('maxpool2')).toEqual([28, 28, 192]);
    expect(shapeOf('inception3b')).toEqual([28, 28, 480]);
    expect(shapeOf('maxpool3')).toEqual([14, 14, 480]);
    expect(shapeOf('inception4e')).toEqual([14, 14, 832]);
    expect(shapeOf('maxpool4')).toEqual([7, 7, 832]);
    expect(shapeOf('inception5b')).toEqual([7, 7, 1024]);
    expect(shapeOf('fc')).toEqual([1000]);
    const larger = inferShapes(model.graph, 240);
    expect(larger.get('maxpool1')).toEqual([60, 60, 64]);
    expect(larger.get('maxpool2')).toEqual([30, 30, 192]);
    expect(larger.get('maxpool3')).toEqual([15, 15, 480]);
    expect(larger.get('maxpool4')).toEqual([8, 8, 832]);
  });

  it('has a receptive field that grows as its windows say', () => {
    const fields = receptiveFields(model.graph, shapes);
    const field = (part: string) => fields.get(model.outputs.get(part) ?? '');
    expect(field('conv1')).toMatchObject({ size: [7, 7], stride: [2, 2], start: [-3, -3] });
    expect(field('maxpool2')).toMatchObject({ size: [27, 27], stride: [8, 8], start: [-7, -7] });
    expect(field('inception3a')).toMatchObject({ size: [43, 43], stride: [8, 8] });
    expect(field('inception5b')).toMatchObject({ size: [379, 379], stride: [32, 32], start: [-167, -167] });
  });

  it('has a drawing', async () => {
    const { wording } = wordsFor('en').diagram;
    const open = new Set(['stem', 'inception-3', 'inception3a', 'head']);
    const geometry = layoutNetwork(model, shapes, open, { wording });
    const svg = standaloneSvg(drawnElements(geometry, { expandable: false }), {
      ...geometry,
      title: 'GoogLeNet',
      description: 'Inception-v1 without its auxiliary heads',
      language: 'en',
      ground: PALETTES.light.paper,
      paint: (look, setting) => paintOf(look, setting, PALETTES.light),
    });
    await expect(svg).toMatchFileSnapshot('../../golden/diagram/googlenet.svg');
  });

  const code = codeText(
    pytorchFile(
      pytorchCode(model, model.root, {
        name: 'GoogLeNet',
        classNameOf: (block) => (block.startsWith('Inception') ? 'Inception' : null),
      }),
    ),
  );

  it('has PyTorch code with one class for its blocks and pools in ceil mode', () => {
    expect(code.match(/^class \w+/gm)).toEqual(['class BasicConv2d', 'class Inception', 'class GoogLeNet']);
    expect(code.match(/ceil_mode=True/g)).toHaveLength(4);
    expect(code).toContain('self.maxpool4 = nn.MaxPool2d(kernel_size=2, stride=2, ceil_mode=True)\n');
    expect(code).toContain('self.conv1 = BasicConv2d(3, 64, kernel_size=7, stride=2, padding=3)\n');
    expect(code).toContain('            nn.MaxPool2d(kernel_size=3, stride=1, padding=1),\n');
  });

  const python = spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!python)(`has PyTorch code that compiles${python ? '' : ' (skipped: no python3 here)'}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'atlas-googlenet-'));
    try {
      const file = join(folder, 'googlenet.py');
      writeFileSync(file, code);
      const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', file], { encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
