import type { OwnClassErrors } from '@/lib/analysis/own-classes';
import type { ErrorWords } from '@/lib/explanation';

const integer = (count: number): string => count.toLocaleString('zh');
const KEPT = '类别仍用原来的名称或编号。';
const FORMS =
  '请给出每行一个名称的文本，或 JSON：名称列表、按编号的名称（{"0": "tench"}），或按名称的编号（{"tench": 0}）。';

/** 读者带来的类别名称文件（`lib/analysis/own-classes.ts`）。 */
export const ownClassErrors: ErrorWords<OwnClassErrors> = {
  'classes/too-large': ({ bytes, most }) => ({
    what: `名称文件有 ${integer(bytes)} 字节；最多读取 ${integer(most)} 字节。`,
    means: KEPT,
    next: FORMS,
  }),
  'classes/json': ({ reason }) => ({
    what: `名称文件开头像 JSON，却不是 JSON：${reason.replace(/\s+/g, ' ').replace(/[.。]?\s*$/, '')}。`,
    means: KEPT,
    next: FORMS,
  }),
  'classes/form': () => ({ what: '名称文件里的 JSON 不是这里能读的任何一种形式。', means: KEPT, next: FORMS }),
  'classes/numbering': ({ index, twice }) => ({
    what: twice
      ? `文件里第 ${index} 类出现了两次。`
      : `文件里有第 ${index} 类，总数却没有这么多：编号从 0 开始，中间没有空缺。`,
    means: KEPT,
    next: '请从 0 开始编号，每个编号只用一次。',
  }),
  'classes/nameless': ({ index }) => ({
    what: `文件里第 ${index} 类的名称是空的。`,
    means: KEPT,
    next: '请给每一类一个名称；只有末尾可以有空行。',
  }),
  'classes/count': ({ found, classes }) => ({
    what: `文件里有 ${integer(found)} 个名称；这个网络区分 ${integer(classes)} 类。`,
    means: KEPT,
    next: '请按输出的顺序，给每一类一个名称。',
  }),
};
