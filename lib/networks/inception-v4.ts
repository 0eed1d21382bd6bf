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
  stage,
  times,
} from '../graph/combinators';
import type { Pair } from '../graph/expression';
import type { NetworkDefinition } from './definition';
import { reductionA } from './reductions';
import { commonStart, stemJoins } from './stems';

const ROW: Pair = [1, 7];
const COLUMN: Pair = [7, 1];

const inceptionA = block(
  'Inception-A',
  concat(
    conv(96, 1),
    chain(conv(64, 1), conv(96, 3)),
    chain(conv(64, 1), conv(96, 3), conv(96, 3)),
    chain(avgPool(3), conv(96, 1)),
  ),
);

/** One convolution of a branch: filters and kernel. */
type Link = readonly [filters: number, kernel: Pair];

const links = (list: readonly Link[]) => list.map(([filters, kernel]) => conv(filters, kernel));

/** @param middle, long the factorised convolutions after the 1×1 of the second and the third branch, in order. */
const inceptionB = (middle: readonly Link[], long: readonly Link[]) =>
  block(
    'Inception-B',
    concat(
      conv(384, 1),
      chain(conv(192, 1), ...links(middle)),
      chain(conv(192, 1), ...links(long)),
      chain(avgPool(3), conv(128, 1)),
    ),
  );

const reductionB = block(
  'Reduction-B',
  concat(
    chain(conv(192, 1), conv(192, 3, { stride: 2 })),
    chain(conv(256, 1), conv(256, [1, 7]), conv(320, [7, 1]), conv(320, 3, { stride: 2 })),
    maxPool(3, { stride: 2 }),
  ),
);

/** @param order kernels of the factorised pair in the longest branch. */
const inceptionC = (order: readonly [Pair, Pair]) =>
  block(
    'Inception-C',
    concat(
      conv(256, 1),
      chain(
        named('branch1_0', conv(384, 1)),
        concat(named('branch1_1a', conv(256, [1, 3])), named('branch1_1b', conv(256, [3, 1]))),
      ),
      chain(
        named('branch2_0', conv(384, 1)),
        named('branch2_1', conv(448, order[0])),
        named('branch2_2', conv(512, order[1])),
        concat(named('branch2_3a', conv(256, [1, 3])), named('branch2_3b', conv(256, [3, 1]))),
      ),
      chain(avgPool(3), conv(256, 1)),
    ),
  );

interface Orders {
  readonly stem: readonly [Pair, Pair];
  readonly middleB: readonly Link[];
  readonly longB: readonly Link[];
  readonly longC: readonly [Pair, Pair];
}

const inceptionV4Network = ({ stem, middleB, longB, longC }: Orders) =>
  network(
    {
      features: chain(
        stage('Stem', ...commonStart(), ...stemJoins(stem)),
        stage('Inception-A', times(4, inceptionA)),
        stage('Reduction-A', reductionA(192, 224, 256, 384)),
        stage('Inception-B', times(7, inceptionB(middleB, longB))),
        stage('Reduction-B', reductionB),
        stage('Inception-C', times(3, inceptionC(longC))),
      ),
      global_pool: globalAvgPool(),
      head_drop: dropout(0.2),
      last_linear: linear(1000),
      softmax: softmax(),
    },
    { stages: { Head: ['global_pool', 'head_drop', 'last_linear', 'softmax'] } },
  );

/** As timm and Cadene release it (timm/models/inception_v4.py). */
const released = inceptionV4Network({
  stem: [ROW, COLUMN],
  middleB: [
    [224, ROW],
    [256, COLUMN],
  ],
  longB: [
    [192, COLUMN],
    [224, ROW],
    [224, COLUMN],
    [256, ROW],
  ],
  longC: [
    [3, 1],
    [1, 3],
  ],
});

/** As Figures 3 to 9 draw it, by transcription (FACTS section 4): the same widths, kernels in another order. */
const paper = inceptionV4Network({
  stem: [COLUMN, ROW],
  // Drawn so; a second row of seven was hardly meant, see the slip below.
  middleB: [
    [224, ROW],
    [256, ROW],
  ],
  longB: [
    [192, ROW],
    [224, COLUMN],
    [224, ROW],
    [256, COLUMN],
  ],
  longC: [
    [1, 3],
    [3, 1],
  ],
});

export const inceptionV4: NetworkDefinition = {
  id: 'inception-v4',
  title: 'Inception-v4',
  defaultVariant: 'released',
  variants: [
    { id: 'released', title: 'Released', source: 'code', network: released, figureSlips: [] },
    {
      id: 'paper',
      title: 'Paper',
      source: 'figures',
      network: paper,
      figureSlips: [
        {
          id: 'v4-b-middle-branch',
          at: [11, 12, 13, 14, 15, 16, 17].map((block) => `features.${block}.branch1.2`),
          attribute: 'kernel',
          printed: ROW,
          meant: COLUMN,
        },
      ],
    },
  ],
  defaultSize: 299,
  naming: 'timm',
  renames: { timm: [], cadene: [] },
  keras: false,
  // timm/inception_v4.tf_in1k: crop_pct 0.875, bicubic, mean = std = 0.5 (FACTS section 6).
  preprocessing: { cropShare: 0.875, interpolation: 'bicubic', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
};
