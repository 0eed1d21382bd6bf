import type { Words } from '../../words-type';

/** Words of what stands around the articles: where one was, citing, reporting, glossary and sources. */
export const reading: Words['reading'] = {
  goOn: '接着读',
  goOnAt: (section: string) => `读到“${section}”`,
  forget: '忘掉我读到哪里',
  cite: {
    title: '引用本页',
    page: '这篇文章',
    paper: '论文',
    copy: '复制 BibTeX',
    copied: '已复制',
    authors: '{Inception 图谱的作者}',
  },
  report: {
    title: '这里有错？',
    says: '数字、句子或图有错，对谁都没有好处：请告诉我们。报告里写明页面、你选中的部分和你的浏览器，别的什么都没有。',
    open: '打开报告',
    copy: '复制报告以便发送',
    copied: '已复制',
    text: (page: string, selected: string | null, browser: string) =>
      [`页面：${page}`, ...(selected ? [`选中的部分：${selected}`] : []), `浏览器：${browser}`, '哪里有错：', ''].join(
        '\n',
      ),
  },
  glossary: {
    title: '术语表',
    lead: '本站所用的专业词汇。在文章里，每个词在出现的地方就能打开。',
    used: '见于',
  },
  sources: {
    title: '资料来源',
    lead: '文章、对比和结果所依据的一切，以及每一处在哪里引用。',
    cited: '引用于',
    elsewhere: '对比和结果',
  },
};
