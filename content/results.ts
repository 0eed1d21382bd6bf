import type { CountingRule } from '@/lib/analysis/published-counts';
import type { CitationId } from './en/citations';

/** What was tested, as the sources name it. */
export type SystemId =
  | 'bn-inception'
  | 'inception-v3'
  | 'inception-resnet-v1'
  | 'inception-v4'
  | 'inception-resnet-v2'
  | 'resnet';

export interface System {
  readonly title: string;
  /** Whether shortcuts go round its blocks. */
  readonly residual: boolean;
  /**
   * The address of the network that the paper's figures describe, and of the one whose code and ImageNet weights were
   * released; null where the atlas has none. Inception-v3 has no figures of its own in this paper.
   */
  readonly figures: string | null;
  readonly released: string | null;
}

/** In the order of the paper's tables. */
export const systems: Readonly<Record<SystemId, System>> = {
  'bn-inception': { title: 'BN-Inception', residual: false, figures: null, released: null },
  'inception-v3': {
    title: 'Inception-v3',
    residual: false,
    figures: 'inception-v3:released',
    released: 'inception-v3:released',
  },
  'inception-resnet-v1': {
    title: 'Inception-ResNet-v1',
    residual: true,
    figures: 'inception-resnet-v1:paper',
    released: null,
  },
  'inception-v4': {
    title: 'Inception-v4',
    residual: false,
    figures: 'inception-v4:paper',
    released: 'inception-v4:released',
  },
  'inception-resnet-v2': {
    title: 'Inception-ResNet-v2',
    residual: true,
    figures: 'inception-resnet-v2:paper',
    released: 'inception-resnet-v2:released',
  },
  resnet: { title: 'ResNet', residual: true, figures: null, released: null },
};

/** Who tested how: one column of a table. */
export type TrialId = 'single-crop' | '12-crops' | '144-crops' | 'slim' | 'cadene' | 'torchvision' | 'timm';

export interface Trial {
  /** What its source prints. Papers print errors, READMEs accuracies; a table never mixes them. */
  readonly measure: 'error' | 'accuracy';
  /** Digits after the point in the source. */
  readonly decimals: number;
  /** Whether the network that was tested is the one of the figures (as far as anybody can tell) or the released one. */
  readonly network: 'figures' | 'released';
  readonly cite: CitationId;
}

/** Everything on ImageNet's validation pictures. */
export const trials: Readonly<Record<TrialId, Trial>> = {
  'single-crop': { measure: 'error', decimals: 1, network: 'figures', cite: 'v4-table-2' },
  '12-crops': { measure: 'error', decimals: 1, network: 'figures', cite: 'v4-table-3' },
  '144-crops': { measure: 'error', decimals: 1, network: 'figures', cite: 'v4-table-4' },
  slim: { measure: 'accuracy', decimals: 1, network: 'released', cite: 'slim-readme' },
  cadene: { measure: 'accuracy', decimals: 3, network: 'released', cite: 'cadene-readme' },
  torchvision: { measure: 'accuracy', decimals: 3, network: 'released', cite: 'torchvision-weights' },
  timm: { measure: 'accuracy', decimals: 3, network: 'released', cite: 'timm-results' },
};

/** Per cent, as printed: errors or accuracies by the trial. Null where the source prints nothing. */
export interface Rates {
  readonly top1: number | null;
  readonly top5: number | null;
}

export interface Result extends Rates {
  readonly system: SystemId;
  readonly trial: TrialId;
  /** Which of several sets of weights of the same network; null where there is one. */
  readonly weights: string | null;
  /** How this row was tested where that is not as its trial says. */
  readonly manner: 'ten-crops' | 'dense' | null;
  /** Why the row is not to be relied on; it is shown with the reason and stays out of the chart. */
  readonly doubt: 'copied-row' | null;
}

const result = (
  trial: TrialId,
  system: SystemId,
  top1: number,
  top5: number,
  special: Partial<Pick<Result, 'weights' | 'manner' | 'doubt'>> = {},
): Result => ({ trial, system, top1, top5, weights: null, manner: null, doubt: null, ...special });

/** Single networks (FACTS section 5; timm's: section 6). */
export const results: readonly Result[] = [
  result('single-crop', 'bn-inception', 25.2, 7.8),
  result('single-crop', 'inception-v3', 21.2, 5.6),
  result('single-crop', 'inception-resnet-v1', 21.3, 5.5),
  result('single-crop', 'inception-v4', 20.0, 5.0),
  result('single-crop', 'inception-resnet-v2', 19.9, 4.9),

  // The AAAI version repeats here, digit by digit, what its Table 1 has for BN-Inception.
  result('12-crops', 'resnet', 25.2, 7.8, { manner: 'ten-crops', doubt: 'copied-row' }),
  result('12-crops', 'inception-v3', 19.8, 4.6),
  result('12-crops', 'inception-resnet-v1', 19.8, 4.6),
  result('12-crops', 'inception-v4', 18.7, 4.2),
  result('12-crops', 'inception-resnet-v2', 18.7, 4.1),

  result('144-crops', 'resnet', 19.4, 4.5, { manner: 'dense' }),
  result('144-crops', 'inception-v3', 18.9, 4.3),
  result('144-crops', 'inception-resnet-v1', 18.8, 4.3),
  result('144-crops', 'inception-v4', 17.7, 3.8),
  result('144-crops', 'inception-resnet-v2', 17.8, 3.7),

  result('slim', 'inception-v3', 78.0, 93.9),
  result('slim', 'inception-v4', 80.2, 95.2),
  result('slim', 'inception-resnet-v2', 80.4, 95.3),

  result('cadene', 'inception-v3', 77.294, 93.454),
  result('cadene', 'inception-v4', 80.062, 94.926),
  result('cadene', 'inception-resnet-v2', 80.17, 95.234),

  result('torchvision', 'inception-v3', 77.294, 93.45),

  result('timm', 'inception-resnet-v2', 80.434, 95.312, { weights: 'tf_in1k' }),
  result('timm', 'inception-v4', 80.144, 94.982, { weights: 'tf_in1k' }),
  result('timm', 'inception-resnet-v2', 79.998, 94.94, { weights: 'tf_ens_adv_in1k' }),
  result('timm', 'inception-v3', 78.806, 94.372, { weights: 'gluon_in1k' }),
  result('timm', 'inception-v3', 77.866, 93.644, { weights: 'tf_in1k' }),
  result('timm', 'inception-v3', 77.598, 93.726, { weights: 'tf_adv_in1k' }),
  result('timm', 'inception-v3', 77.472, 93.468, { weights: 'tv_in1k' }),
];

/** Several networks whose answers are averaged; errors in per cent. */
export interface Ensemble {
  readonly id: string;
  readonly members: readonly { readonly system: SystemId; readonly count: number }[];
  /** On all 50,000 pictures of the validation set; 144 crops, dense for ResNet. */
  readonly validation: Rates;
  /** On the test set; null where it was not sent there. */
  readonly test: Rates | null;
}

/** Digits after the point, by what was tested on. */
export const ensembleDecimals = { validation: 1, test: 2 } as const;

export const ensembleCite: CitationId = 'v4-table-5';

export const ensembles: readonly Ensemble[] = [
  {
    id: 'resnet',
    members: [{ system: 'resnet', count: 6 }],
    validation: { top1: null, top5: 3.6 },
    test: null,
  },
  {
    id: 'inception-v3',
    members: [{ system: 'inception-v3', count: 4 }],
    validation: { top1: 17.3, top5: 3.6 },
    test: null,
  },
  {
    id: 'inception-v4-and-residual',
    members: [
      { system: 'inception-v4', count: 1 },
      { system: 'inception-resnet-v2', count: 3 },
    ],
    validation: { top1: 16.4, top5: 3.1 },
    test: { top1: null, top5: 3.08 },
  },
];

/** Weights of Inception-ResNet-v1: there are none of its authors for ImageNet, only others' for faces. */
export interface FaceModel {
  readonly file: string;
  /** The pictures that it was trained on. */
  readonly trainedOn: string;
  readonly people: number;
  /** The share of pairs of faces told right, on Labelled Faces in the Wild, as printed. */
  readonly lfw: number;
  readonly megabytes: number;
}

export const faceCite: CitationId = 'facenet-readme';

export const faceModels: readonly FaceModel[] = [
  {
    file: '20180402-114759-vggface2.pt',
    trainedOn: 'VGGFace2',
    people: 8631,
    lfw: 0.9965,
    megabytes: 107,
  },
  {
    file: '20180408-102900-casia-webface.pt',
    trainedOn: 'CASIA-WebFace',
    people: 10575,
    lfw: 0.9905,
    megabytes: 111,
  },
];

/** A count that somebody published for a network, and the rule by which it follows from ours. */
export interface PublishedCount {
  readonly rule: CountingRule;
  /** The address of a network that the atlas has. */
  readonly network: string;
  readonly printed: number;
  /** What the printed number is multiplied by: 1e9 for GMACs. */
  readonly unit: 1 | 1e6 | 1e9;
  readonly decimals: number;
}

export const countCites: Readonly<Record<CountingRule, readonly CitationId[]>> = {
  'timm-parameters': ['timm-benchmark'],
  'timm-gmacs': ['timm-benchmark', 'fvcore-batch-norm'],
  'torchvision-gmacs': ['torchvision-ops'],
  'timm-activations': ['timm-benchmark'],
  'keras-parameters': ['keras-applications', 'keras-batch-norm'],
  'torchvision-parameters': ['torchvision-aux'],
};

const published = (
  rule: CountingRule,
  unit: PublishedCount['unit'],
  decimals: number,
  printed: Readonly<Record<string, number>>,
): readonly PublishedCount[] =>
  Object.entries(printed).map(([network, count]) => ({ rule, network, printed: count, unit, decimals }));

export const publishedCounts: readonly PublishedCount[] = [
  ...published('timm-parameters', 1e6, 2, {
    'inception-v3:released': 23.83,
    'inception-v4:released': 42.68,
    'inception-resnet-v2:released': 55.84,
  }),
  ...published('timm-gmacs', 1e9, 2, {
    'inception-v3:released': 5.73,
    'inception-v4:released': 12.28,
    'inception-resnet-v2:released': 13.18,
  }),
  ...published('torchvision-gmacs', 1e9, 3, { 'inception-v3:released': 5.713 }),
  ...published('timm-activations', 1e6, 2, {
    'inception-v3:released': 8.97,
    'inception-v4:released': 15.09,
    'inception-resnet-v2:released': 25.06,
  }),
  ...published('keras-parameters', 1, 0, {
    'inception-v3:released': 23_851_784,
    'inception-resnet-v2:released': 55_873_736,
  }),
  ...published('torchvision-parameters', 1, 0, { 'inception-v3:released': 27_161_264 }),
];
