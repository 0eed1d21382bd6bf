import type { PreparedPair } from './note';

/** Inception-ResNet-v1, figures against the code that lives on: a network for faces. */
export const inceptionResnetV1: PreparedPair = {
  a: 'inception-resnet-v1:paper',
  b: 'inception-resnet-v1:released',
  title: 'Inception-ResNet-v1: paper and code',
  question:
    'No weights of this network for ImageNet are known. The code that people use was written for faces: the body is that of the figures but for scales and one block more, the head is another.',
  notes: {
    'inception-resnet-a.scale': {
      title: 'A scale of its own for A',
      explanation:
        'The paper names no scale per block, only a range of 0.1 to 0.3 and “around 0.1” as typical, which the network drawn here takes everywhere. The code uses the numbers of the released Inception-ResNet-v2.',
      citations: ['v4-scaling', 'v4-fig-20', 'facenet-ir-v1', 'slim-ir-v2'],
    },
    'inception-resnet-c.repeat': {
      title: 'One more C block',
      explanation:
        'After the blocks that the schema shows, the code has one more of them. It was asked about more than once; the released Inception-ResNet-v2 ends in the same way.',
      citations: ['v4-fig-15', 'facenet-ir-v1', 'facenet-thread-563', 'facenet-thread-605'],
    },
    'inception-resnet-c.scale': {
      title: 'A larger scale for C',
      explanation:
        'As in the released Inception-ResNet-v2, the blocks on the smallest grid get the largest scale. The paper gives the range and the reason for scaling, not these numbers.',
      citations: ['v4-scaling', 'v4-fig-20', 'facenet-ir-v1'],
    },
    'inception-resnet-c.last.scale': {
      title: 'The last block adds its residual in full',
      explanation:
        'The additional block does not scale: the constructor’s own value of one is left as it is. No source says why.',
      citations: ['v4-fig-15', 'facenet-ir-v1', 'facenet-thread-605'],
    },
    'inception-resnet-c.last.activation': {
      title: 'No ReLU after the last sum',
      explanation:
        'The sum of the additional block goes to the pool as it is, negative values and all. In the figures every sum is followed by a ReLU.',
      citations: ['v4-fig-13', 'facenet-ir-v1', 'facenet-thread-605'],
    },
    'head.dropout.rate': {
      title: 'More dropout',
      explanation:
        'The paper keeps four fifths of the pooled values in training; facenet-pytorch drops more than it keeps unless told otherwise. At inference dropout does nothing, so this difference shows in training only.',
      citations: ['v4-fig-15', 'facenet-ir-v1', 'dropout'],
    },
    'head.linear.units': {
      title: 'An embedding instead of classes',
      explanation:
        'The paper ends in one score per class of ImageNet. For faces the last layer makes an embedding instead: a short vector, near to those of the same person. Its length was raised from that of the FaceNet paper because more helped a little.',
      citations: ['v4-fig-15', 'facenet-ir-v1', 'facenet-thread-691', 'facenet-pytorch-thread-88'],
    },
    'head.linear.bias': {
      title: 'No bias before a batch norm',
      explanation:
        'A classifier adds a bias to each score. The layer of the embedding has none: the batch norm behind it subtracts any constant and has a shift of its own.',
      citations: ['facenet-ir-v1', 'batch-norm'],
    },
    'head.ops': {
      title: 'A point on a sphere instead of probabilities',
      explanation:
        'A softmax turns scores into probabilities. Here a batch norm and an L2 norm put every embedding on the unit sphere, where the distance between two faces is what is compared.',
      citations: ['v4-fig-15', 'facenet-ir-v1', 'facenet-sphere'],
    },
  },
};
