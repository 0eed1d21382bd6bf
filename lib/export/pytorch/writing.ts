import type { Padding, Pair } from '../../graph/expression';
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

/**
 * The window of a convolution or a pool as keyword arguments, defaults left out.
 * @param path for the error. @throws `export/no-module` where the sides are padded unequally, which no module does.
 */
export function windowArguments(path: string, { kernel, stride, padding }: Window, always: 'stride' | null): string {
  const { top, bottom, left, right } = padding;
  if (top !== bottom || left !== right) {
    throw exportError('export/no-module', { path, why: 'padding', library: 'PyTorch' });
  }
  return [
    `kernel_size=${pair(kernel)}`,
    ...(stride[0] === 1 && stride[1] === 1 && always !== 'stride' ? [] : [`stride=${pair(stride)}`]),
    ...(top === 0 && left === 0 ? [] : [`padding=${pair([top, left])}`]),
  ].join(', ');
}
