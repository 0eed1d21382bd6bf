import type { InstrumentWords } from '../../words-type';

/** Words of “predict, then reveal”. */
export const exercise: InstrumentWords['exercise'] = {
  title: '先猜，再看答案',
  unit: (path: string) => path,
  asks: {
    output: (part: string, picture: string) => `输入一张 ${picture} 像素的图片，${part} 的输出是什么形状`,
    parameters: (part: string, _picture: string) => `${part} 有多少个参数`,
    macs: (part: string, picture: string) => `输入一张 ${picture} 像素的图片，计算 ${part} 要做多少次乘加`,
    values: (part: string, picture: string) => `输入一张 ${picture} 像素的图片，${part} 输出多少个值`,
    'receptive-field': (part: string, _picture: string) => `${part} 的一个输出值，能看到原图上多少像素宽的区域`,
  },
  ask: '？',
  labelShape: '高 × 宽 × 通道，例如 10×10×64',
  labelVector: '形状，用 × 隔开各个数',
  labelNumber: '一个数',
  check: '检查',
  hint: '提示',
  reveal: '看答案',
  answer: '答案：',
  empty: '请先写下你的猜测。',
  unreadable: '这不像一个形状。请写整数，中间用 × 或空格隔开。',
  unreadableNumber: '这不像一个数。请只写数字，可以带千位逗号。',
  right: '答对了。',
  wrong: '还不对。',
  rank: (count: number) => (count === 1 ? '答案是单独一个数。' : `答案由 ${count} 个数组成。`),
  partly: (right: readonly string[], wrong: readonly string[]) =>
    right.length === 0 ? '没有一个数是对的。' : `${right.join('、')}对了；${wrong.join('、')}还不对。`,
  axes: ['高度', '宽度', '通道数'],
  high: '多了。',
  low: '少了。',
};
