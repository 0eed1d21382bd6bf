import { isCeilMode } from '../../graph/ceil-mode';
import type { Padding, Pair, Pool } from '../../graph/expression';
import { exportError } from '../errors';

/** A number of channels: what it is, and how the code writes it where a class takes it as an argument. */
export interface Width {
  readonly value: number;
  readonly text: string;
}

/** A number as Python writes a float: `1.0`, `0.17`, `1e-12`. */
export const float = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value));

export const bool = (value: boolean): string => (value ? 'True' : 'False');

/** One number where rows and columns agree. */
const pair = ([rows, columns]: Pair): string => (rows === columns ? String(rows) : `(${rows}, ${columns})`);

/** A name that Python takes: `Inception-A` → `Inception_A`. */
export const identifier = (name: string): string => {
  const plain = name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+|_+$/g, '');
  return /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
};

/** The channels of a join: literal widths are added up, arguments stay written out. */
export function sumOf(widths: readonly Width[]): Width {
  const value = widths.reduce((sum, width) => sum + width.value, 0);
  const open = widths.filter(({ text, value: known }) => text !== String(known));
  if (open.length === 0) return { value, text: String(value) };
  const closed = widths.filter((width) => !open.includes(width)).reduce((sum, width) => sum + width.value, 0);
  return { value, text: [...open.map(({ text }) => text), ...(closed > 0 ? [String(closed)] : [])].join(' + ') };
}

interface Window {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Padding;
}

const windowArguments = ({ kernel, stride, padding }: Window, always: 'stride' | null): readonly string[] => [
  `kernel_size=${pair(kernel)}`,
  ...(stride[0] === 1 && stride[1] === 1 && always !== 'stride' ? [] : [`stride=${pair(stride)}`]),
  ...(padding.top === 0 && padding.left === 0 ? [] : [`padding=${pair([padding.top, padding.left])}`]),
];

const isEqual = ({ padding: { top, bottom, left, right } }: Window): boolean => top === bottom && left === right;

const unequal = (path: string): Error => exportError('export/no-module', { path, why: 'padding', library: 'PyTorch' });

/**
 * The window of a convolution as keyword arguments, defaults left out.
 * @param path for the error. @throws `export/no-module` where the sides are padded unequally, which no module does.
 */
export function convArguments(path: string, conv: Window): string {
  if (!isEqual(conv)) throw unequal(path);
  return windowArguments(conv, null).join(', ');
}

/**
 * The window of a pool as keyword arguments. More padding after than before is `ceil_mode`, where PyTorch's rounding up is
 * just that; a mean that counts its padding would not count what the rounding adds.
 * @param path for the error. @throws `export/no-module` for any other unequal padding.
 */
export function poolArguments(path: string, pool: Pool): string {
  const ceil = isCeilMode(pool) && !pool.countPadding;
  if (!isEqual(pool) && !ceil) throw unequal(path);
  return [...windowArguments(pool, 'stride'), ...(ceil ? ['ceil_mode=True'] : [])].join(', ');
}
