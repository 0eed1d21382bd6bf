/** Words of the padding and stride calculator. */
export const padding = {
  title: 'Padding and stride',
  size: 'Values in the row',
  kernel: 'Window',
  stride: 'Stride',
  mode: 'Padding',
  modes: { valid: 'valid', same: 'same', hand: 'by hand' },
  hand: 'Zeros on each side',
  picture: (size: number, zeros: number, kernel: number, stride: number, places: number) =>
    `A row of ${size} values with ${zeros} zeros around it; a window of ${kernel} moves by ${stride} and stops ${places} times.`,
  none: 'The window is larger than the row: there is no place for it.',
  unread: (count: number) =>
    count === 0
      ? 'Every value is read.'
      : count === 1
        ? 'The last value is never read.'
        : `The last ${count} values are never read.`,
  table: 'Every stop of the window',
  divisor: 'A mean divides by',
  leftOut: 'the real values',
  counted: 'all values, zeros too',
  place: 'Stop',
  values: 'Values',
  real: 'Real',
  divided: 'Divided by',
  range: (from: number, to: number, size: number) =>
    `${Math.max(1, from)} to ${Math.min(size, to)}${from < 1 || to > size ? ', and zeros' : ''}`,
  divisorOf: (side: number, square: number) => `${side} (square window: ${square})`,
  more: (count: number) => `And ${count} more.`,
  noScript: 'The controls need JavaScript; the picture shows their first setting.',
};
