import {
  type Code,
  f32x4,
  i32,
  type MultiplyAdd,
  repeatWhile,
  sequence,
  type WasmFunction,
  wasmFunction,
  when,
} from './wasm-code';

/** Rows of one tile: with two vectors of columns, twelve sums, two factors and one splat stay in 16 registers. */
export const ROWS = 6;
/** Columns of one panel of packed weights. */
export const COLUMNS = 8;

const VECTORS = COLUMNS / 4;

/**
 * C = max(low, A·B + bias) over tiles of 6 rows and panels of 8 columns.
 *
 * A row of A consists of `segments` runs of `length` floats, `segmentStep` bytes apart (the window of a convolution in
 * H×W×C: one run per row of the window). Where rows start in A and in C is said by two tables of byte offsets, 6 of
 * them per tile. B is packed: per panel its 8 values per place of the row; `bias` has 8 per panel. The last panel may
 * have fewer real `columns`.
 */
export const multiply = (multiplyAdd: MultiplyAdd): WasmFunction => product(multiplyAdd, false);

/** C = max(low, A·B + bias + D), D laid out as C and given in place of `onto`; only for whole panels. */
export const multiplyOnto = (multiplyAdd: MultiplyAdd): WasmFunction => product(multiplyAdd, true);

const product = (multiplyAdd: MultiplyAdd, addsOnto: boolean): WasmFunction =>
  wasmFunction(
    {
      a: 'i32',
      aOffsets: 'i32',
      tiles: 'i32',
      b: 'i32',
      bias: 'i32',
      columns: 'i32',
      segments: 'i32',
      length: 'i32',
      segmentStep: 'i32',
      c: 'i32',
      cOffsets: 'i32',
      low: 'f32',
      onto: 'i32',
    },
    (parameter, locals) => {
      const { a, b, bias, columns, segments, length, c, low, onto } = parameter;
      const rows = locals.makeMany('i32', ROWS);
      const [panel, place, segment, tile, from, to, back] = [
        locals.make('i32'),
        locals.make('i32'),
        locals.make('i32'),
        locals.make('i32'),
        locals.make('i32'),
        locals.make('i32'),
        locals.make('i32'),
      ];
      const lowest = locals.make('v128');
      const splat = locals.make('v128');
      const factors = locals.makeMany('v128', VECTORS);
      const biases = locals.makeMany('v128', VECTORS);
      const sums = rows.map(() => locals.makeMany('v128', VECTORS));

      const oneStep = sequence(
        ...factors.map((factor, v) => factor.set(f32x4.load(panel.get, 16 * v))),
        ...rows.flatMap((row, r) => [
          splat.set(f32x4.loadSplat(row.get)),
          ...(sums[r] ?? []).map((sum, v) => sum.set(multiplyAdd(splat.get, (factors[v] ?? splat).get, sum.get))),
          row.increase(i32.value(4)),
        ]),
        panel.increase(i32.value(4 * COLUMNS)),
        place.increase(i32.value(-1)),
      );
      const storeAll = (write: (row: Code, sum: Code, vector: number) => Code): Code =>
        sequence(...rows.flatMap((row, r) => (sums[r] ?? []).map((sum, v) => write(row.get, sum.get, v))));
      const storeLanes: Code = sequence(
        ...Array.from({ length: COLUMNS - 1 }, (_, column) =>
          when(
            i32.greater(columns.get, i32.value(column)),
            sequence(
              ...rows.map((row, r) =>
                f32x4.storeLane(row.get, (sums[r]?.[column >> 2] ?? splat).get, column % 4, 4 * column),
              ),
            ),
          ),
        ),
      );
      const startOf = (r: number, v: number): Code => {
        const start = (biases[v] ?? splat).get;
        return addsOnto ? f32x4.add(start, f32x4.load((rows[r] ?? a).get, 16 * v)) : start;
      };
      const oneTile = sequence(
        ...(addsOnto ? rows.map((row, r) => row.set(i32.add(onto.get, i32.load(to.get, 4 * r)))) : []),
        ...sums.flatMap((row, r) => row.map((sum, v) => sum.set(startOf(r, v)))),
        ...rows.map((row, r) => row.set(i32.add(a.get, i32.load(from.get, 4 * r)))),
        panel.set(b.get),
        segment.set(segments.get),
        repeatWhile(
          segment.get,
          place.set(length.get),
          repeatWhile(place.get, oneStep),
          ...rows.map((row) => row.increase(back.get)),
          segment.increase(i32.value(-1)),
        ),
        ...sums.flatMap((row) => row.map((sum) => sum.set(f32x4.atLeast(sum.get, lowest.get)))),
        ...rows.map((row, r) => row.set(i32.add(c.get, i32.load(to.get, 4 * r)))),
        when(
          i32.less(columns.get, i32.value(COLUMNS)),
          storeLanes,
          storeAll((row, sum, v) => f32x4.store(row, sum, 16 * v)),
        ),
        from.increase(i32.value(4 * ROWS)),
        to.increase(i32.value(4 * ROWS)),
        tile.increase(i32.value(-1)),
      );
      return sequence(
        lowest.set(f32x4.splat(low.get)),
        // From the end of a run to the start of the next.
        back.set(i32.subtract(parameter.segmentStep.get, i32.shift(length.get, 2))),
        repeatWhile(
          i32.greater(columns.get, i32.value(0)),
          from.set(parameter.aOffsets.get),
          to.set(parameter.cOffsets.get),
          tile.set(parameter.tiles.get),
          ...biases.map((each, v) => each.set(f32x4.load(bias.get, 16 * v))),
          repeatWhile(tile.get, oneTile),
          // Behind the last tile the pointer stands at the next panel.
          b.set(panel.get),
          bias.increase(i32.value(4 * COLUMNS)),
          c.increase(i32.value(4 * COLUMNS)),
          ...(addsOnto ? [onto.increase(i32.value(4 * COLUMNS))] : []),
          columns.increase(i32.value(-COLUMNS)),
        ),
      );
    },
  );
