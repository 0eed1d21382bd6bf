import type { TrialId } from '@/content/results';
import type { Counted, CountingRule } from '@/lib/analysis/published-counts';
import type { CitationId } from '../citations';

/** Something that the page says, and where it is from. */
interface Said<Numbers> {
  readonly says: (numbers: Numbers) => string;
  readonly cites: readonly CitationId[];
}

/** Top-1 errors with one crop, with their sign. */
interface SingleCropErrors {
  readonly v3: string;
  readonly resnetV1: string;
  readonly v4: string;
  readonly resnetV2: string;
}

/** Counts of the networks that the paper's claims about cost are about. */
interface ClaimNumbers {
  readonly drawnParameters: string;
  readonly releasedParameters: string;
  /** MACs over those of Inception-v4, as a change: `7.4% more`. */
  readonly drawnAgainstV4: string;
  readonly releasedAgainstV4: string;
  readonly v4Convolutions: string;
  readonly drawnConvolutions: string;
  readonly releasedConvolutions: string;
  readonly resnetV1AgainstV3: string;
}

const answer: readonly Said<SingleCropErrors>[] = [
  {
    says: () =>
      'How fast the networks learn, and hardly how well they do in the end. Beside a pure Inception of similar cost, the residual network trained much faster',
    cites: ['v4-fig-21', 'v4-conclusions'],
  },
  {
    says: ({ v3, resnetV1, v4, resnetV2 }) =>
      ` and ended at nearly the same error: with one crop, ${resnetV1} for Inception-ResNet-v1 against ${v3} for Inception-v3, and ${resnetV2} for Inception-ResNet-v2 against ${v4} for Inception-v4`,
    cites: ['v4-table-2'],
  },
  {
    says: () =>
      '. What lowered the error was size: the authors found that the final accuracy seems to depend mainly on it',
    cites: ['v4-fig-21'],
  },
  { says: () => '.', cites: [] },
];

const belongs: readonly (readonly Said<ClaimNumbers>[])[] = [
  [
    {
      says: () =>
        'The paper prints errors in its tables and networks in its figures, and nowhere how large the networks are. The sizes here are counted from the figures. For Inception-v4 nothing hangs on that: the released code orders some convolutions otherwise, at the same cost.',
      cites: [],
    },
  ],
  [
    {
      says: ({ drawnParameters, releasedParameters }) =>
        `For Inception-ResNet-v2 it matters. The network of the figures has ${drawnParameters} parameters; the one that was released under its name has ${releasedParameters}. Asked about it, an author of the released code answered that it had been written on the advice of the paper’s authors and was what they intended`,
      cites: ['slim-thread-1553'],
    },
    {
      says: () => ', and the AAAI version itself points to that code and its weights',
      cites: ['v4-aaai-code'],
    },
    { says: () => '.', cites: [] },
  ],
  [
    {
      says: () =>
        'What the paper says about cost points both ways. Inception-ResNet-v1 is to have roughly the cost of Inception-v3, and Inception-ResNet-v2 to match that of Inception-v4',
      cites: ['v4-residual'],
    },
    {
      says: ({ resnetV1AgainstV3, drawnAgainstV4, releasedAgainstV4 }) =>
        `. The first holds roughly: ${resnetV1AgainstV3} MACs. The second holds better for the released network, with ${releasedAgainstV4}, than for the drawn one, with ${drawnAgainstV4}.`,
      cites: [],
    },
    {
      says: ({ v4Convolutions, drawnConvolutions, releasedConvolutions }) =>
        ` But the same section has Inception-v4 slower in practice, probably for its larger number of layers. Of the drawn network that is true, ${v4Convolutions} convolutions against ${drawnConvolutions}; the released one has ${releasedConvolutions}.`,
      cites: [],
    },
  ],
  [
    {
      says: () =>
        'So the error of Inception-ResNet-v2 stands in the chart at the size of the figures, as the paper describes it, and a dashed line leads to the size of the released code. The error cannot decide between them: bigger and wider variants that the authors tried performed at the same level',
      cites: ['v4-intro'],
    },
    { says: () => '.', cites: [] },
  ],
];

/** What the notes below the first table say. */
const notes = {
  blacklist: {
    says: () =>
      'One crop: about 1,700 pictures with poor bounding boxes were left out, as the authors found afterwards, which makes these errors optimistic by about 0.3 points (top-1) and 0.15 points (top-5). The authors hold the comparison for fair, since it is the same for all. With more crops all 50,000 pictures count.',
    cites: ['v4-results'],
  },
  'copied-row': {
    says: () =>
      'In the AAAI version, the one read here, the row of ResNet with 10 crops repeats digit by digit what the table for one crop has for BN-Inception: evidently a slip of copying. It stands here as it is printed there, and is left out of the chart.',
    cites: ['v4-table-3'],
  },
  dense: {
    says: () =>
      'ResNet was not tested with 144 crops but densely, and its authors’ number is quoted; the paper calls this network ResNet-151.',
    cites: ['v4-table-4'],
  },
} as const satisfies Readonly<Record<string, Said<undefined>>>;

const trials: Readonly<Record<TrialId, { readonly short: string; readonly long: string; readonly column: string }>> = {
  'single-crop': {
    short: '1 crop',
    long: 'one crop, non-blacklisted validation pictures, as the paper prints them',
    column: 'One crop',
  },
  '12-crops': {
    short: '12 crops',
    long: '12 crops, all 50,000 validation pictures, as the paper prints them',
    column: '12 crops',
  },
  '144-crops': {
    short: '144 crops',
    long: '144 crops, all 50,000 validation pictures, as the paper prints them',
    column: '144 crops',
  },
  slim: {
    short: 'TF-Slim weights',
    long: 'the released checkpoints with one crop, as TF-Slim lists them',
    column: 'TF-Slim, original',
  },
  cadene: { short: 'Cadene', long: 'converted weights, as Cadene lists them', column: 'Cadene, PyTorch' },
  torchvision: { short: 'torchvision', long: 'converted weights, as torchvision lists them', column: 'torchvision' },
  timm: { short: 'timm weights', long: 'weights of timm, as timm measured them', column: 'timm' },
};

const rules: Readonly<Record<CountingRule, { readonly title: string; readonly why: string }>> = {
  'timm-gmacs': {
    title: 'timm: GMACs',
    why: 'The counter behind timm’s benchmark takes two operations per value that a batch normalisation puts out and adds them to the multiply-accumulates of convolutions and of the classifier.',
  },
  'torchvision-gmacs': {
    title: 'torchvision: operations',
    why: 'Multiply-accumulates alone, as here. The same network has a larger number in timm’s benchmark, only for the normalisations.',
  },
  'timm-activations': {
    title: 'timm: activations',
    why: 'Only what convolutions put out. The three tensors of one unit, after convolution, normalisation and ReLU, count once.',
  },
  'timm-parameters': {
    title: 'timm: parameters',
    why: 'Trainable numbers, as here.',
  },
  'keras-parameters': {
    title: 'Keras: parameters',
    why: 'The original TensorFlow networks normalise without a factor γ, and Keras follows them: one number per channel less. But it counts running means and variances, which are not trained: two per channel more.',
  },
  'torchvision-parameters': {
    title: 'torchvision: parameters',
    why: 'torchvision keeps the auxiliary head of Inception-v3 in the module and in its file of weights, and counts it. Only training runs it, so the expression here ends without it.',
  },
};

const counted: Readonly<Record<Counted, string>> = {
  parameters: 'parameters',
  macs: 'MACs',
  'normalised-values': 'values out of batch norm',
  'convolution-values': 'values out of convolutions',
  gammas: 'γ of batch norm',
  'running-statistics': 'running statistics',
  'auxiliary-head': 'parameters of the auxiliary head',
};

/** Words of the page of results. */
export const results = {
  title: 'Results',
  description:
    'Published errors of the Inception family against parameters and multiply-accumulates, as chart and tables with their sources, and published counts derived from the networks.',
  question: 'What did residual connections change?',
  answer,
  trials,
  chart: {
    title: 'Error against size',
    caption: (trial: string) =>
      `Every mark is one network: ${trial}. Sizes are counted from the expressions at 299 × 299 pixels. The axes do not begin at zero.`,
    label: (error: string, size: string, trial: string) => `${error} against ${size}: ${trial}`,
    trial: 'Tested',
    size: 'Size',
    error: 'Error',
    sizes: { parameters: 'Parameters', macs: 'MACs' },
    sizeAxis: { parameters: 'Parameters, millions', macs: 'Multiply-accumulates, billions' },
    errors: { top1: 'Top-1', top5: 'Top-5' },
    errorAxis: { top1: 'Top-1 error, %', top5: 'Top-5 error, %' },
    plain: 'without residual connections',
    residual: 'with residual connections',
    other: 'the same error at the size of the released code',
    otherMark: 'released code',
    variants: { figures: 'as drawn in the paper', released: 'as released' },
    rates: (top1: string, top5: string) => `Top-1 error ${top1}, top-5 error ${top5}`,
    cost: (parameters: string, macs: string) => `${parameters} parameters, ${macs} MACs`,
    otherCost: (cost: string) => `As released ${cost}`,
    noNetwork: (names: string) => `Not drawn, since the atlas has no expression to count: ${names}.`,
    doubtful: (names: string) => `Not drawn, since its printed numbers are evidently a slip: ${names}.`,
    table: 'The chart as a table',
    network: 'Network',
    scroll: 'Table of the chart; scroll to see all columns',
    noScript: 'Choosing needs JavaScript; all numbers are in the tables below.',
  },
  belongs: {
    title: 'Which network do these errors belong to?',
    text: belongs,
    more: (percent: string) => `${percent} more`,
    fewer: (percent: string) => `${percent} fewer`,
    caption: 'What the pairs of the paper cost, at 299 × 299 pixels',
    network: 'Network',
    parameters: 'Parameters',
    macs: 'MACs',
    convolutions: 'Convolutions',
    against: 'MACs against its pair',
    pair: (name: string) => `pair: ${name}`,
    scroll: 'Table of costs; scroll to see all columns',
  },
  tables: {
    title: 'The numbers, as published',
    lead: 'The paper prints errors, the READMEs accuracies. One is 100% less the other; nothing here is mixed unless you ask for it.',
    show: 'Show',
    shown: { printed: 'as printed', error: 'errors', accuracy: 'accuracies' },
    top1: 'Top-1',
    top5: 'Top-5',
    measures: { error: 'error, %', accuracy: 'accuracy, %' },
    none: 'not given',
    system: 'Network',
    manners: { 'ten-crops': '10 crops', dense: 'dense' },
    doubt: 'doubtful',
    notes,
    crops: {
      caption: 'One network, one to 144 crops',
      scroll: 'Table of single networks; scroll to see all columns',
    },
    ensembles: {
      caption: 'Several networks together, 144 crops (ResNet: dense)',
      scroll: 'Table of ensembles; scroll to see all columns',
      validation: 'Validation, 50,000 pictures',
      test: 'Test set',
      member: (count: string, name: string) => `${count} × ${name}`,
      more: ' + ',
    },
    released: {
      caption: 'The released weights, one crop',
      scroll: 'Table of released weights; scroll to see all columns',
    },
    timm: {
      caption: 'The weights that timm offers, measured by timm',
      scroll: 'Table of timm’s weights; scroll to see all columns',
    },
    faces: {
      title: 'Inception-ResNet-v1: faces only',
      lead: 'For Inception-ResNet-v1 no ImageNet weights of its authors were found. What is released under its name tells faces apart, with an embedding in place of the classifier.',
      caption: 'Share of pairs told right, Labelled Faces in the Wild',
      scroll: 'Table of face models; scroll to see all columns',
      file: 'Weights',
      trainedOn: 'Trained on',
      people: 'People',
      lfw: 'LFW',
      size: 'File',
      megabytes: (count: string) => `${count} MB`,
    },
  },
  counts: {
    title: 'Published counts, from ours',
    lead: 'Others publish other sizes for the same networks. None is wrong: each counts something else. Each line begins with our count, adds what the publisher counts otherwise, and ends at the printed digits.',
    rules,
    counted,
    network: 'Network',
    sum: 'together',
    published: 'published',
    times: (times: string, name: string) => `${times} × ${name}`,
    less: (name: string) => `less ${name}`,
    scroll: (title: string) => `Table: ${title}; scroll to see all columns`,
    units: { 1: '', 1000000: 'M', 1000000000: 'G' },
  },
};
