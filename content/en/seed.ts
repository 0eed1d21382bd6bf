/**
 * What the notes of 2018 show, claim and list, row by row, in our own words; the notes themselves are in Chinese.
 * Every row is drawn, run, explained or corrected somewhere on the site, where `<Seed id="…"/>` stands.
 */
export interface SeedRow {
  readonly kind: 'figure' | 'code' | 'claim';
  /** What the row is. */
  readonly what: string;
  /** `shown`: a figure or listing that the site draws or runs instead. */
  readonly verdict: 'right' | 'wrong' | 'incomplete' | 'shown';
  /** What the site makes of it, in a sentence. */
  readonly answer: string;
}

export const seed = {
  F1: {
    kind: 'figure',
    what: 'A picture of the whole of Inception-v4.',
    verdict: 'shown',
    answer: 'Drawn live, stage by stage, from the expression that is also counted and run.',
  },
  F2: {
    kind: 'figure',
    what: 'A picture of the stem of Inception-v4; it stands in the notes twice.',
    verdict: 'shown',
    answer: 'Drawn live, with a shape on every edge.',
  },
  F3: { kind: 'figure', what: 'A picture of Inception-A.', verdict: 'shown', answer: 'Drawn live.' },
  F4: { kind: 'figure', what: 'A picture of Inception-B.', verdict: 'shown', answer: 'Drawn live.' },
  F5: { kind: 'figure', what: 'A picture of Inception-C.', verdict: 'shown', answer: 'Drawn live.' },
  F6: {
    kind: 'figure',
    what: 'A picture of the residual A block.',
    verdict: 'shown',
    answer: 'Drawn live, with the shortcut, the scale and the sum, for all three versions.',
  },
  F7: {
    kind: 'figure',
    what: 'A picture of the residual B block.',
    verdict: 'shown',
    answer: 'Drawn live; the width that the paper prints in its figure of v2 cannot be added.',
  },
  F8: {
    kind: 'figure',
    what: 'A picture of the residual C block.',
    verdict: 'shown',
    answer: 'Drawn live, and the last block, which is unlike the others, beside it.',
  },
  F9: {
    kind: 'figure',
    what: 'A picture of the whole Inception-ResNet.',
    verdict: 'shown',
    answer: 'Drawn live: one schema in the paper, three different networks here.',
  },
  F10: {
    kind: 'figure',
    what: 'A picture of a table of ImageNet results.',
    verdict: 'incomplete',
    answer: 'Which crops and which subset of the validation pictures were used is missing.',
  },
  F11: {
    kind: 'figure',
    what: 'A picture of the stem of Inception-ResNet-v1.',
    verdict: 'shown',
    answer: 'Drawn live. It ends in a convolution where the stem of Inception-v3 has a pool.',
  },
  F12: {
    kind: 'figure',
    what: 'The stem of Inception-v4 again, now as the stem of Inception-ResNet-v2.',
    verdict: 'incomplete',
    answer:
      'So it is in the paper; the released Inception-ResNet-v2 has the plain stem of Inception-v3 and one Inception-A behind it.',
  },
  C1: {
    kind: 'code',
    what: 'The list of modules of Inception-v4 and its tail: average pool, flatten, linear layer.',
    verdict: 'incomplete',
    answer:
      'The reductions, the three mixed blocks of the stem and the unit are used there and never defined; here all are.',
  },
  C2: {
    kind: 'code',
    what: 'The list of modules of the stem.',
    verdict: 'incomplete',
    answer: 'Three of its six modules are never defined; here all are, drawn and counted.',
  },
  C3: {
    kind: 'code',
    what: 'A module for Inception-A.',
    verdict: 'right',
    answer: 'The same as the widely used PyTorch port, down to an average pool that leaves padding out of the mean.',
  },
  C4: {
    kind: 'code',
    what: 'A module for Inception-B.',
    verdict: 'right',
    answer: 'The released order of the 1×7 and 7×1 convolutions; the paper draws another.',
  },
  C5: {
    kind: 'code',
    what: 'A module for Inception-C.',
    verdict: 'right',
    answer: 'The nested splits are there; the order inside the long branch is the released one, not the paper’s.',
  },
  C6: {
    kind: 'code',
    what: 'A module for the residual A block.',
    verdict: 'incomplete',
    answer: 'The widths are those of the released Inception-ResNet-v2, not of v1; the value of the scale is missing.',
  },
  C7: {
    kind: 'code',
    what: 'A module for the residual B block.',
    verdict: 'incomplete',
    answer: 'The widths are those of the released Inception-ResNet-v2, not of v1; the value of the scale is missing.',
  },
  C8: {
    kind: 'code',
    what: 'A module for the residual C block.',
    verdict: 'incomplete',
    answer:
      'The widths are those of the released Inception-ResNet-v2; that the switch and the default scale serve the last block only is missing.',
  },
  C9: {
    kind: 'code',
    what: 'A listing headed “Inception-ResNet-v1, Inception v3 stem”.',
    verdict: 'wrong',
    answer:
      'It is the stem of Inception-v3 without its pools, and without the convolution that makes the stem of Inception-ResNet-v1.',
  },
  C10: {
    kind: 'code',
    what: 'A listing headed “Inception-ResNet-v2, Inception v4 stem”.',
    verdict: 'wrong',
    answer:
      'It is the stem of Inception-v3, which the released Inception-ResNet-v2 uses; it is not that of Inception-v4.',
  },
  T1: {
    kind: 'claim',
    what: 'Inception-v4 tidies up Inception-v3: training no longer had to be partitioned once it moved to TensorFlow, so the blocks could be regular.',
    verdict: 'right',
    answer: 'So says Section 3.1 of the paper.',
  },
  T2: {
    kind: 'claim',
    what: 'The input is 299 × 299, and the stem makes a 35 × 35 grid of it.',
    verdict: 'right',
    answer: 'The arithmetic gives exactly that, with nothing lost to rounding.',
  },
  T3: {
    kind: 'claim',
    what: 'The stem of Inception-v4 is also in Inception-v3.',
    verdict: 'wrong',
    answer: 'Only the first three convolutions are shared.',
  },
  T4: {
    kind: 'claim',
    what: 'There are three groups of Inception blocks, about the same as in Inception-v3.',
    verdict: 'incomplete',
    answer: 'Three groups, yes; but how often they repeat, how wide they are and what is in them all changed.',
  },
  T5: {
    kind: 'claim',
    what: 'Residual blocks add a shortcut and match dimensions with a linear 1×1 convolution.',
    verdict: 'incomplete',
    answer:
      'Right as far as it goes; the residual is also scaled before it is added, which is a main point of the paper.',
  },
  T6: {
    kind: 'claim',
    what: 'Inception-ResNet-v1 and v2 differ in their parameters only.',
    verdict: 'wrong',
    answer: 'The stems differ too, and in the released code the number of blocks and the end of the network.',
  },
  T7: {
    kind: 'claim',
    what: 'Inception-ResNet-v1 costs about as much as Inception-v3, and v2 as Inception-v4.',
    verdict: 'incomplete',
    answer:
      'Counted, v1 is near v3. The v2 of the figures does three quarters of the work of v4, the released v2 a little more than v4.',
  },
  T8: {
    kind: 'claim',
    what: 'Residual connections hardly change accuracy but speed up training; very deep networks train without them.',
    verdict: 'right',
    answer: 'So say the curves and the tables of the paper.',
  },
  T9: {
    kind: 'claim',
    what: 'The stems of Inception-ResNet-v1 and v2 are those of Inception-v3 and v4.',
    verdict: 'wrong',
    answer: 'The first half is wrong; the second holds in the paper only.',
  },
  T10: {
    kind: 'claim',
    what: 'The tail of Inception-v4 uses no dropout.',
    verdict: 'wrong',
    answer: 'True of one port only; the paper and the released code keep 0.8 of the values in training.',
  },
} as const satisfies Readonly<Record<string, SeedRow>>;

export type SeedId = keyof typeof seed;
