import type { PreparedPair } from './note';

/** The two networks of the paper of nearly the same accuracy: one wide, one deep and residual. */
export const inceptionV4AndInceptionResnetV2: PreparedPair = {
  a: 'inception-v4',
  b: 'inception-resnet-v2',
  title: 'Inception-v4 and Inception-ResNet-v2',
  question:
    'What did residual connections change? Fewer, wider blocks that join their branches against many, narrow ones that add theirs; the paper found the residual network to train faster and both to end about equally good.',
  notes: {
    'stem.topology': {
      title: 'Three joins against a plain stem',
      explanation:
        'After three common convolutions Inception-v4 halves and widens in three joins. The released Inception-ResNet-v2 goes on in a straight line as Inception-v3 does. In the figures of the paper both have the stem with joins.',
      citations: ['v4-fig-3', 'slim-v4', 'slim-ir-v2', 'slim-thread-1235'],
    },
    'inception-a.repeat': {
      title: 'Inception-A four times, or once',
      explanation:
        'Inception-v4 repeats its A block. The released Inception-ResNet-v2 has one such block only, as a bridge from its stem to the residual blocks.',
      citations: ['v4-fig-9', 'slim-v4', 'slim-ir-v2'],
    },
    'inception-a.branch1.0.width': {
      title: 'A narrower squeeze before the 5×5',
      explanation:
        'In the one Inception-A of Inception-ResNet-v2 the 1×1 leaves fewer channels to the costly 5×5 behind it. Both widths are those of Inception-v3, whose block this one follows.',
      citations: ['v4-fig-4', 'slim-v4', 'slim-ir-v2', 'torchvision-v3-blocks'],
    },
    'inception-a.branch1.1.width': {
      title: 'Fewer filters in the second branch',
      explanation:
        'Inception-v4 gives the same width to all four branches of its A block. The block of Inception-ResNet-v2 keeps the uneven widths of Inception-v3.',
      citations: ['v4-fig-4', 'slim-v4', 'slim-ir-v2'],
    },
    'inception-a.branch1.1.kernel': {
      title: '3×3 against 5×5',
      explanation:
        'Inception-v4 has no 5×5 left. The block of Inception-ResNet-v2 still has one, as the code of Inception-v3 does, although the paper of Inception-v3 replaces it by two 3×3.',
      citations: [
        'v4-fig-4',
        'slim-ir-v2',
        'v3-smaller',
        'slim-thread-2395',
        'tensorflow-thread-28592',
        'tensorflow-thread-36262',
      ],
    },
    'inception-a.branch3.1.width': {
      title: 'A narrower pool branch',
      explanation:
        'The 1×1 behind the average pool has fewer filters in Inception-ResNet-v2, again as in Inception-v3. Inception-v4 treats all four branches alike.',
      citations: ['v4-fig-4', 'slim-v4', 'slim-ir-v2'],
    },
    'inception-resnet-a.only-b': {
      title: 'Residual blocks on the finest grid',
      explanation:
        'The residual A blocks have no counterpart by name: where Inception-v4 joins a few wide blocks, this network adds up many narrow ones. Each adds to the trunk a little of what its branches found, scaled down.',
      citations: ['v4-residual', 'v4-fig-16', 'slim-ir-v2'],
    },
    'reduction-a.branch1.0.width': {
      title: 'Reduction-A: k',
      explanation:
        'One module serves all three networks of the paper; a table gives its four widths. The letter k is the first 1×1 of the long branch.',
      citations: ['v4-fig-7', 'v4-table-1', 'slim-v4', 'slim-ir-v2'],
    },
    'reduction-a.branch1.1.width': {
      title: 'Reduction-A: l',
      explanation:
        'The letter l is the 3×3 in the middle of the long branch. Inception-v4 widens from step to step, Inception-ResNet-v2 stays even until the last.',
      citations: ['v4-fig-7', 'v4-table-1', 'slim-v4', 'slim-ir-v2'],
    },
    'reduction-a.branch1.2.width': {
      title: 'Reduction-A: m',
      explanation:
        'The letter m is the strided 3×3 at the end of the long branch, and the one of the four that sets the width of the trunk. The fourth, n, is the same in both.',
      citations: ['v4-fig-7', 'v4-table-1', 'slim-v4', 'slim-ir-v2'],
    },
    'inception-b.topology': {
      title: 'Join against sum on the middle grid',
      explanation:
        'Inception-B joins four branches, one of them a pool. The residual B block has two, without a pool: a linear 1×1 brings them back to the width of the trunk, to which they are added.',
      citations: ['v4-residual', 'v4-fig-5', 'v4-fig-17', 'slim-v4', 'slim-ir-v2'],
    },
    'inception-b.repeat': {
      title: 'Few wide blocks, many narrow ones',
      explanation:
        'A residual block here costs less than half of an Inception-B, and there are more than twice as many. The deeper network is the residual one.',
      citations: ['v4-fig-9', 'v4-fig-15', 'slim-v4', 'slim-ir-v2'],
    },
    'reduction-b.topology': {
      title: 'Two ways to halve',
      explanation:
        'Inception-v4 reduces with a factorised branch and a plain one beside the pool. The residual network has three branches of 3×3 windows beside it, which widens the trunk more.',
      citations: ['v4-fig-8', 'v4-fig-18', 'slim-v4', 'slim-ir-v2'],
    },
    'inception-c.topology': {
      title: 'Join against sum on the coarsest grid',
      explanation:
        'Inception-C splits two of its four branches once more into a row and a column. The residual C block is far simpler: a 1×1 beside one row and one column in a line.',
      citations: ['v4-residual', 'v4-fig-6', 'v4-fig-19', 'slim-v4', 'slim-ir-v2'],
    },
    'inception-c.repeat': {
      title: 'More C blocks, and a last one apart',
      explanation:
        'Here too the residual network has far more of them. Its last block adds the residual in full and has no ReLU.',
      citations: ['v4-fig-9', 'v4-fig-15', 'slim-v4', 'slim-ir-v2'],
    },
    'last-convolution.only-b': {
      title: 'One more 1×1 before the pool',
      explanation:
        'The residual network narrows its trunk before the global pool, to the width that Inception-v4 has there without it. So both heads are alike.',
      citations: ['slim-ir-v2', 'slim-v4', 'cadene-thread-206'],
    },
  },
};
