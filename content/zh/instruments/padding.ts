import type { InstrumentWords } from '../../words-type';

/** Words of the padding and stride calculator. */
export const padding: InstrumentWords['padding'] = {
  title: '填充与步幅',
  size: '一行的数值个数',
  kernel: '窗口',
  stride: '步幅',
  mode: '填充',
  modes: { valid: 'valid', same: 'same', hand: '自定' },
  hand: '每边补几个零',
  picture: (size: number, zeros: number, kernel: number, stride: number, places: number) =>
    `一行 ${size} 个数值，四周共补 ${zeros} 个零；大小为 ${kernel} 的窗口每次移动 ${stride}，停 ${places} 次。`,
  none: '窗口比这一行还长：没有地方可放。',
  unread: (count: number) => (count === 0 ? '每个数值都读到了。' : `最后 ${count} 个数值从来没有读到。`),
  table: '窗口停下的每个位置',
  divisor: '求平均时除以',
  leftOut: '真实数值的个数',
  counted: '全部个数，零也算',
  place: '位置',
  values: '数值',
  real: '真实数值',
  divided: '除数',
  range: (from: number, to: number, size: number) =>
    `${Math.max(1, from)} 到 ${Math.min(size, to)}${from < 1 || to > size ? '，以及零' : ''}`,
  divisorOf: (side: number, square: number) => `${side}（正方形窗口：${square}）`,
  more: (count: number) => `还有 ${count} 个。`,
  noScript: '调节需要 JavaScript；图中显示的是初始设置。',
};
