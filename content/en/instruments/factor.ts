/** Words of the comparison of a square with a row and a column. */
export const factor = {
  title: 'A square, or a row and a column',
  side: 'Side of the window',
  input: 'Channels before',
  middle: 'Channels between',
  output: 'Channels after',
  table: 'Weights and work of each way',
  caption: (positions: string) => `Weights without biases; MACs on a grid of ${positions} places.`,
  way: 'Way',
  weights: 'Weights',
  macs: 'MACs',
  times: 'Times',
  bar: 'Compared',
  square: (side: number) => `${side}×${side}`,
  pair: (side: number) => `1×${side}, ${side}×1`,
  threes: (count: number) => `${count} × 3×3`,
  says: (side: number, saves: boolean, factor: string) =>
    saves
      ? `The pair sees the same ${side}×${side} patch with ${factor} times fewer weights.`
      : `Here the pair saves nothing: the square has ${factor} times its weights.`,
  noScript: 'The controls need JavaScript; the table shows their first setting.',
};
