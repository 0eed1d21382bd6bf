import {
  avgPool,
  block,
  chain,
  concat,
  conv,
  dropout,
  globalAvgPool,
  linear,
  maxPool,
  network,
  softmax,
  times,
} from '../graph/combinators';
import type { NetworkDefinition } from './definition';
import { reductionA, residualReductionB } from './reductions';
import { inceptionResnetA, inceptionResnetB, inceptionResnetC, PAPER_SCALE, RELEASED_SCALES } from './residual-blocks';
import { commonStart, plainStem, stemJoins } from './stems';

/** An Inception-A of Inception-v3 with 96 filters in its first branch (slim `Mixed_5b`): the paper has none here. */
const mixed5b = block(
  'Inception-A',
  concat(
    conv(96, 1),
    chain(conv(48, 1), conv(64, 5)),
    chain(conv(64, 1), conv(96, 3), conv(96, 3)),
    chain(avgPool(3), conv(64, 1)),
  ),
);

const HEAD = {
  global_pool: globalAvgPool(),
  head_drop: dropout(0.2),
  classif: linear(1000),
  softmax: softmax(),
};

const [conv1a, conv2a, conv2b] = commonStart();
const stem = plainStem();
const [mixed3a, mixed4a, mixed5a] = stemJoins([
  [7, 1],
  [1, 7],
]);

/** As slim, Keras, Cadene and timm release it (timm/models/inception_resnet_v2.py). */
const released = network(
  {
    conv2d_1a: conv1a,
    conv2d_2a: conv2a,
    conv2d_2b: conv2b,
    maxpool_3a: stem.pool,
    conv2d_3b: stem.reduce,
    conv2d_4a: stem.widen,
    maxpool_5a: maxPool(3, { stride: 2 }),
    mixed_5b: mixed5b,
    repeat: times(10, inceptionResnetA([48, 64], { scale: RELEASED_SCALES.a })),
    mixed_6a: reductionA(256, 256, 384, 384),
    repeat_1: times(20, inceptionResnetB(192, [128, 160, 192], { scale: RELEASED_SCALES.b })),
    mixed_7a: residualReductionB(288, [288, 320]),
    repeat_2: times(9, inceptionResnetC([192, 224, 256], { scale: RELEASED_SCALES.c })),
    block8: inceptionResnetC([192, 224, 256], { scale: RELEASED_SCALES.last, relu: false }),
    conv2d_7b: conv(1536, 1),
    ...HEAD,
  },
  {
    stages: {
      Stem: ['conv2d_1a', 'conv2d_2a', 'conv2d_2b', 'maxpool_3a', 'conv2d_3b', 'conv2d_4a', 'maxpool_5a'],
      'Inception-A': ['mixed_5b'],
      'Inception-ResNet-A': ['repeat'],
      'Reduction-A': ['mixed_6a'],
      'Inception-ResNet-B': ['repeat_1'],
      'Reduction-B': ['mixed_7a'],
      'Inception-ResNet-C': ['repeat_2', 'block8'],
      'Last convolution': ['conv2d_7b'],
      Head: Object.keys(HEAD),
    },
  },
);

/**
 * As Figures 3 and 15 to 19 draw it, by transcription (FACTS section 4): the stem of Inception-v4, 5/10/5 blocks, wider.
 * Keys are those of the released code where it has the part.
 */
const paper = network(
  {
    conv2d_1a: conv1a,
    conv2d_2a: conv2a,
    conv2d_2b: conv2b,
    mixed_3a: mixed3a,
    mixed_4a: mixed4a,
    mixed_5a: mixed5a,
    repeat: times(5, inceptionResnetA([48, 64], { scale: PAPER_SCALE })),
    mixed_6a: reductionA(256, 256, 384, 384),
    repeat_1: times(10, inceptionResnetB(192, [128, 160, 192], { scale: PAPER_SCALE })),
    mixed_7a: residualReductionB(288, [288, 320]),
    repeat_2: times(5, inceptionResnetC([192, 224, 256], { scale: PAPER_SCALE })),
    ...HEAD,
  },
  {
    stages: {
      Stem: ['conv2d_1a', 'conv2d_2a', 'conv2d_2b', 'mixed_3a', 'mixed_4a', 'mixed_5a'],
      'Inception-ResNet-A': ['repeat'],
      'Reduction-A': ['mixed_6a'],
      'Inception-ResNet-B': ['repeat_1'],
      'Reduction-B': ['mixed_7a'],
      'Inception-ResNet-C': ['repeat_2'],
      Head: Object.keys(HEAD),
    },
  },
);

const repeats = (entry: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${entry}.${index}.conv2d`);

export const inceptionResnetV2: NetworkDefinition = {
  id: 'inception-resnet-v2',
  title: 'Inception-ResNet-v2',
  defaultVariant: 'released',
  variants: [
    { id: 'released', title: 'Released', source: 'code', network: released, figureSlips: [] },
    {
      id: 'paper',
      title: 'Paper',
      source: 'figures',
      network: paper,
      figureSlips: [
        { id: 'ir-v2-b-width', at: repeats('repeat_1', 10), attribute: 'filters', printed: 1154, meant: 1152 },
        { id: 'ir-v2-c-width', at: repeats('repeat_2', 5), attribute: 'filters', printed: 2048, meant: 2144 },
      ],
    },
  ],
  defaultSize: 299,
  naming: 'timm',
  renames: {
    timm: [],
    cadene: [{ from: 'classif', to: 'last_linear' }],
    // As facenet-pytorch counts its Inception-ResNet-v1; the classifier is its `logits`.
    facenet: [
      { from: 'repeat', to: 'repeat_1' },
      { from: 'repeat_1', to: 'repeat_2' },
      { from: 'repeat_2', to: 'repeat_3' },
      { from: 'classif', to: 'logits' },
    ],
  },
  keras: true,
  // timm/inception_resnet_v2.tf_in1k: crop_pct 0.8975, bicubic, mean = std = 0.5 (FACTS section 6).
  preprocessing: { cropShare: 0.8975, interpolation: 'bicubic', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
};
