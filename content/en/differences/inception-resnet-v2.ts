import type { PreparedPair } from './note';

/** Inception-ResNet-v2, figures against code: the pair that people have asked about most. */
export const inceptionResnetV2: PreparedPair = {
  a: 'inception-resnet-v2:paper',
  b: 'inception-resnet-v2:released',
  title: 'Inception-ResNet-v2: paper and code',
  question:
    'Why does the code not match the paper? Because it is another, larger network under the same name: another stem, twice the blocks, another width, a layer more at the end.',
  notes: {
    'stem.topology': {
      title: 'Another stem',
      explanation:
        'The figures give this network the stem of Inception-v4, with three joins. The code begins with the plain stem of Inception-v3: no branch runs before the first block. Asked about it, an author of the library answered only that the code is what the authors of the paper intended.',
      citations: [
        'v4-fig-3',
        'v4-fig-15',
        'slim-ir-v2',
        'slim-thread-1235',
        'slim-thread-819',
        'slim-thread-1553',
        'cadene-thread-197',
      ],
    },
    'inception-a.only-b': {
      title: 'One plain Inception block first',
      explanation:
        'Between its stem and the first residual block the code has one Inception-A without a shortcut, much like the first block of Inception-v3. No figure shows it. It widens the trunk to what the residual blocks then keep.',
      citations: ['v4-fig-15', 'slim-ir-v2', 'slim-thread-11227'],
    },
    'inception-resnet-a.repeat': {
      title: 'Twice as many A blocks',
      explanation:
        'One schema in the paper stands for both residual networks, and the code of the second has every residual block twice as often. The thread that counted them got no reason, only the answer that the code is as intended.',
      citations: ['v4-fig-15', 'slim-ir-v2', 'slim-thread-1553'],
    },
    'inception-resnet-a.scale': {
      title: 'A scale of its own for A',
      explanation:
        'The paper names no scale per block, only a range of 0.1 to 0.3 and “around 0.1” as typical, which the network drawn here takes everywhere. The code has one number per grid. Asked about them, one of the paper’s authors answered that they helped convergence and performance.',
      citations: ['v4-scaling', 'v4-fig-20', 'slim-ir-v2', 'slim-thread-1118'],
    },
    'inception-resnet-b.repeat': {
      title: 'Twice as many B blocks',
      explanation:
        'As with A: the schema of the paper has half as many. These blocks alone make up nearly half of the depth of the released network, which is so much deeper than the one in the figures.',
      citations: ['v4-fig-15', 'slim-ir-v2', 'slim-thread-1553'],
    },
    'inception-resnet-c.repeat': {
      title: 'Twice as many C blocks, the last one apart',
      explanation:
        'The code ends its run of these blocks with one more, written as a line of its own because it differs: see its scale and its missing ReLU. Together that is twice what the schema shows.',
      citations: ['v4-fig-15', 'slim-ir-v2', 'slim-thread-1553'],
    },
    'inception-resnet-c.scale': {
      title: 'A larger scale for C',
      explanation:
        'The widest residual blocks get the largest of the three scales in the code. The paper explains why there is a scale at all: without one, variants with very many filters “died” early in training. It does not say how the numbers were chosen.',
      citations: ['v4-scaling', 'v4-fig-20', 'slim-ir-v2', 'slim-thread-1118'],
    },
    'inception-resnet-c.last.scale': {
      title: 'The last block adds its residual in full',
      explanation:
        'The very last residual block does not scale at all. The paper knows no such block, and no source gives a reason; the code of Inception-ResNet-v1 has the same.',
      citations: ['v4-fig-15', 'slim-ir-v2', 'facenet-ir-v1', 'facenet-thread-605'],
    },
    'inception-resnet-c.last.activation': {
      title: 'No ReLU after the last sum',
      explanation:
        'Every sum in the figures goes through a ReLU; after the last one the code has none. The negative half of the sum so reaches the last convolution, which has a ReLU of its own.',
      citations: ['v4-fig-19', 'slim-ir-v2', 'timm-ir-v2'],
    },
    'last-convolution.only-b': {
      title: 'One more 1×1 before the pool',
      explanation:
        'The code narrows the trunk with a 1×1 unit before the global pool, to just the width with which Inception-v4 ends. The figures go from the last block straight to the pool.',
      citations: ['v4-fig-15', 'slim-ir-v2', 'slim-thread-1553', 'cadene-thread-206'],
    },
  },
};
