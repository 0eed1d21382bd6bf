import type { InstrumentWords } from '../../words-type';

/** Words of the comparison of a square with a row and a column. */
export const factor: InstrumentWords['factor'] = {
  title: '一个正方形，还是一行加一列',
  side: '窗口边长',
  input: '之前的通道数',
  middle: '中间的通道数',
  output: '之后的通道数',
  table: '各种做法的权重数和计算量',
  caption: (positions: string) => `权重不含偏置；乘加次数按 ${positions} 个位置的网格计算。`,
  way: '做法',
  weights: '权重',
  macs: '乘加次数',
  times: '倍数',
  bar: '比较',
  square: (side: number) => `${side}×${side}`,
  pair: (side: number) => `1×${side}、${side}×1`,
  threes: (count: number) => `${count} × 3×3`,
  says: (side: number, saves: boolean, factor: string) =>
    saves
      ? `一行加一列看到同样的 ${side}×${side} 区域，正方形的权重是它的 ${factor} 倍。`
      : `这时一行加一列什么也没省下：正方形的权重只有它的 ${factor} 倍。`,
  noScript: '调节需要 JavaScript；表中显示的是初始设置。',
};
