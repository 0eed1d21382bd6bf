import { inceptionResnetV2 as original } from '../../en/differences/inception-resnet-v2';
import { translated } from './translated';

/** Inception-ResNet-v2, figures against code: the pair that people have asked about most. */
export const inceptionResnetV2 = translated(original, {
  title: 'Inception-ResNet-v2：论文与代码',
  question:
    '代码为什么和论文不一样？因为它是同一个名字下的另一个、更大的网络：另一个 stem、两倍的块、另一种宽度，结尾还多一层。',
  notes: {
    'stem.topology': [
      '另一个 stem',
      '插图给这个网络配的是 Inception-v4 的 stem，有三处拼接。代码以 Inception-v3 那个不分叉的 stem 开头：第一个块之前没有任何分支。有人问起时，代码库的一位作者只回答说，代码就是论文作者想要的样子。',
    ],
    'inception-a.only-b': [
      '先有一个普通的 Inception 块',
      '在 stem 与第一个残差块之间，代码里有一个没有捷径的 Inception-A，与 Inception-v3 的第一个块很像。没有一幅插图画出它。它把主干加宽到残差块此后一直保持的宽度。',
    ],
    'inception-resnet-a.repeat': [
      'A 块多一倍',
      '论文用一张示意图代表两个残差网络，而第二个网络的代码里，每种残差块都多一倍。数出这一点的讨论串没有得到理由，只得到一句“代码就是本意”。',
    ],
    'inception-resnet-a.scale': [
      'A 有自己的缩放系数',
      '论文没有为每种块写明缩放系数，只给出 0.1 到 0.3 的范围，并说典型值“约为 0.1”；这里按插图画的网络处处取这个值。代码里每种网格一个数值。有人问起时，论文的一位作者回答说，它们有助于收敛和性能。',
    ],
    'inception-resnet-b.repeat': [
      'B 块多一倍',
      '与 A 一样：论文的示意图里只有一半。仅这些块就几乎占了发布的网络深度的一半，它因此比插图中的网络深得多。',
    ],
    'inception-resnet-c.repeat': [
      'C 块多一倍，最后一块单列',
      '代码在这一串块的末尾又加了一块，单独写成一行，因为它不一样：看它的缩放系数和缺少的 ReLU。加起来正好是示意图的两倍。',
    ],
    'inception-resnet-c.scale': [
      'C 的缩放系数更大',
      '代码里三个缩放系数中，最大的一个给了最宽的残差块。论文解释了为什么要缩放：不缩放的话，卷积核极多的变体在训练初期就会“死掉”。这些数值是怎么选的，它没有说。',
    ],
    'inception-resnet-c.last.scale': [
      '最后一块把残差全数加上',
      '最后一个残差块根本不缩放。论文里没有这样的块，也没有任何资料给出理由；Inception-ResNet-v1 的代码也是这样。',
    ],
    'inception-resnet-c.last.activation': [
      '最后一次求和之后没有 ReLU',
      '插图里每次求和都经过 ReLU；代码里最后一次求和之后没有。和的负半部分因此能到达最后那个自带 ReLU 的卷积。',
    ],
    'last-convolution.only-b': [
      '汇聚之前多一个 1×1',
      '代码在全局汇聚之前用一个 1×1 单元把主干变窄，正好变到 Inception-v4 结尾的宽度。插图则从最后一块直接到汇聚。',
    ],
  },
});
