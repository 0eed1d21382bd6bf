import type { InstrumentWords } from '../../words-type';

/** Words of a network at another size. */
export const size: InstrumentWords['size'] = {
  title: (network: string) => `换一种尺寸的 ${network}`,
  size: '图片边长',
  pixels: 'px',
  table: '这个尺寸下的各个阶段',
  stage: '阶段',
  output: '输出',
  macs: '乘加次数',
  share: '占比',
  bar: '比较',
  total: '合计',
  itsOwn: (own: string, parameters: string) =>
    `${own} 是这个网络自己的尺寸；它的 ${parameters} 个参数对其他尺寸同样适用。`,
  says: (size: string, factor: string, own: string, parameters: string) =>
    `输入 ${size} 时，计算量是 ${own} 时的 ${factor} 倍；${parameters} 个参数不变。`,
  noScript: '滑块需要 JavaScript；表中显示的是网络自己的尺寸。',
};
