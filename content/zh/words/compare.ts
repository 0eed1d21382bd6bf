import type { PaddingValue } from '@/lib/analysis/differences';
import { kernelText } from '@/lib/diagram/wording';
import type { Pair } from '@/lib/graph/expression';
import type { Words } from '../../words-type';

const paddingPixels = ({ top, bottom, left, right }: { top: number; bottom: number; left: number; right: number }) =>
  top === bottom && left === right && top === left
    ? `四边各 ${top} px`
    : `上 ${top} px，下 ${bottom} px，左 ${left} px，右 ${right} px`;

/** A name as it stands before Chinese: with a space behind Latin letters. */
const before = (name: string): string => (/[\w)]$/.test(name) ? `${name} ` : name);
/** And behind it. */
const after = (name: string): string => (/^[\w(]/.test(name) ? ` ${name}` : name);

/** Words of the page that sets two networks side by side. */
export const compare: Words['compare'] = {
  title: '对比',
  description:
    '两个 Inception 网络逐阶段并排：论文与发布代码之间的每一处差异都由计算得出，在两边的图中标明，并加以说明。',
  heading: (a: string, b: string) => `${before(a)}与${after(b)}`,
  headingOf: (network: string, a: string, b: string) => `${network}：${a}与${b}`,
  lead: '代码为什么和论文不一样？这里把两者都写成网络，它们之间的所有不同都计算出来、画出来、数出来。',
  sides: { a: 'A', b: 'B' },
  nameOf: (network: string, variant: string) => `${network}（${variant}）`,
  optionOf: (network: string, variant: string) => `${network} · ${variant}`,
  pick: {
    a: '左边',
    b: '右边',
    swap: '左右互换',
    size: '输入尺寸',
    sizeReset: (size: string) => `恢复为 ${size}`,
  },
  sizeNote: (size: string) => `两边都取 ${size} × ${size} 像素，这样开销才能比较。`,
  prepared: '现成的对比',
  copyLink: '复制链接',
  linkCopied: '链接已复制',
  problem: {
    useDefault: '使用默认值',
    standsIn: (size: string) => `在此之前两边都按 ${size} × ${size} 显示。`,
    unknownDifference: (id: string) => ({
      what: `这两个网络之间没有“${id}”这处差异。`,
      means: '它可能属于另一对网络，也可能链接输错了。所有差异都列在下面。',
      next: '请选择其中一处，或者把它从地址里去掉。',
    }),
    clearDifference: '去掉它',
  },
  answer: {
    none: '没有差异：两边是同一个网络。',
    count: (own: number, following: number) =>
      following === 0 ? `共有 ${own} 处差异。` : `共有 ${own} 处差异，另有 ${following} 处只是随之而来。`,
    percentMore: (percent: string) => `多 ${percent}`,
    times: (ratio: string) => `达到另一方的 ${ratio} 倍`,
    has: (name: string, claims: readonly string[]) => `${before(name)}的${claims.join('，')}。`,
    both: (what: readonly string[]) => `两者的${what.join('和')}相同。`,
    claim: (how: string, what: string) => `${what}${how}`,
    parameters: '参数量',
    macs: '乘加次数',
  },
  totals: {
    title: '总计',
    caption: (a: string, b: string, size: string) => `${before(a)}与${after(b)}，输入 ${size} × ${size} 像素`,
    measure: '指标',
    ratio: 'B / A',
    parameters: '参数量',
    macs: '乘加次数',
    convolutions: '卷积数',
    activations: '激活值',
    activationsNote: '途中产生的每个张量，每个数 4 字节',
    depth: '深度',
    depthNote: '最长路径上的卷积数',
    smallest: '最小的图片',
    smallestNote: '每一层都能处理的最小边长',
    times: (ratio: string) => `× ${ratio}`,
    pixels: (size: string) => `${size} px`,
  },
  bars: {
    title: '逐阶段比较',
    measure: '条形表示什么',
    measures: { parameters: '参数量', macs: '乘加次数', activations: '激活值' },
    label: (measure: string, a: string, b: string) => `各阶段的${measure}：上面是${after(a)}，下面是${after(b)}`,
    numbers: '具体数字',
    stage: '阶段',
    missing: '无',
  },
  differences: {
    title: '有哪些不同',
    lead: '各阶段按它们在哪个网格上做什么来对齐。图中带编号的圆环就是同一编号的差异；虚线圆环只是随别的差异而来。',
    filter: '显示',
    all: '全部',
    structure: '所有结构差异',
    hidden: (n: number) => `还有 ${n} 处其他种类的差异`,
    selected: (title: string) => `已选中：${title}`,
  },
  row: {
    both: (a: string, b: string) => `${a} | ${b}`,
    grid: (n: string) => `${n} × ${n}`,
    vector: '向量',
    same: (stage: string) => `相同：${stage}`,
    follows: (n: number) => `${n} 处只是随之而来`,
    nothing: (name: string) => `${before(name)}在这里什么都没有。`,
    blocks: (name: string, count: number) => `${name} ×${count}`,
    times: (count: number) => `×${count}`,
    oneOf: (name: string, place: number, of: number) => `${name}，第 ${place} 块，共 ${of} 块`,
    someOf: (name: string, first: number, last: number, of: number) =>
      `${name}，第 ${first} 至 ${last} 块，共 ${of} 块`,
    drawingOf: (side: string, what: string) => `${side}：${what}`,
    which: '画哪一边',
    list: (stage: string) => `${stage} 中的差异`,
    marked: (n: readonly string[]) => `差异 ${n.join('、')}`,
    markedFollowing: '有差异，但只是随别的差异而来',
    markedSlip: '插图印的是别的内容',
    slipBadge: '!',
  },
  item: {
    nothing: '没有',
    places: (n: number) => `共 ${n} 处`,
    open: (name: string) => `在${after(before(name))}中打开`,
    article: (title: string) => `阅读：${title}`,
  },
  where: {
    output: '该阶段的输出',
    everyBlock: '每一块',
    block: '这一块',
    lastBlock: '最后一块',
    blockAt: (place: number, of: number) => `第 ${place} 块，共 ${of} 块`,
    someBlocks: (n: number, of: number) => `${of} 块中的 ${n} 块`,
    branch: (index: number) => `分支 ${index}`,
    operation: (place: number, of: number) => `第 ${place} 个运算，共 ${of} 个`,
    names: {
      unit: '卷积',
      linear1x1: '线性 1×1',
      maxPool: '最大汇聚',
      avgPool: '平均汇聚',
      globalAvgPool: '全局平均',
      dropout: 'dropout',
      linear: '全连接层',
      softmax: 'softmax',
      batchNorm: '批量规范化',
      l2Norm: 'L2 规范化',
      concat: '拼接',
      residual: '残差和',
    },
  },
  values: {
    filters: (n: string, channels: boolean) => `${n} 个${channels ? '通道' : '卷积核'}`,
    kernel: (kernel: Pair) => kernelText(kernel),
    stride: (stride: Pair) => `步幅 ${stride[0] === stride[1] ? stride[0] : stride.join('×')}`,
    padding: (padding: PaddingValue) => (padding.mode === 'pixels' ? paddingPixels(padding.pixels) : padding.mode),
    pool: { maxPool: '取最大值', avgPool: '取平均值' },
    countPadding: (counted: boolean) => (counted ? '平均时计入填充' : '平均时不计填充'),
    scale: (scale: string) => `× ${scale}`,
    relu: (relu: boolean) => (relu ? '求和之后有 ReLU' : '求和之后没有 ReLU'),
    epsilon: (epsilon: string) => `ε = ${epsilon}`,
    rate: (percent: string) => `训练时丢弃 ${percent}`,
    units: (n: string) => `${n} 个单元`,
    bias: (bias: boolean) => (bias ? '有偏置' : '没有偏置'),
    blocks: (count: number, runs: readonly string[]) =>
      runs.length > 1 ? `${count} 块，相同的依次为 ${runs.join(' + ')}` : `${count} 块`,
    repeated: (count: number, what: string) => `${count} × ${what}`,
  },
};
