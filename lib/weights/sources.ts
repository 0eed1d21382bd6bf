/** How a picture becomes the input, as the publisher of the weights says. */
export interface AskedPreprocessing {
  /** The share of the resized short side that the centre crop keeps: resize to ⌊size / cropShare⌋, crop to size. */
  readonly cropShare: number;
  readonly interpolation: 'bilinear' | 'bicubic';
  /** Per channel, of values scaled to 0…1. */
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/** Weights that somebody else trained and published, and what they say about them. */
export interface PublishedWeights {
  /** The repository on the hub; also the id. */
  readonly repository: string;
  /** A branch, tag or commit. */
  readonly revision: string;
  readonly file: string;
  /** The network of the atlas that reads them. */
  readonly network: string;
  /** What they were trained on and by whom, in the publisher's words. */
  readonly tag: string;
  /** An SPDX identifier. */
  readonly licence: string;
  /** ImageNet-1k, single centre crop, in per cent, by the citation of this id. */
  readonly accuracy: { readonly top1: number; readonly top5: number; readonly citation: string };
  readonly preprocessing: AskedPreprocessing;
  /** As the hub shows it, in millions of bytes; null where it was not found. */
  readonly megabytes: number | null;
  /** Of the file, as the hub shows it; null where it was not found. */
  readonly sha256: string | null;
}

/** timm: 299×299, bicubic, the centre crop, values to −1…1. */
const toOne = (cropShare: number): AskedPreprocessing => ({
  cropShare,
  interpolation: 'bicubic',
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
});

const timm = { revision: 'main', file: 'model.safetensors', licence: 'Apache-2.0' } as const;

/**
 * The trained weights that the atlas knows of; the first of a network is the one that timm takes by default. Numbers as
 * timm publishes them (results/results-imagenet.csv, pretrained_cfg, pages of the hub: FACTS section 6).
 */
export const publishedWeights: readonly PublishedWeights[] = [
  {
    ...timm,
    repository: 'timm/inception_v4.tf_in1k',
    network: 'inception-v4',
    tag: 'tf_in1k',
    accuracy: { top1: 80.144, top5: 94.982, citation: 'timm-results' },
    preprocessing: toOne(0.875),
    megabytes: 171,
    sha256: 'a756a086851c8d5a8de135ec15c76b90ea56cb5aef450e3299107e659e725bb1',
  },
  {
    ...timm,
    repository: 'timm/inception_resnet_v2.tf_in1k',
    network: 'inception-resnet-v2',
    tag: 'tf_in1k',
    accuracy: { top1: 80.434, top5: 95.312, citation: 'timm-results' },
    preprocessing: toOne(0.8975),
    megabytes: 224,
    sha256: 'dbea26b13a5fc8351919fed6a94222c0577ce324b2765fd081a798f837ca9d72',
  },
  {
    ...timm,
    repository: 'timm/inception_v3.tv_in1k',
    network: 'inception-v3',
    tag: 'tv_in1k',
    accuracy: { top1: 77.472, top5: 93.468, citation: 'timm-results' },
    preprocessing: toOne(0.875),
    megabytes: 95.5,
    sha256: '9c452c63a67fd03a38a78c401ba12d4be0e926df63c93403de3a29f6df20fefb',
  },
  {
    ...timm,
    repository: 'timm/inception_v3.tf_in1k',
    network: 'inception-v3',
    tag: 'tf_in1k',
    accuracy: { top1: 77.866, top5: 93.644, citation: 'timm-results' },
    preprocessing: toOne(0.875),
    megabytes: null,
    sha256: null,
  },
];

/** What is known of a repository; null for any other. */
export const publishedIn = (repository: string): PublishedWeights | null =>
  publishedWeights.find((each) => each.repository === repository) ?? null;
