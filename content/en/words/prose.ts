import * as instruments from '../instruments';
import { marks } from './marks';
import { variants } from './variants';

/** Words of the components inside articles: tables, worked sums, marks, instruments. */
export const prose = {
  marks,
  variants,
  /** Names of ops. Windows come as `3×3`, numbers already formatted. */
  ops: {
    unit: (window: string, filters: string) => `${window}, ${filters} filters`,
    unitStride: (window: string, filters: string, stride: number) => `${window}, ${filters} filters, stride ${stride}`,
    maxPool: (window: string, stride: number) =>
      stride === 1 ? `max pool ${window}` : `max pool ${window}, stride ${stride}`,
    avgPool: (window: string) => `average pool ${window}`,
    globalAvgPool: 'mean of each map',
    dropout: 'dropout',
    linear: (units: string) => `linear, ${units} units`,
    softmax: 'softmax',
    batchNorm: 'batch norm',
    l2Norm: 'L2 norm',
    join: 'joined',
    linear1x1: (filters: string) => `1×1, ${filters} filters, linear`,
    sum: (scale: string, relu: boolean) => `times ${scale}, added${relu ? ', ReLU' : ''}`,
    valid: 'V',
    /** Between the steps of a line, and short names in it. */
    next: ' › ',
    max: 'max',
    mean: 'mean',
    expansion: (filters: number) => `1×1 ${filters} linear`,
    added: (scale: string, relu: boolean) => `×${scale}, + input${relu ? ', ReLU' : ''}`,
    branch: (index: number) => `branch ${index}`,
    variant: (network: string, variant: string) => `${network}, ${variant.toLowerCase()}`,
    repeated: (name: string, count: number) => `${count} × ${name}`,
  },
  formula: {
    weights: 'weights',
    biases: 'biases',
    macs: 'MACs',
    rows: 'rows',
    columns: 'columns',
    size: (of: string) => `Output size of ${of}`,
    cost: (of: string) => `Weights and work of ${of}`,
  },
  table: {
    caption: (of: string) => `${of}, counted`,
    /** Of a table that is written out in an article. */
    plain: 'Table; scroll to see all columns',
    part: 'Part',
    output: 'Output',
    parameters: 'Parameters',
    share: 'share',
    macs: 'MACs',
    field: 'Sees',
    total: 'Together',
    fieldOnPicture: '“Sees” is the receptive field, in pixels of the picture.',
    fieldInBlock: '“Sees” is the receptive field in pixels of the picture; below it, in places of the block’s input.',
    scroll: (of: string) => `Table: ${of}; scroll to see all columns`,
  },
  alternatives: {
    caption: 'The same job, done otherwise',
    way: 'Way',
    parameters: 'Parameters',
    macs: 'MACs',
    times: (factor: string) => `${factor} times`,
    scroll: 'Table of alternatives; scroll to see all columns',
  },
  family: {
    caption: (name: string, picture: string) => `${name} in the family, on a picture of ${picture}`,
    network: 'Network',
    inside: 'Inside',
    stages: 'Stages',
    convolutions: (count: string) => `${count} conv.`,
    shapes: 'Output',
    from: (input: string) => `from ${input}`,
    parameters: 'Parameters',
    macs: 'MACs',
    scroll: (name: string) => `Table: ${name} in several networks; scroll to see all columns`,
  },
  differences: {
    caption: (pair: string) => `${pair}: what differs, computed from both expressions`,
    what: 'What differs',
    grid: (grid: string) => `at ${grid}`,
    following: (count: number) =>
      count === 0
        ? 'Nothing follows from these.'
        : count === 1
          ? 'One width more only follows from these.'
          : `${count} widths more only follow from these.`,
    compare: 'See both drawn side by side, with the reasons',
    scroll: (pair: string) => `Table: ${pair}, the differences; scroll to see all columns`,
  },
  scaledSums: {
    caption: (network: string) => `${network}: how far a sum can grow, in times its standard deviation at the start`,
    stage: 'Stage',
    run: (name: string, width: string) => `${name}, ${width} channels`,
    count: 'Blocks',
    scale: 'Scale',
    independent: 'Independent',
    agreeing: 'All agree',
    unscaled: (growth: string) => `unscaled ${growth}`,
    scroll: (network: string) => `Table: the sums of ${network}; scroll to see all columns`,
  },
  kernels: {
    /** 25 → 9 + 9 = 18: 28 % fewer. */
    fewer: (percent: string) => `${percent} fewer weights`,
  },
  picture: {
    ofNetwork: (part: string, network: string) => `${part} of ${network}`,
    diagram: (of: string, fromFigures: boolean) =>
      fromFigures ? `${of}: drawn from an expression of the paper’s figures.` : `${of}, drawn from the expression.`,
    lab: (of: string) => `${of}, on a picture`,
    open: 'Open it in the explorer',
    placeholder: 'The lab is loading. Nothing is computed until you ask for it.',
    noScript: 'The lab needs JavaScript: it computes the maps in your browser.',
  },
  code: {
    caption: (of: string) => `${of} as PyTorch code, generated from the expression.`,
    label: (of: string) => `PyTorch code of ${of}`,
    /** What a reader can do, and the same for the keyboard. */
    hint: 'Point at a line: its op lights up in the drawing. Choose it to keep it.',
    help: 'Arrow keys walk through the lines, Enter selects the op of a line, Escape lets go.',
    copy: 'Copy',
    copied: 'Copied',
    note: (number: number) => `Note ${number}`,
    /** Tensors inside a part that makes several. */
    tensors: {
      conv: 'convolution',
      bn: 'batch norm',
      relu: 'ReLU',
      concat: 'branches joined',
      sum: 'linear 1×1',
      scaled: 'times the scale',
      add: 'added to the input',
    },
    about: (what: string, from: string, to: string) => `${what}: ${from} → ${to}`,
    parameters: (count: string) => `${count} parameters`,
    maps: 'Show its maps',
    hideMaps: 'Hide the maps',
    open: 'Open in the explorer',
    strip: {
      computing: 'Computing…',
      said: (shown: string, all: string, weights: string) =>
        `The ${shown} of ${all} channels that vary most, on the picture of the lab: ${weights}.`,
      vector: 'A list of numbers, no maps; the lab shows it as bars.',
      retry: 'Try again',
      channel: (index: number) => `Channel ${index}`,
    },
  },
  instruments,
  cite: {
    references: 'References',
    places: 'Cited here:',
    open: 'Read the source',
  },
  seed: {
    mark: (id: string) => `notes ${id}`,
    title: (id: string) => `The notes of 2018, ${id}`,
    heading: (id: string, kind: string) => `The notes of 2018, ${id} (${kind})`,
    kinds: { figure: 'figure', code: 'listing', claim: 'claim' },
    verdicts: { right: 'Right.', wrong: 'Wrong.', incomplete: 'Incomplete.', shown: 'Here:' },
  },
  correction: {
    title: 'A correction to the notes',
    says: 'The notes:',
    right: 'In fact:',
  },
  paperVsCode: {
    title: 'Paper and code differ',
    paper: 'In the paper',
    code: 'In the released code',
    differs: 'differs',
  },
  note: 'Note',
};
