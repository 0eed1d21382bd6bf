import type { GlossaryEntry, TermId } from '../en/glossary';

export const glossary: Readonly<Record<TermId, GlossaryEntry>> = {
  block: {
    term: '块',
    means: '论文里的一幅插图：一个只有一个输入和一个输出的小图，例如 Inception-A。块像砖一样垒起来。',
  },
  branch: {
    term: '分支',
    means: '块里从输入到拼接的几条并行通路之一。分支从零开始编号。',
  },
  stage: { term: '阶段', means: '共用同一网格的一串块，自始至终高度和宽度不变。' },
  stem: {
    term: 'stem',
    means: '第一个 Inception 块之前的各层。它们把图片变成一个特征网格。',
  },
  unit: {
    term: '单元',
    means: '卷积、批量规范化、ReLU：这个网络里每个卷积都带着的三步。笔记和各个移植版把它叫做 BasicConv2d。',
  },
  'feature-map': {
    term: '特征图',
    means: '一个通道在网格所有位置上的值：一幅图，显示一个卷积核在哪里找到了它要找的东西。',
  },
  channel: {
    term: '通道',
    means: '张量沿最后一个轴（这里是 H×W×C）的一个切片。卷积的每个卷积核产生一个通道。',
  },
  grid: { term: '网格', means: '特征图的所有位置：高度乘以宽度。' },
  'receptive-field': {
    term: '感受野',
    means: '输入图片中，一个输出值可能依赖的那一块区域。它以输入像素为单位，是一个上界：大部分影响来自中间。',
  },
  stride: {
    term: '步幅',
    means: '从一个输出到下一个输出，窗口移动多远。步幅为 2 时，网格在每个方向上减半。',
  },
  'same-padding': {
    term: 'same 填充',
    means: '在输入四周补零，使步幅为 1 时输出与输入一样大。',
  },
  'valid-padding': {
    term: 'valid 填充',
    means: '不补零：窗口始终在输入内部，输出因此变小。论文的插图里标作 V。',
  },
  mac: {
    term: '乘加（MAC）',
    means: '乘法累加：做一次乘法，把积加到一个和上。这里计入卷积和全连接层；批量规范化、ReLU 和汇聚不计。',
  },
  parameters: {
    term: '参数',
    means:
      '训练要学的数：卷积和全连接层的权重、批量规范化的缩放和平移、偏置。滑动均值和方差是测出来的，不是学出来的，所以不计。',
  },
  'batch-normalisation': {
    term: '批量规范化',
    means:
      '每个通道先平移、缩放到标准范围，再乘上学到的缩放、加上学到的平移。推断时统计量是固定的，所以每个值只需一次乘法和一次加法。',
  },
  relu: { term: 'ReLU', means: '负值变为零，其余不变：max(0, x)。' },
  concatenation: {
    term: '拼接',
    means: '把各分支的输出按分支顺序沿通道叠在一起。什么都不计算；各分支的网格必须一致。',
  },
  bottleneck: {
    term: '瓶颈',
    means: '网络中只有少量数值通过的一个截面：比它前后两边都少。',
  },
  'pointwise-convolution': {
    term: '1×1 卷积',
    means: '每次只看一个位置、只混合该位置各通道的卷积：在每个位置上做同一个小的线性映射。',
  },
  'asymmetric-convolution': {
    term: '非对称卷积',
    means: '窗口是一条线（1×n 或 n×1）而不是正方形的卷积。',
  },
  logit: {
    term: 'logit',
    means: 'softmax 之前一个类别的得分：可以是任意实数。只有 logit 之间的差才有意义。',
  },
  softmax: {
    term: 'softmax',
    means: '把 logit 变成总和为一的正数：各取指数，再除以所有指数之和。',
  },
  dropout: {
    term: 'dropout',
    means: '也叫暂退法。训练时，每个值以固定的概率置零，其余的值相应放大以作补偿。推断时什么也不做。',
  },
  'global-average-pooling': {
    term: '全局平均汇聚',
    means: '每张特征图对所有位置求平均：每个通道得到一个数，无论网格多大。',
  },
  'linear-layer': {
    term: '全连接层',
    means: '每个输出都是所有输入的加权和，再加一个偏置。相当于在只有一个位置的网格上做 1×1 卷积。',
  },
  'class-activation-map': {
    term: '类激活图',
    means:
      '一个类别在每个位置上的得分：把最后的特征图按全连接层给各通道平均值的权重加起来。这张图的平均值加上偏置，就是 logit。',
  },
  'auxiliary-classifier': {
    term: '辅助分类器',
    means: '训练时挂在网络中途某一层上的第二个小头部。推断时谁也不读它，有些文件却保留着它。',
  },
  embedding: {
    term: '嵌入',
    means: '代表整张图片的一个向量。应当算作相似的图片（例如同一张脸的两张照片），向量彼此接近。',
  },
  crop: {
    term: '裁剪',
    means: '从照片上裁出、交给网络看的正方形。多裁剪时，对同一张照片的几个正方形的答案取平均。',
  },
  'top-error': {
    term: 'top-1 错误率、top-5 错误率',
    means: '正确类别不是得分最高的，或者不在得分最高的五个之中，这样的图片所占的比例。',
  },
  port: {
    term: '移植版',
    means:
      '用另一个库把同一个网络重写一遍，好在那里使用公开的权重。这些网络的发布代码是用 TensorFlow 写的；这里说的移植版用的是 PyTorch 和 Keras。',
  },
  'seeded-weights': {
    term: '种子权重',
    means:
      '按固定的配方由张量的名称生成的权重，没有经过训练。用它，每个形状、每一步运算都是精确的，但没有学到任何特征。',
  },
  'state-dict': {
    term: 'state dict',
    means: '模型所有张量的清单，每个张量的键名写出它所在的位置，例如 features.6.branch1.0.conv.weight。',
  },
  'residual-connection': {
    term: '残差连接',
    means: '绕过一个块的通路：把输入加到块的计算结果上。Inception-v4 里没有残差连接。',
  },
  shortcut: {
    term: '捷径连接',
    means: '也叫 shortcut。绕过残差块各分支的通路，输入沿着它原样到达求和处。',
  },
  'residual-scale': {
    term: '残差缩放系数',
    means: '残差块的各分支算出的结果，在相加之前要乘的那个常数。',
  },
};
