import {
  type Code,
  f32x4,
  i32,
  type Local,
  type Locals,
  type MultiplyAdd,
  repeatWhile,
  sequence,
  type WasmFunction,
  wasmFunction,
} from './wasm-code';
import type { WinogradMatrices } from './winograd-matrices';

type Row = readonly number[];

/** Constants in registers: a literal would be put together anew at each use. */
class Constants {
  readonly #locals: Locals;
  readonly #known = new Map<number, Local>();

  constructor(locals: Locals) {
    this.#locals = locals;
  }

  of(value: number): Code {
    const known = this.#known.get(value) ?? this.#locals.make('v128');
    this.#known.set(value, known);
    return known.get;
  }

  get setting(): Code {
    return sequence(...[...this.#known].map(([value, local]) => local.set(f32x4.value(value))));
  }
}

/** How two rows compare: the places where they agree, and those where they differ in the sign; null if neither. */
function compare(a: Row, b: Row): { readonly same: Row; readonly opposite: Row } | null {
  if (!a.every((value, i) => Math.abs(value) === Math.abs(b[i] ?? 0))) return null;
  const same = a.map((value, i) => (value === b[i] ? value : 0));
  const opposite = a.map((value, i) => (value === b[i] ? 0 : value));
  return same.some(Boolean) && opposite.some(Boolean) ? { same, opposite } : null;
}

/** Code for products of a constant matrix with vectors of four channels. */
class Products {
  readonly #locals: Locals;
  readonly #constants: Constants;
  readonly #multiplyAdd: MultiplyAdd;

  constructor(locals: Locals, constants: Constants, multiplyAdd: MultiplyAdd) {
    this.#locals = locals;
    this.#constants = constants;
    this.#multiplyAdd = multiplyAdd;
  }

  #sum(row: Row, inputs: readonly Local[]): Code {
    const terms = row
      .map((factor, i) => ({ factor, value: (inputs[i] ?? this.#locals.at(0)).get }))
      .filter(({ factor }) => factor !== 0)
      // A term without a factor first: it needs no multiplication to start the sum.
      .sort((a, b) => Number(b.factor === 1) - Number(a.factor === 1));
    const [first, ...others] = terms;
    if (!first) return f32x4.value(0);
    const start = first.factor === 1 ? first.value : f32x4.multiply(this.#constants.of(first.factor), first.value);
    return others.reduce((total, { factor, value }) => {
      if (factor === 1) return f32x4.add(total, value);
      if (factor === -1) return f32x4.subtract(total, value);
      return this.#multiplyAdd(this.#constants.of(factor), value, total);
    }, start);
  }

  /**
   * Sets `results` to the product of the matrix with `inputs`. Columns that differ in signs only share one addition and
   * one subtraction; rows that do so share their halves.
   */
  product(matrix: readonly Row[], inputs: readonly Local[], results: readonly Local[]): Code {
    const statements: Code[] = [];
    const values = [...inputs];
    const work = matrix.map((row) => [...row]);
    for (let j = 0; j + 1 < values.length; j++) {
      const [left, right] = [work.map((row) => row[j] ?? 0), work.map((row) => row[j + 1] ?? 0)];
      const halves = compare(left, right);
      const [a, b] = [values[j], values[j + 1]];
      if (!halves || !a || !b || left.filter(Boolean).length < 3) continue;
      const [plus, minus] = [this.#locals.make('v128'), this.#locals.make('v128')];
      statements.push(plus.set(f32x4.add(a.get, b.get)), minus.set(f32x4.subtract(a.get, b.get)));
      values[j] = plus;
      values[j + 1] = minus;
      for (const [i, row] of work.entries()) {
        row[j] = halves.same[i] ?? 0;
        row[j + 1] = halves.opposite[i] ?? 0;
      }
      j++;
    }
    for (let i = 0; i < work.length; i++) {
      const [row, next] = [work[i] ?? [], work[i + 1]];
      const [result, second] = [results[i], results[i + 1]];
      const halves = next ? compare(row, next) : null;
      if (halves && result && second) {
        const [even, odd] = [this.#locals.make('v128'), this.#locals.make('v128')];
        statements.push(
          even.set(this.#sum(halves.same, values)),
          odd.set(this.#sum(halves.opposite, values)),
          result.set(f32x4.add(even.get, odd.get)),
          second.set(f32x4.subtract(even.get, odd.get)),
        );
        i++;
      } else if (result) {
        statements.push(result.set(this.#sum(row, values)));
      }
    }
    return sequence(...statements);
  }
}

/** A grid of locals, row by row. */
const grid = (locals: Locals, height: number, width: number): readonly (readonly Local[])[] =>
  Array.from({ length: height }, () => locals.makeMany('v128', width));

const column = (values: readonly (readonly Local[])[], x: number): Local[] =>
  values.flatMap((row) => {
    const value = row[x];
    return value ? [value] : [];
  });

/** Where the four channels of a grid lie: bytes between its rows and between places in a row. */
interface Layout {
  readonly start: Code;
  readonly rowStep: Code;
  readonly placeStep: Code;
}

/** L · d · Rᵀ on a grid of vectors: read column by column, written row by row with two pointers that walk. */
function bothSides(
  locals: Locals,
  products: Products,
  [left, right]: readonly [readonly Row[], readonly Row[]],
  from: Layout,
  to: Layout,
  finish: (value: Code) => Code,
): Code {
  const [line, cursor] = [locals.make('i32'), locals.make('i32')];
  const [height, width] = [left[0]?.length ?? 0, right[0]?.length ?? 0];
  const halfway = grid(locals, left.length, width);
  const loaded = locals.makeMany('v128', height);
  const statements: Code[] = [line.set(from.start)];
  for (let x = 0; x < width; x++) {
    statements.push(cursor.set(line.get));
    for (const value of loaded) statements.push(value.set(f32x4.load(cursor.get)), cursor.increase(from.rowStep));
    statements.push(products.product(left, loaded, column(halfway, x)), line.increase(from.placeStep));
  }
  const results = locals.makeMany('v128', right.length);
  statements.push(line.set(to.start));
  for (const row of halfway) {
    statements.push(products.product(right, row, results), cursor.set(line.get));
    for (const value of results) {
      statements.push(f32x4.store(cursor.get, finish(value.get)), cursor.increase(to.placeStep));
    }
    statements.push(line.increase(to.rowStep));
  }
  return sequence(...statements);
}

/**
 * V = Bᵀ d B for one tile, four channels at a time: reads a window of points×points places of a map in H×W×C, writes
 * one row of `channels` floats into each of the planes of `to`, `planeStep` bytes apart. `channels` is a multiple of 4.
 */
export const inputTransform = (
  multiplyAdd: MultiplyAdd,
  vertical: WinogradMatrices,
  horizontal: WinogradMatrices,
): WasmFunction =>
  wasmFunction(
    { from: 'i32', rowStep: 'i32', placeStep: 'i32', channels: 'i32', to: 'i32', planeStep: 'i32' },
    ({ from, rowStep, placeStep, channels, to, planeStep }, locals) => {
      const constants = new Constants(locals);
      const products = new Products(locals, constants, multiplyAdd);
      const planesPerRow = locals.make('i32');
      const work = bothSides(
        locals,
        products,
        [vertical.input, horizontal.input],
        { start: from.get, rowStep: rowStep.get, placeStep: placeStep.get },
        { start: to.get, rowStep: planesPerRow.get, placeStep: planeStep.get },
        (value) => value,
      );
      return sequence(
        constants.setting,
        planesPerRow.set(i32.multiply(planeStep.get, i32.value(horizontal.points))),
        repeatWhile(
          i32.greater(channels.get, i32.value(0)),
          work,
          from.increase(i32.value(16)),
          to.increase(i32.value(16)),
          channels.increase(i32.value(-4)),
        ),
      );
    },
  );

/**
 * Y = max(low, Aᵀ m A + bias) for one tile: reads a row from each of the planes of `from`, writes outputs×outputs
 * places of a map in H×W×C. `channels` is a multiple of 4.
 */
export const outputTransform = (
  multiplyAdd: MultiplyAdd,
  vertical: WinogradMatrices,
  horizontal: WinogradMatrices,
): WasmFunction =>
  wasmFunction(
    {
      from: 'i32',
      planeStep: 'i32',
      channels: 'i32',
      to: 'i32',
      rowStep: 'i32',
      placeStep: 'i32',
      bias: 'i32',
      low: 'f32',
    },
    ({ from, planeStep, channels, to, rowStep, placeStep, bias, low }, locals) => {
      const constants = new Constants(locals);
      const products = new Products(locals, constants, multiplyAdd);
      const planesPerRow = locals.make('i32');
      const [lowest, offset] = [locals.make('v128'), locals.make('v128')];
      const work = bothSides(
        locals,
        products,
        [vertical.output, horizontal.output],
        { start: from.get, rowStep: planesPerRow.get, placeStep: planeStep.get },
        { start: to.get, rowStep: rowStep.get, placeStep: placeStep.get },
        (value) => f32x4.atLeast(f32x4.add(value, offset.get), lowest.get),
      );
      return sequence(
        constants.setting,
        lowest.set(f32x4.splat(low.get)),
        planesPerRow.set(i32.multiply(planeStep.get, i32.value(horizontal.points))),
        repeatWhile(
          i32.greater(channels.get, i32.value(0)),
          offset.set(f32x4.load(bias.get)),
          work,
          ...[from, to, bias].map((each) => each.increase(i32.value(16))),
          channels.increase(i32.value(-4)),
        ),
      );
    },
  );
