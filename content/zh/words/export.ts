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
          : '没有这样的运算可以放进一串模块里。',
    next:
      why === 'name'
        ? '请在表达式里给这个部分起个名字，或者把包含它的部分写成块。'
        : why === 'padding'
          ? '请使用边长为奇数的窗口，或让每一边的填充相同。'
          : '请把这个部分写成网络的一项。',
  }),
};
