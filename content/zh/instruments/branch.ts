import type { InstrumentWords } from '../../words-type';

/** Words of what the branches of a block cost. */
export const branch: InstrumentWords['branch'] = {
  title: (of: string) => `${of} 各分支的开销`,
  branch: '分支',
  after: '拼接之后',
  parameters: '参数量',
  macs: '乘加次数',
};
