import type { Words } from '../../words-type';

/** Words of the search over the whole site. */
export const search: Words['search'] = {
  open: '搜索',
  title: '搜索',
  label: '文章、术语、块',
  placeholder: '残差缩放、Mixed_6a、1×7……',
  hint: '方向键在结果中移动，回车键打开。',
  loading: '正在加载索引。',
  none: (query: string) => `没有找到“${query}”。请试试更短的词，或者块的名称。`,
  found: (count: string, query: string) => `“${query}”有 ${count} 个结果`,
  foundOne: (query: string) => `“${query}”有一个结果`,
  more: '显示更多',
  failed: {
    what: '搜索索引没能加载。',
    means: '它随网站一起构建，来自这台服务器；开发时没有索引。',
    next: '请检查网络连接后重试，或者从文章列表里找。',
  },
  part: (name: string, network: string) => `${network} 的 ${name}`,
  partText: (names: string, shape: string, parameters: string, macs: string) =>
    `${names}。输出 ${shape}。${parameters} 个参数，${macs} 次乘加。`,
};
