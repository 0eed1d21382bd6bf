import type { ErrorWords } from '@/lib/explanation';
import type { ExportErrors } from '@/lib/export/errors';

/** Errors of code for other programs. */
export const exportErrors: ErrorWords<ExportErrors> = {
  'export/no-module': ({ path, why, library }) => ({
    what: `${library} 没有与 ${path} 对应的模块。`,
    means:
      why === 'name'
        ? '它的权重所用的名字，不能作为类的属性名。'
        : why === 'padding'
          ? '它相对的两边填充不同。'
          : why === 'position'
            ? '一串模块按位置给权重编号，而它的权重叫别的名字。'
            : '没有这样的运算可以放进一串模块里。',
    next:
      why === 'name'
        ? '请在表达式里给这个部分起个名字，或者把包含它的部分写成块。'
        : why === 'padding'
          ? '请使用边长为奇数的窗口，或让每一边的填充相同。'
          : why === 'position'
            ? '请逐个给这一串里的部分起名字，或者让每个部分留在原来的位置。'
            : '请把这个部分写成网络的一项。',
  }),
  'export/no-expression': ({ path }) =>
    path === null
      ? {
          what: '这个网络没有附带表达式。',
          means: '已知的只有它的各个运算，而这种格式写的是得出这些运算的表达式。',
          next: '请导出为表格。',
        }
      : {
          what: `${path} 没有自己的表达式。`,
          means: '它由周围的部分决定。',
          next: '请导出整个网络或一个块，或者换一种格式。',
        },
};
