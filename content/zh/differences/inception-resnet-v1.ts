import { inceptionResnetV1 as original } from '../../en/differences/inception-resnet-v1';
import { translated } from './translated';

/** Inception-ResNet-v1, figures against the code that lives on: a network for faces. */
export const inceptionResnetV1 = translated(original, {
  title: 'Inception-ResNet-v1：论文与代码',
  question:
    '这个网络没有已知的 ImageNet 权重。人们使用的代码是为人脸写的：除了缩放系数和多出的一块，主体就是插图中的样子，头部则完全不同。',
  notes: {
    'inception-resnet-a.scale': [
      'A 有自己的缩放系数',
      '论文没有为每种块写明缩放系数，只给出 0.1 到 0.3 的范围，并说典型值“约为 0.1”；这里按插图画的网络处处取这个值。代码用的是发布的 Inception-ResNet-v2 的数值。',
    ],
    'inception-resnet-c.repeat': [
      '多一个 C 块',
      '在示意图所示的块之后，代码里还多一个。不止一次有人问起；发布的 Inception-ResNet-v2 也是这样收尾的。',
    ],
    'inception-resnet-c.scale': [
      'C 的缩放系数更大',
      '与发布的 Inception-ResNet-v2 一样，最小网格上的块取最大的缩放系数。论文给出了范围和要缩放的理由，但没有给出这些数值。',
    ],
    'inception-resnet-c.last.scale': [
      '最后一块把残差全数加上',
      '多出的那一块不缩放：构造函数的默认值一没有改动。没有任何资料说明原因。',
    ],
    'inception-resnet-c.last.activation': [
      '最后一次求和之后没有 ReLU',
      '多出的那一块求和之后，连同负值原样送去汇聚。在插图里，每次求和之后都有 ReLU。',
    ],
    'head.dropout.rate': [
      '更强的 dropout',
      '论文在训练时保留汇聚后五分之四的值；facenet-pytorch 如果不另行指定，丢弃的比保留的还多。推断时 dropout 什么也不做，所以这个差异只在训练时才有影响。',
    ],
    'head.linear.units': [
      '嵌入向量，而不是类别',
      '论文的结尾是 ImageNet 每个类别一个得分。用于人脸时，最后一层给出的是嵌入：一个短向量，同一个人的向量彼此靠近。它的长度比 FaceNet 论文里的更长，因为加长之后略有改善。',
    ],
    'head.linear.bias': [
      '批量规范化之前没有偏置',
      '分类层会给每个得分加一个偏置。嵌入层没有：后面的批量规范化会减去任何常数，而且自带平移。',
    ],
    'head.ops': [
      '球面上的一点，而不是概率',
      'softmax 把得分变成概率。这里用批量规范化和 L2 规范化把每个嵌入放到单位球面上，比较的是两张脸之间的距离。',
    ],
  },
});
