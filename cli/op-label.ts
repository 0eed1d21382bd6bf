import type { Padding, Pair } from '@/lib/graph/expression';
import type { Part } from '@/lib/graph/naming';

const window = (kernel: Pair, stride: Pair, padding: Padding): string => {
  const strides =
    stride[0] === 1 && stride[1] === 1 ? '' : `/${stride[0] === stride[1] ? stride[0] : stride.join('x')}`;
  const padded = padding.top + padding.bottom + padding.left + padding.right > 0;
  const wide = kernel[0] > 1 || kernel[1] > 1;
  return `${kernel[0]}x${kernel[1]}${strides}${wide && !padded ? ' valid' : ''}`;
};

/** What a part is called in a table: the name of a block, else its op in the short hand of the field: `conv 3x3/2 valid`. */
export function partLabel(part: Part): string {
  const { expression } = part;
  if (part.name !== null) return part.name;
  switch (expression?.kind) {
    case 'unit':
      return `conv ${window(expression.kernel, expression.stride, expression.padding)}`;
    case 'maxPool':
      return `max pool ${window(expression.kernel, expression.stride, expression.padding)}`;
    case 'avgPool':
      return `average pool ${window(expression.kernel, expression.stride, expression.padding)}`;
    case 'globalAvgPool':
      return 'global average pool';
    case 'batchNorm':
      return 'batch norm';
    case 'l2Norm':
      return 'L2 norm';
    default:
      return expression?.kind ?? part.kind;
  }
}
