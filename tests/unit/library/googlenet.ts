import {
  block,
  chain,
  concat,
  conv,
  dropout,
  type Expression,
  globalAvgPool,
  linear,
  maxPool,
  named,
  network,
} from '@/lib';

type Pair = readonly [reduced: number, made: number];

/** Figure 2b of arXiv 1409.4842 as torchvision builds it: what the paper calls 5×5 is a 3×3 there. */
const inception = (name: string, one: number, three: Pair, five: Pair, pooled: number): Expression =>
  block(
    `Inception ${name}`,
    concat(
      named('branch1', conv(one, 1)),
      named('branch2', chain(conv(three[0], 1), conv(three[1], 3))),
      named('branch3', chain(conv(five[0], 1), conv(five[1], 3))),
      named('branch4', chain(maxPool(3, { ceil: true }), conv(pooled, 1))),
    ),
  );

const around = { top: 3, bottom: 3, left: 3, right: 3 };
const halved = maxPool(3, { stride: 2, ceil: true });

/** Inception-v1 (GoogLeNet) without its auxiliary heads: torchvision/models/googlenet.py. */
export const googlenet = network(
  {
    conv1: conv(64, 7, { stride: 2, padding: around }),
    maxpool1: halved,
    conv2: conv(64, 1),
    conv3: conv(192, 3),
    maxpool2: halved,
    inception3a: inception('3a', 64, [96, 128], [16, 32], 32),
    inception3b: inception('3b', 128, [128, 192], [32, 96], 64),
    maxpool3: halved,
    inception4a: inception('4a', 192, [96, 208], [16, 48], 64),
    inception4b: inception('4b', 160, [112, 224], [24, 64], 64),
    inception4c: inception('4c', 128, [128, 256], [24, 64], 64),
    inception4d: inception('4d', 112, [144, 288], [32, 64], 64),
    inception4e: inception('4e', 256, [160, 320], [32, 128], 128),
    maxpool4: maxPool(2, { stride: 2, ceil: true }),
    inception5a: inception('5a', 256, [160, 320], [32, 128], 128),
    inception5b: inception('5b', 384, [192, 384], [48, 128], 128),
    avgpool: globalAvgPool(),
    dropout: dropout(0.2),
    fc: linear(1000),
  },
  {
    stages: {
      Stem: ['conv1', 'maxpool1', 'conv2', 'conv3', 'maxpool2'],
      'Inception 3': ['inception3a', 'inception3b'],
      'Inception 4': ['inception4a', 'inception4b', 'inception4c', 'inception4d', 'inception4e'],
      'Inception 5': ['inception5a', 'inception5b'],
      Head: ['avgpool', 'dropout', 'fc'],
    },
  },
);
