import { seed as rows, type SeedId, type SeedRow } from '../en/seed';

/** What a row of the notes is, and what the site makes of it. */
const said: Readonly<Record<SeedId, Pick<SeedRow, 'what' | 'answer'>>> = {
  F1: { what: 'Inception-v4 的整体结构图。', answer: '由同一个表达式实时绘制，逐阶段展开；计数和运行用的也是它。' },
  F2: { what: 'Inception-v4 的 stem 的结构图，在笔记里出现了两次。', answer: '实时绘制，每条边上都标着形状。' },
  F3: { what: 'Inception-A 的结构图。', answer: '实时绘制。' },
  F4: { what: 'Inception-B 的结构图。', answer: '实时绘制。' },
  F5: { what: 'Inception-C 的结构图。', answer: '实时绘制。' },
  F6: { what: '残差 A 块的结构图。', answer: '实时绘制，三个版本都带着捷径、缩放和求和。' },
  F7: { what: '残差 B 块的结构图。', answer: '实时绘制；论文在 v2 的插图里印出的宽度无法相加。' },
  F8: { what: '残差 C 块的结构图。', answer: '实时绘制，旁边是与众不同的最后一块。' },
  F9: { what: 'Inception-ResNet 的整体结构图。', answer: '实时绘制：论文里是一张示意图，这里是三个不同的网络。' },
  F10: { what: '一张 ImageNet 结果表的图片。', answer: '没有说明用了多少裁剪、验证集的哪一部分。' },
  F11: {
    what: 'Inception-ResNet-v1 的 stem 的结构图。',
    answer: '实时绘制。Inception-v3 的 stem 以汇聚收尾之处，它用的是卷积。',
  },
  F12: {
    what: '又一次出现的 Inception-v4 的 stem，这次作为 Inception-ResNet-v2 的 stem。',
    answer:
      '论文里确实如此；发布的 Inception-ResNet-v2 用的是 Inception-v3 那个不分叉的 stem，后面接一个 Inception-A。',
  },
  C1: {
    what: 'Inception-v4 的模块列表和收尾部分：平均汇聚、展平、全连接层。',
    answer: '其中用到的两个 Reduction 块、stem 的三个 Mixed 块和基本单元都没有定义；这里全部给出。',
  },
  C2: { what: 'stem 的模块列表。', answer: '六个模块中有三个从未定义；这里全部给出，画了图，也数了数。' },
  C3: {
    what: 'Inception-A 的模块。',
    answer: '与广泛使用的 PyTorch 移植版相同，连平均汇聚求平均时不计填充也一样。',
  },
  C4: { what: 'Inception-B 的模块。', answer: '1×7 和 7×1 卷积的顺序与发布的代码相同；论文画的是另一种顺序。' },
  C5: { what: 'Inception-C 的模块。', answer: '嵌套的分叉都在；长分支里的顺序与发布的代码相同，而不是论文的顺序。' },
  C6: {
    what: '残差 A 块的模块。',
    answer: '宽度属于发布的 Inception-ResNet-v2，而不是 v1；没有给出缩放系数的值。',
  },
  C7: {
    what: '残差 B 块的模块。',
    answer: '宽度属于发布的 Inception-ResNet-v2，而不是 v1；没有给出缩放系数的值。',
  },
  C8: {
    what: '残差 C 块的模块。',
    answer: '宽度属于发布的 Inception-ResNet-v2；没有说明那个开关和默认的缩放系数只用于最后一块。',
  },
  C9: {
    what: '标题为“Inception-ResNet-v1 inception v3 Stem”的代码。',
    answer: '这是去掉汇聚层的 Inception-v3 的 stem，也缺了使它成为 Inception-ResNet-v1 的 stem 的那个卷积。',
  },
  C10: {
    what: '标题为“Inception-ResNet-v2 inception v4 Stem”的代码。',
    answer: '这是 Inception-v3 的 stem，发布的 Inception-ResNet-v2 用的就是它；它不是 Inception-v4 的 stem。',
  },
  T1: {
    what: 'Inception-v4 是对 Inception-v3 的梳理：迁移到 TensorFlow 之后不必再分区训练，块因此可以规整起来。',
    answer: '论文第 3.1 节就是这样说的。',
  },
  T2: { what: '输入是 299 × 299，stem 输出 35 × 35 的网格。', answer: '算下来正是如此，而且没有一处因取整而损失。' },
  T3: { what: 'Inception-v4 的 stem 在 Inception-v3 中也有。', answer: '只有前三个卷积相同。' },
  T4: {
    what: 'Inception 块分成三组，与 Inception-v3 基本一致。',
    answer: '三组没错；但重复几次、宽度多少、里面有什么，全都变了。',
  },
  T5: {
    what: '残差块加上了捷径，并用线性的 1×1 卷积对齐维度。',
    answer: '就所说的而言是对的；但残差在相加之前还要缩放，这正是论文的一个要点。',
  },
  T6: {
    what: 'Inception-ResNet-v1 和 v2 只是参数设置不同。',
    answer: 'stem 也不同；在发布的代码里，块的数目和网络的结尾也不同。',
  },
  T7: {
    what: 'Inception-ResNet-v1 的计算复杂度与 Inception-v3 类似，v2 与 Inception-v4 类似。',
    answer: '数下来，v1 接近 v3。插图中的 v2 只做 v4 四分之三的计算，发布的 v2 则比 v4 略多。',
  },
  T8: {
    what: '残差连接几乎不改变准确率，但加快训练；没有残差连接也能训练很深的网络。',
    answer: '论文的曲线和表格就是这样说的。',
  },
  T9: {
    what: 'Inception-ResNet-v1 和 v2 的 stem 就是 Inception-v3 和 v4 的 stem。',
    answer: '前一半是错的；后一半只在论文里成立。',
  },
  T10: {
    what: 'Inception-v4 的收尾部分没有使用 dropout。',
    answer: '只有一个移植版如此；论文和发布的代码在训练时都保留 0.8 的值。',
  },
};

/** What the notes of 2018 show, claim and list, row by row. */
export const seed: Readonly<Record<string, SeedRow>> = Object.fromEntries(
  Object.entries(said).map(([id, words]) => [id, { ...rows[id as SeedId], ...words }]),
);
