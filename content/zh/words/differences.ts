import type { DifferenceKind, DifferenceValue, PaddingValue, PartBrief } from '@/lib/analysis/differences';
import type { FigureSlip } from '@/lib/networks';
import type { Words } from '../../words-type';

type Pair = readonly [number, number];

const by = ([rows, columns]: Pair): string => `${rows}×${columns}`;
const step = ([rows, columns]: Pair): string => {
  if (rows === 1 && columns === 1) return '';
  return rows === columns ? `/${rows}` : `/${rows}×${columns}`;
};

const ops = {
  globalAvgPool: '全局平均汇聚',
  dropout: 'dropout',
  softmax: 'softmax',
  batchNorm: '批量规范化',
  l2Norm: 'L2 规范化',
} as const;

const branches = (count: number): string => `${count} 条分支`;

function brief(part: PartBrief): string {
  switch (part.kind) {
    case 'unit':
      return `${by(part.kernel)}${step(part.stride)} ${part.filters}`;
    case 'maxPool':
      return `最大汇聚 ${by(part.kernel)}${step(part.stride)}`;
    case 'avgPool':
      return `平均汇聚 ${by(part.kernel)}${step(part.stride)}`;
    case 'linear':
      return `全连接 ${part.units}`;
    case 'concat':
      return `拼接 ${branches(part.branches)}`;
    case 'residual':
      return `残差合并 ${branches(part.branches)}`;
    case 'block':
      return `${part.name}（${part.residual ? '残差，' : ''}${branches(part.branches)}）`;
    default:
      return ops[part.kind];
  }
}

/** Parts in order; equal blocks in a row are counted, ops stand one by one as in a branch. */
function inOrder(parts: readonly PartBrief[]): string {
  const runs: { text: string; count: number }[] = [];
  for (const part of parts) {
    const last = runs.at(-1);
    const text = brief(part);
    if (part.kind === 'block' && last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count === 1 ? text : `${count} × ${text}`)).join(' → ');
}

const padding = (value: PaddingValue): string => {
  if (value.mode !== 'pixels') return value.mode;
  const { top, bottom, left, right } = value.pixels;
  return `上 ${top}、下 ${bottom}、左 ${left}、右 ${right}`;
};

const kinds: Readonly<Record<DifferenceKind, string>> = {
  only: '只有一方有',
  topology: '结构',
  order: '顺序',
  repeat: '重复次数',
  width: '宽度',
  kernel: '卷积核',
  stride: '步幅',
  padding: '填充',
  pooling: '汇聚',
  scale: '残差缩放',
  activation: '激活',
  normalisation: '规范化',
  head: '头部',
  dropout: 'dropout',
};

/** How differences are said, on the compare page. */
export const differences: Words['differences'] = {
  kinds,
  brief,
  value(value: DifferenceValue): string {
    switch (value.type) {
      case 'filters':
        return `${value.filters} 个通道`;
      case 'kernel':
        return by(value.kernel);
      case 'stride':
        return `步幅 ${by(value.stride)}`;
      case 'padding':
        return padding(value.padding);
      case 'pool':
        return value.pool === 'maxPool' ? '最大汇聚' : '平均汇聚';
      case 'countPadding':
        return value.counted ? '平均时计入填充' : '平均时不计填充';
      case 'scale':
        return String(value.scale);
      case 'relu':
        return value.relu ? '求和之后有 ReLU' : '求和之后没有 ReLU';
      case 'epsilon':
        return `ε = ${value.epsilon}`;
      case 'rate':
        return `丢弃 ${value.rate}`;
      case 'units':
        return `${value.units} 个单元`;
      case 'bias':
        return value.bias ? '有偏置' : '没有偏置';
      case 'count':
        return value.runs.length === 1 ? `${value.count} ×` : `${value.count} ×（${value.runs.join(' + ')}）`;
      case 'chain':
        return inOrder(value.ops);
      case 'branches':
        return value.branches.map(inOrder).join(' | ');
      case 'parts':
        return inOrder(value.parts);
    }
  },
  slip: (attribute: FigureSlip['attribute'], printed: string, meant: string): string =>
    attribute === 'filters'
      ? `插图在这里印的是 ${printed} 个通道，但只有 ${meant} 个才能相加。`
      : `这里的插图转录为 ${printed}，而原意应当是 ${meant}。`,
  nothing: '–',
  follows: '随之而来',
};
