import {
  type Code,
  f32x4,
  i32,
  type Local,
  repeatWhile,
  sequence,
  type WasmFunction,
  wasmFunction,
  when,
} from './wasm-code';

/** Vectors of four channels that are summed up at once, so that walking the window costs little beside it. */
const VECTORS = 4;

/**
 * One place of an average pool in H×W×C: max(low, scale · (sum over `rows`×`columns` places) + bias). `channels` is a
 * multiple of 4; `bias` has as many floats.
 */
export const average = (): WasmFunction =>
  wasmFunction(
    {
      from: 'i32',
      rows: 'i32',
      columns: 'i32',
      rowStep: 'i32',
      placeStep: 'i32',
      channels: 'i32',
      to: 'i32',
      scale: 'f32',
      bias: 'i32',
      low: 'f32',
    },
    ({ from, rows, columns, rowStep, placeStep, channels, to, scale, bias, low }, locals) => {
      const [factor, lowest] = [locals.make('v128'), locals.make('v128')];
      const [row, column, line, place] = [
        locals.make('i32'),
        locals.make('i32'),
        locals.make('i32'),
        locals.make('i32'),
      ];
      const sums = locals.makeMany('v128', VECTORS);
      const some = (used: readonly Local[]): Code =>
        sequence(
          ...used.map((sum) => sum.set(f32x4.value(0))),
          line.set(from.get),
          row.set(rows.get),
          repeatWhile(
            row.get,
            place.set(line.get),
            column.set(columns.get),
            repeatWhile(
              column.get,
              ...used.map((sum, v) => sum.set(f32x4.add(sum.get, f32x4.load(place.get, 16 * v)))),
              place.increase(placeStep.get),
              column.increase(i32.value(-1)),
            ),
            line.increase(rowStep.get),
            row.increase(i32.value(-1)),
          ),
          ...used.map((sum, v) => {
            const value = f32x4.add(f32x4.multiply(sum.get, factor.get), f32x4.load(bias.get, 16 * v));
            return f32x4.store(to.get, f32x4.atLeast(value, lowest.get), 16 * v);
          }),
          ...[from, to, bias].map((each) => each.increase(i32.value(16 * used.length))),
          channels.increase(i32.value(-4 * used.length)),
        );
      const [one] = sums;
      return sequence(
        factor.set(f32x4.splat(scale.get)),
        lowest.set(f32x4.splat(low.get)),
        repeatWhile(
          i32.greater(channels.get, i32.value(0)),
          when(i32.less(channels.get, i32.value(4 * VECTORS)), one ? some([one]) : [], some(sums)),
        ),
      );
    },
  );
