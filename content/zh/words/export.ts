import type { ExportCommandErrors } from '@/lib/cli/export-errors';
import type { ErrorWords } from '@/lib/explanation';
import type { ExportErrors } from '@/lib/export/errors';

/** Errors of code for other programs. */
export const exportErrors: ErrorWords<ExportErrors & ExportCommandErrors> = {
  'export/no-module': ({ path, why, library }) => ({
    what: `${library} 没有与 ${path} 对应的模块。`,
    means:
      why === 'name'
        ? '它的权重所用的名字，不能作为类的属性名。'
        : why === 'padding'
          ? '它相对的两边填充不同。'
          : '没有这样的运算可以放进一串模块里。',
    next:
      why === 'name'
        ? '请在表达式里给这个部分起个名字，或者把包含它的部分写成块。'
        : why === 'padding'
          ? '请使用边长为奇数的窗口，或让每一边的填充相同。'
          : '请把这个部分写成网络的一项。',
  }),
  'export/cannot-write': ({ file, reason }) => ({
    what: `无法写入“${file}”：${reason}。`,
    means: '什么都没有写入。',
    next: '请给出一个已有的、可写的文件夹里的文件。',
  }),
  'export/only-a-part': ({ text, part }) => ({
    what: `“${text}”指向张量内部，而导出的是完整的部分。`,
    means: '什么都没有写入。',
    next: `请写成 ${part}。`,
  }),
  'export/no-expression': ({ path }) => ({
    what: `${path} 没有自己的表达式。`,
    means: '它由周围的部分决定。',
    next: '请导出整个网络、一个块，或改用另一种格式。',
  }),
};
