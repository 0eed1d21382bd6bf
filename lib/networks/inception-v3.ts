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
  named,
  network,
  softmax,
} from '../graph/combinators';
import type { NetworkDefinition } from './definition';
import { commonStart, plainStem } from './stems';

/** Average pool, then 1×1. @param countPadding as torchvision's and timm's pools do; TensorFlow's leave the zeros out. */
const poolBranch = (filters: number, countPadding: boolean) =>
  chain(avgPool(3, { countPadding }), named('branch_pool', conv(filters, 1)));

/** torchvision `InceptionA`; keeps the 5×5 that the v3 paper replaces by two 3×3. @param pooled filters after the pool. */
const inceptionA = (pooled: number, countPadding: boolean) =>
  block(
    'Inception-A',
    concat(
      named('branch1x1', conv(64, 1)),
      chain(named('branch5x5_1', conv(48, 1)), named('branch5x5_2', conv(64, 5))),
      chain(
        named('branch3x3dbl_1', conv(64, 1)),
        named('branch3x3dbl_2', conv(96, 3)),
        named('branch3x3dbl_3', conv(96, 3)),
      ),
      poolBranch(pooled, countPadding),
    ),
  );

/** torchvision `InceptionB`. */
const reductionA = block(
  'Reduction-A',
  concat(
    named('branch3x3', conv(384, 3, { stride: 2 })),
    chain(
      named('branch3x3dbl_1', conv(64, 1)),
      named('branch3x3dbl_2', conv(96, 3)),
      named('branch3x3dbl_3', conv(96, 3, { stride: 2 })),
    ),
    maxPool(3, { stride: 2 }),
  ),
);

/** torchvision `InceptionC`. @param c filters inside the factorised branches. */
const inceptionB = (c: number, countPadding: boolean) =>
  block(
    'Inception-B',
    concat(
      named('branch1x1', conv(192, 1)),
      chain(
        named('branch7x7_1', conv(c, 1)),
        named('branch7x7_2', conv(c, [1, 7])),
        named('branch7x7_3', conv(192, [7, 1])),
      ),
      chain(
        named('branch7x7dbl_1', conv(c, 1)),
        named('branch7x7dbl_2', conv(c, [7, 1])),
        named('branch7x7dbl_3', conv(c, [1, 7])),
        named('branch7x7dbl_4', conv(c, [7, 1])),
        named('branch7x7dbl_5', conv(192, [1, 7])),
      ),
      poolBranch(192, countPadding),
    ),
  );

/** torchvision `InceptionD`. */
const reductionB = block(
  'Reduction-B',
  concat(
    chain(named('branch3x3_1', conv(192, 1)), named('branch3x3_2', conv(320, 3, { stride: 2 }))),
    chain(
      named('branch7x7x3_1', conv(192, 1)),
      named('branch7x7x3_2', conv(192, [1, 7])),
      named('branch7x7x3_3', conv(192, [7, 1])),
      named('branch7x7x3_4', conv(192, 3, { stride: 2 })),
    ),
    maxPool(3, { stride: 2 }),
  ),
);

/** torchvision `InceptionE`. */
const inceptionC = (countPadding: boolean) =>
  block(
    'Inception-C',
    concat(
      named('branch1x1', conv(320, 1)),
      chain(
        named('branch3x3_1', conv(384, 1)),
        concat(named('branch3x3_2a', conv(384, [1, 3])), named('branch3x3_2b', conv(384, [3, 1]))),
      ),
      chain(
        named('branch3x3dbl_1', conv(448, 1)),
        named('branch3x3dbl_2', conv(384, 3)),
        concat(named('branch3x3dbl_3a', conv(384, [1, 3])), named('branch3x3dbl_3b', conv(384, [3, 1]))),
      ),
      poolBranch(192, countPadding),
    ),
  );

const [conv1a, conv2a, conv2b] = commonStart();
const stem = plainStem();

/** Without the auxiliary head, which only training uses (timm/models/inception_v3.py). */
const inceptionV3Network = (countPadding: boolean) =>
  network(
    {
      Conv2d_1a_3x3: conv1a,
      Conv2d_2a_3x3: conv2a,
      Conv2d_2b_3x3: conv2b,
      Pool1: stem.pool,
      Conv2d_3b_1x1: stem.reduce,
      Conv2d_4a_3x3: stem.widen,
      Pool2: maxPool(3, { stride: 2 }),
      Mixed_5b: inceptionA(32, countPadding),
      Mixed_5c: inceptionA(64, countPadding),
      Mixed_5d: inceptionA(64, countPadding),
      Mixed_6a: reductionA,
      Mixed_6b: inceptionB(128, countPadding),
      Mixed_6c: inceptionB(160, countPadding),
      Mixed_6d: inceptionB(160, countPadding),
      Mixed_6e: inceptionB(192, countPadding),
      Mixed_7a: reductionB,
      Mixed_7b: inceptionC(countPadding),
      Mixed_7c: inceptionC(countPadding),
      global_pool: globalAvgPool(),
      head_drop: dropout(0.5),
      fc: linear(1000),
      softmax: softmax(),
    },
    {
      stages: {
        Stem: ['Conv2d_1a_3x3', 'Conv2d_2a_3x3', 'Conv2d_2b_3x3', 'Pool1', 'Conv2d_3b_1x1', 'Conv2d_4a_3x3', 'Pool2'],
        'Inception-A': ['Mixed_5b', 'Mixed_5c', 'Mixed_5d'],
        'Reduction-A': ['Mixed_6a'],
        'Inception-B': ['Mixed_6b', 'Mixed_6c', 'Mixed_6d', 'Mixed_6e'],
        'Reduction-B': ['Mixed_7a'],
        'Inception-C': ['Mixed_7b', 'Mixed_7c'],
        Head: ['global_pool', 'head_drop', 'fc', 'softmax'],
      },
    },
  );

export const inceptionV3: NetworkDefinition = {
  id: 'inception-v3',
  title: 'Inception-v3',
  defaultVariant: 'released',
  variants: [
    { id: 'released', title: 'Released', source: 'code', network: inceptionV3Network(true), figureSlips: [] },
    // keras-applications and slim: the same layers and keys; the average pools leave padding out (FACTS section 2).
    { id: 'keras', title: 'Keras', source: 'code', network: inceptionV3Network(false), figureSlips: [] },
  ],
  defaultSize: 299,
  naming: 'timm',
  renames: {
    timm: [],
    // Modules of another name without weights; the keys are the same.
    torchvision: [
      { from: 'Pool1', to: 'maxpool1' },
      { from: 'Pool2', to: 'maxpool2' },
      { from: 'global_pool', to: 'avgpool' },
      { from: 'head_drop', to: 'dropout' },
    ],
    cadene: [{ from: 'fc', to: 'last_linear' }],
  },
  keras: true,
  // timm/inception_v3.tv_in1k: crop_pct 0.875, bicubic; 0.5 and 0.5 is what reaches the first layer (FACTS section 6).
  preprocessing: { cropShare: 0.875, interpolation: 'bicubic', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
};
