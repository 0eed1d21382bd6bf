import { kernelText, type WindowFacts, type Wording } from '@/lib/diagram/wording';
import type { Pair } from '@/lib/graph/expression';

const stepText = (stride: Pair): string => (stride[0] === stride[1] ? `${stride[0]}` : stride.join('×'));

const windowNotes = ({ stride, shrinks }: WindowFacts): readonly string[] => {
  if (stride[0] > 1 || stride[1] > 1) return [`stride ${stepText(stride)}`];
  return shrinks ? ['valid'] : [];
};

/** The words inside the boxes of a drawing. */
const wording: Wording = {
  conv: (facts) => [kernelText(facts.kernel), [`${facts.filters}`, ...windowNotes(facts)].join(', ')],
  linear1x1: (filters) => ['1×1', `${filters}, no ReLU`],
  maxPool: (facts) => [`max ${kernelText(facts.kernel)}`, windowNotes(facts).join(', ') || 'pool'],
  avgPool: (facts) => [`average ${kernelText(facts.kernel)}`, windowNotes(facts).join(', ') || 'pool'],
  globalAvgPool: ['average', 'over the whole map'],
  dropout: (rate) => ['dropout', `${rate} in training`],
  linear: (units) => ['linear', `${units}`],
  softmax: ['softmax', 'probabilities'],
  batchNorm: ['batch norm', 'of the vector'],
  l2Norm: ['L2 norm', 'to length 1'],
  shortcut: 'shortcut',
  title: (name, count) => (count > 1 ? `${name} ×${count}` : name),
  ordinal: (name, place) => `${name} ${place}`,
};

interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
}

const windowName = (what: string, { kernel, stride }: Window, filters?: number): string =>
  [
    `${kernelText(kernel)} ${what}`,
    ...(filters === undefined ? [] : [`${filters} ${filters === 1 ? 'filter' : 'filters'}`]),
    ...(stride[0] > 1 || stride[1] > 1 ? [`stride ${stepText(stride)}`] : []),
  ].join(', ');

/** Words of drawings: inside the boxes, and what a screen reader says. */
export const diagram = {
  wording,
  /** The names of ops, for those who hear the drawing. */
  names: {
    conv: (unit: Window & { readonly filters: number }) => windowName('convolution', unit, unit.filters),
    linear1x1: (filters: number) => `1×1 convolution without ReLU, ${filters} filters`,
    maxPool: (pool: Window) => windowName('max pooling', pool),
    avgPool: (pool: Window) => windowName('average pooling', pool),
    globalAvgPool: 'average over the whole map',
    dropout: (rate: number) => `dropout of ${rate} in training, nothing here`,
    linear: (units: number) => `fully connected layer, ${units} units`,
    softmax: 'softmax',
    batchNorm: 'batch normalisation',
    l2Norm: 'L2 normalisation',
    concat: (channels: readonly number[], to: string) =>
      `${channels.length} branches joined: ${channels.join(' + ')} channels, ${to}`,
    add: (to: string) => `shortcut and branch added, ${to}`,
    scale: (factor: number) => `branch scaled by ${factor}`,
    relu: (to: string) => `ReLU, ${to}`,
  },
  flow: (from: string, to: string) => `${from} → ${to}`,
  closed: 'closed',
  open: 'open',
  /** The name of a part without one of its own. */
  partOf: (path: string, network: string) => `${path} of ${network}`,
  summary: (name: string, ops: number, from: string, to: string) =>
    `Drawing of ${name}: ${ops === 1 ? 'one operation' : `${ops} operations`}, ${from} in, ${to} out.`,
  summaryClosed: (name: string, from: string, to: string) => `Drawing of ${name}: ${from} in, ${to} out.`,
  help: 'Arrow keys move along the data and between branches, Home and End to the input and the output. Enter selects, Escape clears. Plus, minus and 0 zoom.',
  helpOpening: 'The right arrow opens a stage or block, the left arrow closes it.',
  save: 'Save as SVG',
  zoom: { tools: 'Zoom', in: 'Zoom in', out: 'Zoom out', fit: 'Show all' },
  strip: {
    label: (network: string) => `${network} as a strip: every part from the picture to the answer`,
    size: 'size',
    channels: 'channels',
    slice: (name: string, shape: string, layers: number) =>
      `${name}, ${layers === 1 ? 'one layer' : `${layers} layers`} deep, makes ${shape}`,
  },
};
