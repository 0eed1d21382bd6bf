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
import type { NetworkDefinition } from './definition';

/** The join of stem part one: pool beside convolution, the pool first (timm `Mixed3a`). */
const mixed3a = block(
  'Mixed_3a',
  concat(named('maxpool', maxPool(3, { stride: 2 })), named('conv', conv(96, 3, { stride: 2 }))),
);

const mixed4a = block(
  'Mixed_4a',
  concat(
    chain(conv(64, 1), conv(96, 3, { padding: 'valid' })),
    chain(conv(64, 1), conv(64, [1, 7]), conv(64, [7, 1]), conv(96, 3, { padding: 'valid' })),
  ),
);

/** As `mixed3a`, but the convolution first: the order that the released weights were trained with. */
const mixed5a = block(
  'Mixed_5a',
  concat(named('conv', conv(192, 3, { stride: 2 })), named('maxpool', maxPool(3, { stride: 2 }))),
);

const inceptionA = block(
  'Inception-A',
  concat(
    conv(96, 1),
    chain(conv(64, 1), conv(96, 3)),
    chain(conv(64, 1), conv(96, 3), conv(96, 3)),
    chain(avgPool(3), conv(96, 1)),
  ),
);

/** @param k, l, m, n as in Table 1 of the paper: the only numbers in which the 35 → 17 reductions of the family differ. */
const reductionA = (k: number, l: number, m: number, n: number) =>
  block(
    'Reduction-A',
    concat(
      conv(n, 3, { stride: 2 }),
      chain(conv(k, 1), conv(l, 3), conv(m, 3, { stride: 2 })),
      maxPool(3, { stride: 2 }),
    ),
  );

const inceptionB = block(
  'Inception-B',
  concat(
    conv(384, 1),
    chain(conv(192, 1), conv(224, [1, 7]), conv(256, [7, 1])),
    chain(conv(192, 1), conv(192, [7, 1]), conv(224, [1, 7]), conv(224, [7, 1]), conv(256, [1, 7])),
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

const inceptionC = block(
  'Inception-C',
  concat(
    conv(256, 1),
    chain(
      named('branch1_0', conv(384, 1)),
      concat(named('branch1_1a', conv(256, [1, 3])), named('branch1_1b', conv(256, [3, 1]))),
    ),
    chain(
      named('branch2_0', conv(384, 1)),
      named('branch2_1', conv(448, [3, 1])),
      named('branch2_2', conv(512, [1, 3])),
      concat(named('branch2_3a', conv(256, [1, 3])), named('branch2_3b', conv(256, [3, 1]))),
    ),
    chain(avgPool(3), conv(256, 1)),
  ),
);

/** Inception-v4 as timm and Cadene release it (timm/models/inception_v4.py). */
const released = network(
  {
    features: chain(
      stage(
        'Stem',
        conv(32, 3, { stride: 2 }),
        conv(32, 3, { padding: 'valid' }),
        conv(64, 3),
        mixed3a,
        mixed4a,
        mixed5a,
      ),
      stage('Inception-A', times(4, inceptionA)),
      stage('Reduction-A', reductionA(192, 224, 256, 384)),
      stage('Inception-B', times(7, inceptionB)),
      stage('Reduction-B', reductionB),
      stage('Inception-C', times(3, inceptionC)),
    ),
    global_pool: globalAvgPool(),
    head_drop: dropout(0.2),
    last_linear: linear(1000),
    softmax: softmax(),
  },
  { stages: { Head: ['global_pool', 'head_drop', 'last_linear', 'softmax'] } },
);

export const inceptionV4: NetworkDefinition = {
  id: 'inception-v4',
  title: 'Inception-v4',
  defaultVariant: 'released',
  variants: [{ id: 'released', title: 'Released', network: released }],
  defaultSize: 299,
  naming: 'timm',
  renames: { timm: [], cadene: [] },
  // timm/inception_v4.tf_in1k: crop_pct 0.875, bicubic, mean = std = 0.5 (FACTS section 6).
  preprocessing: { cropShare: 0.875, interpolation: 'bicubic', mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
};
