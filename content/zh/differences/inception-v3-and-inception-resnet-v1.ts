import { inceptionV3AndInceptionResnetV1 as original } from '../../en/differences/inception-v3-and-inception-resnet-v1';
import { translated } from './translated';

/** The baseline of the paper and the residual network built to cost about as much. */
export const inceptionV3AndInceptionResnetV1 = translated(original, {
  title: 'Inception-v3 与 Inception-ResNet-v1',
  question: '论文说 Inception-ResNet-v1 的开销大致相当于 Inception-v3，并比较了两者的训练过程。逐块来看，它们有多像？',
  notes: {
    'stem.topology': [
      'stem 以卷积收尾',
      '两个 stem 直到最后一步都相同。Inception-v3 用最大汇聚减半；Inception-ResNet-v1 用带步幅的卷积减半，同时加宽了主干。',
    ],
    'inception-a.topology': [
      '最细的网格上：拼接与求和',
      'Inception-v3 的块拼接四条分支，其中有一个 5×5 和一个汇聚。残差 A 块有三条窄分支，用线性 1×1 变到主干的宽度，然后相加。',
    ],
    'inception-a.repeat': [
      '块更多，每块更便宜',
      '残差块用得更多，每块也更便宜。Inception-v3 的第一个块与另外两个不同：它的汇聚分支更窄。',
    ],
    'reduction-a.branch1.0.width': [
      'Reduction-A：k',
      '两者是同一个模块，Inception-v3 的长分支窄得多。字母 k 是这条分支的第一个 1×1。',
    ],
    'reduction-a.branch1.1.width': [
      'Reduction-A：l',
      '字母 l 是长分支中间的 3×3。它的权重数既随前一层的宽度增长，也随自己的宽度增长，所以两者都加倍，开销就是四倍。',
    ],
    'reduction-a.branch1.2.width': [
      'Reduction-A：m',
      '字母 m 是长分支末尾带步幅的 3×3。它的输出进入拼接，所以也决定主干的宽度。',
    ],
    'inception-b.topology': [
      '中间的网格上：拼接与求和',
      'Inception-v3 有一短一长两条分解过的分支和一个汇聚。残差 B 块只保留一条分解过的分支，旁边是一个 1×1。',
    ],
    'inception-b.repeat': [
      '几个逐渐加宽的块，或许多相同的块',
      'Inception-v3 的块内部沿途加宽，共有三种。残差网络重复同一个块。',
    ],
    'reduction-b.topology': [
      '减半的两种方式',
      'Inception-v3 在汇聚旁边用一条分解过的分支和一条普通分支。残差网络在汇聚旁边用三条 3×3 窗口的分支。',
    ],
    'inception-c.topology': [
      '最粗的网格上：拼接与求和',
      'Inception-v3 最宽的块把两条分支再次分成一行和一列。残差 C 块只有前后相接的一行和一列，旁边是一个 1×1。',
    ],
    'inception-c.repeat': [
      'C 块更多，最后一块单列',
      '论文中的残差块比代码少：最后一块只在代码里有，它把残差全数加上，而且没有 ReLU。',
    ],
    'head.dropout.rate': [
      '二分之一的 dropout，和再多一点',
      '两者都是这里所比较的代码的默认值。推断时 dropout 什么也不做，所以这个差异只在训练时才有影响。',
    ],
    'head.linear.units': [
      '类别与嵌入',
      'Inception-v3 的代码以 ImageNet 每个类别一个得分结尾。Inception-ResNet-v1 的代码是为人脸写的，结尾是描述一张脸的短向量。',
    ],
    'head.linear.bias': ['批量规范化之前没有偏置', '嵌入层没有偏置：后面的批量规范化会减去任何常数，而且自带平移。'],
    'head.ops': [
      '概率与球面上的一点',
      'softmax 把得分变成概率。对人脸，则用批量规范化和 L2 规范化把每个嵌入放到单位球面上，在那里比较距离。',
    ],
  },
});
