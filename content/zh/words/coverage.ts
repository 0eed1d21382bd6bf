import type { CoverageWords } from '../../words-type';

/** 逐条列出 2018 年笔记各在何处讲到的那一页。 */
export const coverage: CoverageWords = {
  title: '2018 年笔记对照',
  description: '本图谱从一份笔记长成；这里列出其中每一张图、每一段代码、每一个说法，以及它们在哪里讲到。',
  lead: (rows, places) =>
    `本图谱从一页笔记长成。笔记里的 ${rows} 条内容，有图、有代码、有说法，在这里都画过、跑过、讲过或更正过，一共 ${places} 处。`,
  table: '笔记各条及其讲到的地方；左右滚动可看到所有列',
  row: '条目',
  says: '笔记里',
  verdict: '该怎么看',
  where: '见',
};
