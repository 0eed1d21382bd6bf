import { inceptionV4AndInceptionResnetV2 as original } from '../../en/differences/inception-v4-and-inception-resnet-v2';
import { translated } from './translated';

/** The two networks of the paper of nearly the same accuracy: one wide, one deep and residual. */
export const inceptionV4AndInceptionResnetV2 = translated(original, {
  title: 'Inception-v4 与 Inception-ResNet-v2',
  question:
    '残差连接改变了什么？一边是较少、较宽、把分支拼接起来的块，一边是许多窄的、把分支加上去的块；论文发现残差网络训练得更快，而最终两者大致一样好。',
  notes: {
    'stem.topology': [
      '三处拼接，与不分叉的 stem',
      '在三个共同的卷积之后，Inception-v4 用三处拼接来减半和加宽。发布的 Inception-ResNet-v2 像 Inception-v3 那样一条直线走下去。在论文的插图里，两者都用带拼接的 stem。',
    ],
    'inception-a.repeat': [
      'Inception-A 用四次，或一次',
      'Inception-v4 重复它的 A 块。发布的 Inception-ResNet-v2 只有一个这样的块，作为从 stem 到残差块的桥。',
    ],
    'inception-a.branch1.0.width': [
      '5×5 之前压得更窄',
      '在 Inception-ResNet-v2 唯一的 Inception-A 里，1×1 留给后面那个昂贵的 5×5 的通道更少。两个宽度都来自 Inception-v3，这个块沿用的正是它的块。',
    ],
    'inception-a.branch1.1.width': [
      '第二条分支的卷积核更少',
      'Inception-v4 让 A 块的四条分支同样宽。Inception-ResNet-v2 的块保留了 Inception-v3 不均匀的宽度。',
    ],
    'inception-a.branch1.1.kernel': [
      '3×3 与 5×5',
      'Inception-v4 里已经没有 5×5。Inception-ResNet-v2 的块里还有一个，与 Inception-v3 的代码一样，尽管 Inception-v3 的论文用两个 3×3 替换了它。',
    ],
    'inception-a.branch3.1.width': [
      '汇聚分支更窄',
      'Inception-ResNet-v2 里，平均汇聚后面的 1×1 卷积核较少，这也与 Inception-v3 相同。Inception-v4 对四条分支一视同仁。',
    ],
    'inception-resnet-a.only-b': [
      '最细的网格上的残差块',
      '残差 A 块没有名字相同的对应物：Inception-v4 拼接几个宽的块之处，这个网络累加许多窄的块。每一块都把分支的发现缩小之后，往主干上加一点。',
    ],
    'reduction-a.branch1.0.width': [
      'Reduction-A：k',
      '论文的三个网络共用一个模块；一张表给出它的四个宽度。字母 k 是长分支的第一个 1×1。',
    ],
    'reduction-a.branch1.1.width': [
      'Reduction-A：l',
      '字母 l 是长分支中间的 3×3。Inception-v4 一步步加宽，Inception-ResNet-v2 直到最后一步才加宽。',
    ],
    'reduction-a.branch1.2.width': [
      'Reduction-A：m',
      '字母 m 是长分支末尾带步幅的 3×3，也是四个字母中决定主干宽度的那一个。第四个字母 n 在两者中相同。',
    ],
    'inception-b.topology': [
      '中间的网格上：拼接与求和',
      'Inception-B 拼接四条分支，其中一条是汇聚。残差 B 块有两条分支，没有汇聚：线性 1×1 把它们变回主干的宽度，再加到主干上。',
    ],
    'inception-b.repeat': [
      '少而宽，多而窄',
      '这里一个残差块的开销不到 Inception-B 的一半，数目却是两倍还多。更深的是残差网络。',
    ],
    'reduction-b.topology': [
      '减半的两种方式',
      'Inception-v4 在汇聚旁边用一条分解过的分支和一条普通分支。残差网络在汇聚旁边用三条 3×3 窗口的分支，把主干加宽得更多。',
    ],
    'inception-c.topology': [
      '最粗的网格上：拼接与求和',
      'Inception-C 把四条分支中的两条再次分成一行和一列。残差 C 块简单得多：一个 1×1，旁边是前后相接的一行和一列。',
    ],
    'inception-c.repeat': [
      'C 块更多，最后一块单列',
      '这里残差网络的块同样多得多。它的最后一块把残差全数加上，而且没有 ReLU。',
    ],
    'last-convolution.only-b': [
      '汇聚之前多一个 1×1',
      '残差网络在全局汇聚之前把主干变窄，变到 Inception-v4 不用它时本来就有的宽度。这样两者的头部就一样了。',
    ],
  },
});
