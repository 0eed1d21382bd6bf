import { kernelText, type WindowFacts, type Wording } from '@/lib/diagram/wording';
import type { Pair } from '@/lib/graph/expression';
import type { Words } from '../../words-type';

const stepText = (stride: Pair): string => (stride[0] === stride[1] ? `${stride[0]}` : stride.join('×'));

const windowNotes = ({ stride, shrinks }: WindowFacts): readonly string[] => {
  if (stride[0] > 1 || stride[1] > 1) return [`步幅 ${stepText(stride)}`];
  return shrinks ? ['valid'] : [];
};

/** The words inside the boxes of a drawing. */
const wording: Wording = {
  conv: (facts) => [kernelText(facts.kernel), [`${facts.filters}`, ...windowNotes(facts)].join('，')],
  linear1x1: (filters) => ['1×1', `${filters}，无 ReLU`],
  maxPool: (facts) => [`最大 ${kernelText(facts.kernel)}`, windowNotes(facts).join('，') || '汇聚'],
  avgPool: (facts) => [`平均 ${kernelText(facts.kernel)}`, windowNotes(facts).join('，') || '汇聚'],
  globalAvgPool: ['平均', '整张特征图'],
  dropout: (rate) => ['dropout', `训练时 ${rate}`],
  linear: (units) => ['全连接', `${units}`],
  softmax: ['softmax', '概率'],
  batchNorm: ['批量规范化', '对向量'],
  l2Norm: ['L2 规范化', '长度变为 1'],
  shortcut: '捷径',
  title: (name, count) => (count > 1 ? `${name} ×${count}` : name),
  ordinal: (name, place) => `${name} ${place}`,
};

interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
}

const windowName = (what: string, { kernel, stride }: Window, filters?: number): string =>
  [
    `${kernelText(kernel)} ${what}`,
    ...(filters === undefined ? [] : [`${filters} 个卷积核`]),
    ...(stride[0] > 1 || stride[1] > 1 ? [`步幅 ${stepText(stride)}`] : []),
  ].join('，');

/** Words of drawings: inside the boxes, and what a screen reader says. */
export const diagram: Words['diagram'] = {
  wording,
  names: {
    conv: (unit) => windowName('卷积', unit, unit.filters),
    linear1x1: (filters: number) => `不带 ReLU 的 1×1 卷积，${filters} 个卷积核`,
    maxPool: (pool) => windowName('最大汇聚', pool),
    avgPool: (pool) => windowName('平均汇聚', pool),
    globalAvgPool: '对整张特征图求平均',
    dropout: (rate: number) => `训练时的 dropout，比率 ${rate}，这里不起作用`,
    linear: (units: number) => `全连接层，${units} 个单元`,
    softmax: 'softmax',
    batchNorm: '批量规范化',
    l2Norm: 'L2 规范化',
    concat: (channels: readonly number[], to: string) =>
      `${channels.length} 条分支拼接：${channels.join(' + ')} 个通道，${to}`,
    add: (to: string) => `捷径与分支相加，${to}`,
    scale: (factor: number) => `分支乘以 ${factor}`,
    relu: (to: string) => `ReLU，${to}`,
  },
  flow: (from: string, to: string) => `${from} → ${to}`,
  closed: '已收起',
  open: '已展开',
  partOf: (path: string, network: string) => `${network} 的 ${path}`,
  summary: (name: string, ops: number, from: string, to: string) =>
    `${name} 的结构图：${ops} 个运算，输入 ${from}，输出 ${to}。`,
  summaryClosed: (name: string, from: string, to: string) => `${name} 的结构图：输入 ${from}，输出 ${to}。`,
  help: '方向键沿数据流动的方向移动，也在分支之间移动；Home 和 End 到输入和输出。回车键选中，Esc 键取消。加号、减号和 0 用来缩放。',
  helpOpening: '右方向键展开一个阶段或块，左方向键收起。',
  save: '存为 SVG',
  zoom: { tools: '缩放', in: '放大', out: '缩小', fit: '显示全部' },
  strip: {
    label: (network: string) => `${network} 的缩略条：从图片到答案的每一部分`,
    size: '尺寸',
    channels: '通道',
    slice: (name: string, shape: string, layers: number) => `${name}，${layers} 层深，输出 ${shape}`,
  },
};
