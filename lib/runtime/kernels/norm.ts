import {
  type Code,
  f32x4,
  i32,
  type Local,
  type MultiplyAdd,
  repeatWhile,
  sequence,
  type WasmFunction,
  wasmFunction,
  when,
} from './wasm-code';

/** Vectors of four channels that are worked on at once: a cache line. */
const VECTORS = 4;

/** Runs `work` for all channels (a multiple of 4), as many vectors at once as there are; `work` moves the pointers. */
const overChannels = (channels: Local, work: (vectors: number) => Code): Code =>
  repeatWhile(
    i32.greater(channels.get, i32.value(0)),
    when(
      i32.less(channels.get, i32.value(4 * VECTORS)),
      sequence(work(1), channels.increase(i32.value(-4))),
      sequence(work(VECTORS), channels.increase(i32.value(-4 * VECTORS))),
    ),
  );

const walk = (pointers: readonly Local[], vectors: number): Code =>
  sequence(...pointers.map((pointer) => pointer.increase(i32.value(16 * vectors))));

/**
 * Per channel the sum of d = x − shift and that of d² over so many rows of `step` bytes: `sums` and `squares` are
 * overwritten. `channels` is a multiple of 4.
 */
export const columnSums = (multiplyAdd: MultiplyAdd): WasmFunction =>
  wasmFunction(
    { from: 'i32', rows: 'i32', step: 'i32', channels: 'i32', shift: 'i32', sums: 'i32', squares: 'i32' },
    ({ from, rows, step, channels, shift, sums, squares }, locals) => {
      const [row, line] = [locals.make('i32'), locals.make('i32')];
      const value = locals.make('v128');
      const [shifts, first, second] = [0, 1, 2].map(() => locals.makeMany('v128', VECTORS));
      const some = (vectors: number): Code => {
        const used = (all: readonly Local[] | undefined): readonly Local[] => (all ?? []).slice(0, vectors);
        const ends = used(second);
        return sequence(
          ...used(shifts).map((each, v) => each.set(f32x4.load(shift.get, 16 * v))),
          ...[...used(first), ...ends].map((each) => each.set(f32x4.value(0))),
          line.set(from.get),
          row.set(rows.get),
          repeatWhile(
            row.get,
            ...used(first).flatMap((sum, v) => [
              value.set(f32x4.subtract(f32x4.load(line.get, 16 * v), (shifts?.[v] ?? value).get)),
              sum.set(f32x4.add(sum.get, value.get)),
              (ends[v] ?? sum).set(multiplyAdd(value.get, value.get, (ends[v] ?? sum).get)),
            ]),
            line.increase(step.get),
            row.increase(i32.value(-1)),
          ),
          ...used(first).map((sum, v) => f32x4.store(sums.get, sum.get, 16 * v)),
          ...ends.map((sum, v) => f32x4.store(squares.get, sum.get, 16 * v)),
          walk([from, shift, sums, squares], vectors),
        );
      };
      return overChannels(channels, some);
    },
  );

/** y = max(low, (x − shift)·scale + offset) per channel over so many rows; `to` may be `from`. `channels` is a multiple of 4. */
export const affine = (multiplyAdd: MultiplyAdd): WasmFunction =>
  wasmFunction(
    {
      from: 'i32',
      rows: 'i32',
      step: 'i32',
      channels: 'i32',
      shift: 'i32',
      scale: 'i32',
      offset: 'i32',
      to: 'i32',
      toStep: 'i32',
      low: 'f32',
    },
    ({ from, rows, step, channels, shift, scale, offset, to, toStep, low }, locals) => {
      const [row, line, target] = [locals.make('i32'), locals.make('i32'), locals.make('i32')];
      const lowest = locals.make('v128');
      const value = locals.make('v128');
      const [shifts, scales, offsets] = [0, 1, 2].map(() => locals.makeMany('v128', VECTORS));
      const some = (vectors: number): Code => {
        const used = (all: readonly Local[] | undefined): readonly Local[] => (all ?? []).slice(0, vectors);
        const loads = (all: readonly Local[] | undefined, at: Local): Code =>
          sequence(...used(all).map((each, v) => each.set(f32x4.load(at.get, 16 * v))));
        return sequence(
          loads(shifts, shift),
          loads(scales, scale),
          loads(offsets, offset),
          line.set(from.get),
          target.set(to.get),
          row.set(rows.get),
          repeatWhile(
            row.get,
            ...used(scales).flatMap((each, v) => [
              value.set(f32x4.subtract(f32x4.load(line.get, 16 * v), (shifts?.[v] ?? value).get)),
              value.set(multiplyAdd(value.get, each.get, (offsets?.[v] ?? value).get)),
              f32x4.store(target.get, f32x4.atLeast(value.get, lowest.get), 16 * v),
            ]),
            line.increase(step.get),
            target.increase(toStep.get),
            row.increase(i32.value(-1)),
          ),
          walk([from, to, shift, scale, offset], vectors),
        );
      };
      return sequence(lowest.set(f32x4.splat(low.get)), overChannels(channels, some));
    },
  );
