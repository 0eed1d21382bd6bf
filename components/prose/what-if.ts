import { avgPool, block, chain, concat, conv, globalAvgPool, linear, maxPool } from '@/lib/graph/combinators';
import type { Expression } from '@/lib/graph/expression';

/** A thing that was not built, to be counted beside what was: an expression, and the part whose input it would read. */
export interface WhatIf {
  readonly body: Expression;
  readonly reads: string;
}

/** Named alternatives for `<Num of="what-if/…">` and `<Option of="what-if/…">`. Counted like every other expression. */
export const whatIfs: Readonly<Record<string, WhatIf>> = {
  // The pair of narrow windows of Mixed_4a, alone, and the square in its place.
  'stem-narrow-pair': { reads: 'inception-v4/features.4.branch1.1', body: chain(conv(64, [1, 7]), conv(64, [7, 1])) },
  'stem-square': { reads: 'inception-v4/features.4.branch1.1', body: conv(64, 7) },

  // The windows of Inception-v3's first block without the 1×1 that squeezes the channels, as the idea alone would have it.
  'naive-block': {
    reads: 'inception-v3/Mixed_5c',
    body: block(
      'Inception without reduction',
      concat(conv(64, 1), conv(64, 5), chain(conv(96, 3), conv(96, 3)), avgPool(3)),
    ),
  },

  'a-direct': { reads: 'inception-v4/features.6', body: conv(96, 3) },
  'a-five-by-five': { reads: 'inception-v4/features.6', body: chain(conv(64, 1), conv(96, 5)) },

  // Reduction-A's result, 17×17×1024, by the usual means (Inception-v3 paper, section 5).
  'ra-pool': { reads: 'inception-v4/features.10', body: maxPool(3, { stride: 2 }) },
  'ra-pool-first': { reads: 'inception-v4/features.10', body: chain(maxPool(3, { stride: 2 }), conv(1024, 3)) },
  'ra-conv-first': { reads: 'inception-v4/features.10', body: chain(conv(1024, 3), maxPool(3, { stride: 2 })) },
  'ra-strided': { reads: 'inception-v4/features.10', body: conv(1024, 3, { stride: 2 }) },

  'b-square': { reads: 'inception-v4/features.11', body: chain(conv(192, 1), conv(256, 7)) },
  'b-threes': {
    reads: 'inception-v4/features.11',
    body: chain(conv(192, 1), conv(224, 3), conv(224, 3), conv(256, 3)),
  },
  'b-all-square': {
    reads: 'inception-v4/features.11',
    body: block(
      'Inception-B with squares',
      concat(
        conv(384, 1),
        chain(conv(192, 1), conv(256, 7)),
        chain(conv(192, 1), conv(224, 7), conv(256, 7)),
        chain(avgPool(3), conv(128, 1)),
      ),
    ),
  },

  'rb-direct': { reads: 'inception-v4/features.18', body: conv(192, 3, { stride: 2 }) },

  'c-square': { reads: 'inception-v4/features.19', body: chain(conv(384, 1), conv(512, 3)) },

  // A residual made by one plain window; the pair of Block17 and of Block8 as a square.
  'ir-a-direct': { reads: 'inception-resnet-v2/repeat.0', body: conv(320, 3) },
  'ir-b-square': { reads: 'inception-resnet-v2/repeat_1.0', body: chain(conv(128, 1), conv(192, 7)) },
  'ir-c-square': { reads: 'inception-resnet-v2/repeat_2.0', body: chain(conv(192, 1), conv(256, 3)) },

  // The classifier on the last sum itself, as the paper draws it.
  'ir-head-wide': { reads: 'inception-resnet-v2/conv2d_7b', body: chain(globalAvgPool(), linear(1000)) },

  // Every place connected with every class: a convolution whose window is the grid.
  'head-flat': { reads: 'inception-v4/global_pool', body: conv(1000, 8, { padding: 'valid' }) },
};
