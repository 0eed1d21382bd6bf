import type { PreparedPair } from './note';

/** The baseline of the paper and the residual network built to cost about as much. */
export const inceptionV3AndInceptionResnetV1: PreparedPair = {
  a: 'inception-v3',
  b: 'inception-resnet-v1',
  title: 'Inception-v3 and Inception-ResNet-v1',
  question:
    'The paper says that Inception-ResNet-v1 costs roughly as much as Inception-v3, and compares how the two train. How alike are they, block by block?',
  notes: {
    'stem.topology': {
      title: 'The stem ends in a convolution',
      explanation:
        'Both stems are the same up to the last step. Inception-v3 halves with a max pool; Inception-ResNet-v1 does it with a strided convolution, which widens the trunk as well.',
      citations: ['v4-fig-14', 'torchvision-v3', 'facenet-ir-v1'],
    },
    'inception-a.topology': {
      title: 'Join against sum on the finest grid',
      explanation:
        'The block of Inception-v3 joins four branches, with a 5×5 and a pool among them. The residual A block has three narrow ones, brings them to the width of the trunk with a linear 1×1, and adds.',
      citations: ['v4-residual', 'v4-fig-10', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'inception-a.repeat': {
      title: 'More blocks, each cheaper',
      explanation:
        'The residual blocks are used more often, and each costs less. The first block of Inception-v3 differs from the other two: its pool branch is narrower.',
      citations: ['v4-residual', 'v4-fig-15', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'reduction-a.branch1.0.width': {
      title: 'Reduction-A: k',
      explanation:
        'Both have the same module, with the long branch much narrower in Inception-v3. The letter k is the first 1×1 of that branch.',
      citations: ['v4-fig-7', 'v4-table-1', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'reduction-a.branch1.1.width': {
      title: 'Reduction-A: l',
      explanation:
        'The letter l is the 3×3 in the middle of the long branch. Its weights grow with the width before it and its own, so doubling both costs four times as much.',
      citations: ['v4-fig-7', 'v4-table-1', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'reduction-a.branch1.2.width': {
      title: 'Reduction-A: m',
      explanation:
        'The letter m is the strided 3×3 at the end of the long branch. What it puts out goes into the join, so it also sets the width of the trunk.',
      citations: ['v4-fig-7', 'v4-table-1', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'inception-b.topology': {
      title: 'Join against sum on the middle grid',
      explanation:
        'Inception-v3 has a short and a long factorised branch and a pool. The residual B block keeps one factorised branch beside a 1×1.',
      citations: ['v4-residual', 'v4-fig-11', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'inception-b.repeat': {
      title: 'A few blocks of growing width, or many equal ones',
      explanation:
        'Inception-v3 widens the inside of its blocks along the way and has three kinds of them. The residual network repeats one block.',
      citations: ['v4-fig-15', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'reduction-b.topology': {
      title: 'Two ways to halve',
      explanation:
        'Inception-v3 reduces with a factorised branch and a plain one beside the pool. The residual network has three branches of 3×3 windows beside it.',
      citations: ['v4-fig-12', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'inception-c.topology': {
      title: 'Join against sum on the coarsest grid',
      explanation:
        'The widest blocks of Inception-v3 split two branches once more into a row and a column. The residual C block has one row and one column in a line, beside a 1×1.',
      citations: ['v4-residual', 'v4-fig-13', 'v3-fig-7', 'torchvision-v3-blocks', 'facenet-ir-v1'],
    },
    'inception-c.repeat': {
      title: 'More C blocks, and a last one apart',
      explanation:
        'The paper has fewer of the residual block than the code: the last one is in the code only, adds its residual in full and has no ReLU.',
      citations: ['v4-fig-15', 'torchvision-v3-blocks', 'facenet-ir-v1', 'facenet-thread-563'],
    },
    'head.dropout.rate': {
      title: 'Dropout of one half, and a little more',
      explanation:
        'Both are the defaults of the code that is compared here. At inference dropout does nothing, so this difference shows in training only.',
      citations: ['torchvision-v3-blocks', 'facenet-ir-v1', 'dropout'],
    },
    'head.linear.units': {
      title: 'Classes against an embedding',
      explanation:
        'The code of Inception-v3 ends in one score per class of ImageNet. The code of Inception-ResNet-v1 was written for faces and ends in a short vector that describes one.',
      citations: ['torchvision-v3-blocks', 'facenet-ir-v1', 'facenet-pytorch-thread-88'],
    },
    'head.linear.bias': {
      title: 'No bias before a batch norm',
      explanation:
        'The layer of the embedding has no bias: the batch norm behind it subtracts any constant and has a shift of its own.',
      citations: ['torchvision-v3-blocks', 'facenet-ir-v1', 'batch-norm'],
    },
    'head.ops': {
      title: 'Probabilities against a point on a sphere',
      explanation:
        'A softmax turns scores into probabilities. For faces a batch norm and an L2 norm put every embedding on the unit sphere, where distances are compared.',
      citations: ['facenet-ir-v1', 'facenet-sphere'],
    },
  },
};
