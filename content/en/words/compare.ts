import type { PaddingValue } from '@/lib/analysis/differences';
import { kernelText } from '@/lib/diagram/wording';
import type { Pair } from '@/lib/graph/expression';

const paddingPixels = ({ top, bottom, left, right }: { top: number; bottom: number; left: number; right: number }) =>
  top === bottom && left === right && top === left
    ? `${top} px on every side`
    : `${top} px above, ${bottom} below, ${left} left, ${right} right`;

/** Words of the page that sets two networks side by side. */
export const compare = {
  title: 'Compare',
  description:
    'Two Inception networks side by side, stage by stage: every difference between the paper and the released code computed, shown in both drawings and explained.',
  /** The heading, from the names of both sides. */
  heading: (a: string, b: string) => `${a} and ${b}`,
  headingOf: (network: string, a: string, b: string) => `${network}: ${a.toLowerCase()} and ${b.toLowerCase()}`,
  lead: 'Why does the code not match the paper? Here both are written down as networks, and everything in which they differ is computed, drawn and counted.',
  sides: { a: 'A', b: 'B' },
  /** One side by its full name. */
  nameOf: (network: string, variant: string) => `${network} (${variant.toLowerCase()})`,
  optionOf: (network: string, variant: string) => `${network} · ${variant.toLowerCase()}`,
  pick: {
    a: 'Left',
    b: 'Right',
    swap: 'Swap sides',
    size: 'Input size',
    sizeReset: (size: string) => `Back to ${size}`,
  },
  sizeNote: (size: string) => `Both at ${size} × ${size} pixels, so that costs can be compared.`,
  prepared: 'Prepared comparisons',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  problem: {
    useDefault: 'Use the default',
    standsIn: (size: string) => `Until then both are shown at ${size} × ${size}.`,
    unknownDifference: (id: string) => ({
      what: `There is no difference “${id}” between these two.`,
      means: 'It may belong to another pair, or the link is mistyped. All differences are listed below.',
      next: 'Choose one of them, or take it out of the address.',
    }),
    clearDifference: 'Clear it',
  },
  answer: {
    none: 'No difference: both sides are the same network.',
    count: (own: number, following: number) => {
      const differences = own === 1 ? 'One difference' : `${own} differences`;
      if (following === 0) return `${differences}.`;
      const more = following === 1 ? 'one more that only follows' : `${following} more that only follow`;
      return `${differences}, and ${more} from them.`;
    },
    percentMore: (percent: string) => `${percent} more`,
    times: (ratio: string) => `${ratio} times as many`,
    has: (name: string, claims: readonly string[]) => `${name} has ${claims.join(' and ')}.`,
    both: (what: readonly string[]) => `Both have the same number of ${what.join(' and ')}.`,
    claim: (how: string, what: string) => `${how} ${what}`,
    parameters: 'parameters',
    macs: 'multiply-accumulates',
  },
  totals: {
    title: 'In total',
    caption: (a: string, b: string, size: string) => `${a} and ${b} at ${size} × ${size} pixels`,
    measure: 'Measure',
    ratio: 'B / A',
    parameters: 'Parameters',
    macs: 'Multiply-accumulates',
    convolutions: 'Convolutions',
    activations: 'Activations',
    activationsNote: 'every tensor made on the way, 4 bytes a number',
    depth: 'Depth',
    depthNote: 'convolutions on the longest way',
    smallest: 'Smallest picture',
    smallestNote: 'side that every layer can take',
    times: (ratio: string) => `× ${ratio}`,
    pixels: (size: string) => `${size} px`,
  },
  bars: {
    title: 'Stage by stage',
    measure: 'What the bars show',
    measures: { parameters: 'Parameters', macs: 'MACs', activations: 'Activations' },
    label: (measure: string, a: string, b: string) => `${measure} of every stage: ${a} above, ${b} below`,
    numbers: 'The numbers',
    stage: 'Stage',
    missing: 'none',
  },
  differences: {
    title: 'What differs',
    lead: 'Stages stand side by side by what they do on which grid. A numbered ring in a drawing is the difference of that number; dotted rings only follow from others.',
    filter: 'Show',
    all: 'All',
    structure: 'All structural',
    hidden: (n: number) => (n === 1 ? 'One difference of another kind' : `${n} differences of other kinds`),
    selected: (title: string) => `Selected: ${title}`,
  },
  row: {
    /** The heading of a stage that is called differently on both sides. */
    both: (a: string, b: string) => `${a} | ${b}`,
    grid: (n: string) => `${n} × ${n}`,
    vector: 'vector',
    same: (stage: string) => `Same: ${stage}`,
    follows: (n: number) => (n === 1 ? 'one that only follows' : `${n} that only follow`),
    nothing: (name: string) => `${name} has nothing here.`,
    blocks: (name: string, count: number) => `${name} ×${count}`,
    times: (count: number) => `×${count}`,
    oneOf: (name: string, place: number, of: number) => `${name}, block ${place} of ${of}`,
    someOf: (name: string, first: number, last: number, of: number) => `${name}, blocks ${first} to ${last} of ${of}`,
    drawingOf: (side: string, what: string) => `${side}: ${what}`,
    which: 'Which side is drawn',
    list: (stage: string) => `Differences in ${stage}`,
    marked: (n: readonly string[]) => (n.length === 1 ? `difference ${n[0]}` : `differences ${n.join(' and ')}`),
    markedFollowing: 'differs, as follows from another',
    markedSlip: 'the figure prints something else',
    slipBadge: '!',
  },
  item: {
    nothing: 'nothing',
    places: (n: number) => `in ${n} places`,
    open: (name: string) => `Open in ${name}`,
    article: (title: string) => `Read: ${title}`,
  },
  where: {
    output: 'output of the stage',
    everyBlock: 'every block',
    block: 'the block',
    lastBlock: 'the last block',
    blockAt: (place: number, of: number) => `block ${place} of ${of}`,
    someBlocks: (n: number, of: number) => `${n} of ${of} blocks`,
    branch: (index: number) => `branch ${index}`,
    operation: (place: number, of: number) => `operation ${place} of ${of}`,
    names: {
      unit: 'convolution',
      linear1x1: 'linear 1×1',
      maxPool: 'max pool',
      avgPool: 'average pool',
      globalAvgPool: 'global average',
      dropout: 'dropout',
      linear: 'linear layer',
      softmax: 'softmax',
      batchNorm: 'batch norm',
      l2Norm: 'L2 norm',
      concat: 'join',
      residual: 'residual sum',
    },
  },
  values: {
    filters: (n: string, channels: boolean) => `${n} ${channels ? 'channels' : n === '1' ? 'filter' : 'filters'}`,
    kernel: (kernel: Pair) => kernelText(kernel),
    stride: (stride: Pair) => `stride ${stride[0] === stride[1] ? stride[0] : stride.join('×')}`,
    padding: (padding: PaddingValue) => (padding.mode === 'pixels' ? paddingPixels(padding.pixels) : padding.mode),
    pool: { maxPool: 'maximum', avgPool: 'average' },
    countPadding: (counted: boolean) => (counted ? 'padding counts in the average' : 'padding left out of the average'),
    scale: (scale: string) => `× ${scale}`,
    relu: (relu: boolean) => (relu ? 'ReLU after the sum' : 'no ReLU after the sum'),
    epsilon: (epsilon: string) => `ε = ${epsilon}`,
    rate: (percent: string) => `drops ${percent} in training`,
    units: (n: string) => `${n} units`,
    bias: (bias: boolean) => (bias ? 'with bias' : 'without bias'),
    /** `runs` says how many equal ones follow each other. */
    blocks: (count: number, runs: readonly string[]) => {
      const blocks = count === 1 ? 'one block' : `${count} blocks`;
      return runs.length > 1 ? `${blocks}, alike in runs of ${runs.join(' + ')}` : blocks;
    },
    repeated: (count: number, what: string) => `${count} × ${what}`,
  },
};
