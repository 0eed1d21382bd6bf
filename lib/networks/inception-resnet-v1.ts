import { batchNorm, conv, dropout, globalAvgPool, l2Norm, linear, network, softmax, times } from '../graph/combinators';
import type { NetworkDefinition } from './definition';
import { reductionA, residualReductionB } from './reductions';
import { inceptionResnetA, inceptionResnetB, inceptionResnetC, PAPER_SCALE, RELEASED_SCALES } from './residual-blocks';
import { commonStart, plainStem } from './stems';

const [conv1a, conv2a, conv2b] = commonStart();
const stem = plainStem();

/** Figure 14: the plain stem of Inception-v3, but a strided convolution to 256 filters at its end. */
const STEM = {
  conv2d_1a: conv1a,
  conv2d_2a: conv2a,
  conv2d_2b: conv2b,
  maxpool_3a: stem.pool,
  conv2d_3b: stem.reduce,
  conv2d_4a: stem.widen,
  conv2d_4b: conv(256, 3, { stride: 2 }),
};

const REDUCTION_A = reductionA(192, 192, 256, 384);
const REDUCTION_B = residualReductionB(256, [256, 256]);

const EMBEDDING = {
  avgpool_1a: globalAvgPool(),
  dropout: dropout(0.6),
  last_linear: linear(512, { bias: false }),
  last_bn: batchNorm(),
  normalize: l2Norm(),
};

/** As facenet-pytorch releases it, for faces (models/inception_resnet_v1.py): an embedding of 512 numbers, no classes. */
const released = network(
  {
    ...STEM,
    repeat_1: times(5, inceptionResnetA([32, 32], { scale: RELEASED_SCALES.a })),
    mixed_6a: REDUCTION_A,
    repeat_2: times(10, inceptionResnetB(128, [128, 128, 128], { scale: RELEASED_SCALES.b })),
    mixed_7a: REDUCTION_B,
    repeat_3: times(5, inceptionResnetC([192, 192, 192], { scale: RELEASED_SCALES.c })),
    block8: inceptionResnetC([192, 192, 192], { scale: RELEASED_SCALES.last, relu: false }),
    ...EMBEDDING,
  },
  {
    stages: {
      Stem: Object.keys(STEM),
      'Inception-ResNet-A': ['repeat_1'],
      'Reduction-A': ['mixed_6a'],
      'Inception-ResNet-B': ['repeat_2'],
      'Reduction-B': ['mixed_7a'],
      'Inception-ResNet-C': ['repeat_3', 'block8'],
      Head: Object.keys(EMBEDDING),
    },
  },
);

const CLASSIFIER = { avgpool_1a: globalAvgPool(), dropout: dropout(0.2), logits: linear(1000), softmax: softmax() };

/** As Figures 10 to 15 draw it, by transcription (FACTS section 4): 5/10/5 blocks and 1000 classes. */
const paper = network(
  {
    ...STEM,
    repeat_1: times(5, inceptionResnetA([32, 32], { scale: PAPER_SCALE })),
    mixed_6a: REDUCTION_A,
    repeat_2: times(10, inceptionResnetB(128, [128, 128, 128], { scale: PAPER_SCALE })),
    mixed_7a: REDUCTION_B,
    repeat_3: times(5, inceptionResnetC([192, 192, 192], { scale: PAPER_SCALE })),
    ...CLASSIFIER,
  },
  {
    stages: {
      Stem: Object.keys(STEM),
      'Inception-ResNet-A': ['repeat_1'],
      'Reduction-A': ['mixed_6a'],
      'Inception-ResNet-B': ['repeat_2'],
      'Reduction-B': ['mixed_7a'],
      'Inception-ResNet-C': ['repeat_3'],
      Head: Object.keys(CLASSIFIER),
    },
  },
);

export const inceptionResnetV1: NetworkDefinition = {
  id: 'inception-resnet-v1',
  title: 'Inception-ResNet-v1',
  defaultVariant: 'released',
  variants: [
    { id: 'released', title: 'Released', source: 'code', network: released, figureSlips: [] },
    { id: 'paper', title: 'Paper', source: 'figures', network: paper, figureSlips: [] },
  ],
  defaultSize: 160,
  naming: 'facenet',
  renames: {
    facenet: [],
    // As timm and Cadene count the runs of their Inception-ResNet-v2: one less, a trap (FACTS section 7).
    timm: [
      { from: 'repeat_1', to: 'repeat' },
      { from: 'repeat_2', to: 'repeat_1' },
      { from: 'repeat_3', to: 'repeat_2' },
    ],
    cadene: [
      { from: 'repeat_1', to: 'repeat' },
      { from: 'repeat_2', to: 'repeat_1' },
      { from: 'repeat_3', to: 'repeat_2' },
    ],
  },
  keras: false,
  // (x − 127.5) / 128 of bytes; facenet-pytorch first cuts the face out, here the centre square goes in whole.
  preprocessing: {
    cropShare: 1,
    interpolation: 'bilinear',
    mean: [0.5, 0.5, 0.5],
    std: [128 / 255, 128 / 255, 128 / 255],
  },
};
