import {
  choose,
  f32x4,
  f64x2,
  i32,
  i32x4,
  repeatWhile,
  sequence,
  type Truncate,
  type WasmFunction,
  wasmFunction,
} from './wasm-code';

/**
 * Kernels that draw a map of H×W×C: four channels lie side by side in memory, so they are worked on together, and each
 * keeps its own sums in the order of its places.
 */

/** What is summed up of four channels, in bytes from the start of their record; each entry has 16. */
export const SUMS = {
  shift: 0,
  min: 16,
  max: 32,
  sumLow: 48,
  sumHigh: 64,
  squaresLow: 80,
  squaresHigh: 96,
  zeros: 112,
  largest: 128,
  peak: 144,
} as const;
export const SUMS_BYTES = 160;

/** How four channels are coloured, likewise; `tile` has the addresses of their tiles. */
export const COLOURING = { low: 0, factor: 16, tile: 32 } as const;
export const COLOURING_BYTES = 48;

/** Where in memory the table of colours lies: one word a step. */
export const LUT_AT = 16;
/** Where values are counted: four counters a bin, one for each of four channels side by side. */
export const COUNTS_AT = 2048;
/** The smallest size of a value that is not zero, four times: as bits less one. */
export const LEAST_AT = 0;

/**
 * Goes on summing up the channels of a map over so many places of `step` bytes, of which the first has number `first`.
 * `groups` counts fours of channels; their records (`SUMS`) lie at `sums`.
 */
export const sumMaps = (): WasmFunction =>
  wasmFunction(
    { from: 'i32', places: 'i32', step: 'i32', groups: 'i32', first: 'i32', sums: 'i32' },
    ({ from, places, step, groups, first, sums }, locals) => {
      const [line, row] = [locals.make('i32'), locals.make('i32')];
      const vector = () => locals.make('v128');
      const [value, low, high, index, least, larger] = [vector(), vector(), vector(), vector(), vector(), vector()];
      const [shiftLow, shiftHigh] = [vector(), vector()];
      const kept = {
        min: vector(),
        max: vector(),
        sumLow: vector(),
        sumHigh: vector(),
        squaresLow: vector(),
        squaresHigh: vector(),
        zeros: vector(),
        largest: vector(),
        peak: vector(),
      };
      const entries = Object.entries(kept).map(([name, local]) => [SUMS[name as keyof typeof kept], local] as const);
      const { min, max, sumLow, sumHigh, squaresLow, squaresHigh, zeros, largest, peak } = kept;
      return sequence(
        least.set(f32x4.load(i32.value(LEAST_AT))),
        repeatWhile(
          groups.get,
          value.set(f32x4.load(sums.get, SUMS.shift)),
          shiftLow.set(f64x2.low(value.get)),
          shiftHigh.set(f64x2.high(value.get)),
          ...entries.map(([offset, local]) => local.set(f32x4.load(sums.get, offset))),
          index.set(i32x4.splat(first.get)),
          line.set(from.get),
          row.set(places.get),
          repeatWhile(
            row.get,
            value.set(f32x4.load(line.get)),
            low.set(f64x2.subtract(f64x2.low(value.get), shiftLow.get)),
            high.set(f64x2.subtract(f64x2.high(value.get), shiftHigh.get)),
            sumLow.set(f64x2.add(sumLow.get, low.get)),
            sumHigh.set(f64x2.add(sumHigh.get, high.get)),
            squaresLow.set(f64x2.add(squaresLow.get, f64x2.multiply(low.get, low.get))),
            squaresHigh.set(f64x2.add(squaresHigh.get, f64x2.multiply(high.get, high.get))),
            min.set(f32x4.atMost(min.get, value.get)),
            max.set(f32x4.atLeast(max.get, value.get)),
            // Where it holds a lane is −1.
            zeros.set(i32x4.subtract(zeros.get, f32x4.equal(value.get, f32x4.value(0)))),
            value.set(f32x4.size(value.get)),
            // Of zero it is the largest of all numbers without a sign.
            least.set(i32x4.smaller(least.get, i32x4.subtract(value.get, i32x4.splat(i32.value(1))))),
            larger.set(f32x4.greater(value.get, largest.get)),
            largest.set(f32x4.atLeast(largest.get, value.get)),
            peak.set(choose(index.get, peak.get, larger.get)),
            index.set(i32x4.add(index.get, i32x4.splat(i32.value(1)))),
            line.increase(step.get),
            row.increase(i32.value(-1)),
          ),
          ...entries.map(([offset, local]) => f32x4.store(sums.get, local.get, offset)),
          from.increase(i32.value(16)),
          sums.increase(i32.value(SUMS_BYTES)),
          groups.increase(i32.value(-1)),
        ),
        f32x4.store(i32.value(LEAST_AT), least.get),
      );
    },
  );

/**
 * Colours one row of every tile and counts its values: `columns` places of `step` bytes from `from` on, `offset` bytes
 * behind the start of each tile. Bins begin at `lowest`, with `bins` of them to a unit. All values must be finite, within
 * the colours of their channel and fall into a bin: nothing is checked here.
 */
export const colourRow = (truncate: Truncate): WasmFunction =>
  wasmFunction(
    {
      from: 'i32',
      columns: 'i32',
      step: 'i32',
      groups: 'i32',
      colouring: 'i32',
      offset: 'i32',
      lowest: 'f32',
      bins: 'f32',
    },
    ({ from, columns, step, groups, colouring, offset, lowest, bins }, locals) => {
      const [line, column] = [locals.make('i32'), locals.make('i32')];
      const vector = () => locals.make('v128');
      const [value, low, factor, first, scale] = [vector(), vector(), vector(), vector(), vector()];
      const [shade, bin] = [vector(), vector()];
      const tiles = locals.makeMany('i32', 4);
      const counter = locals.make('i32');
      return sequence(
        first.set(f32x4.splat(lowest.get)),
        scale.set(f32x4.splat(bins.get)),
        repeatWhile(
          groups.get,
          low.set(f32x4.load(colouring.get, COLOURING.low)),
          factor.set(f32x4.load(colouring.get, COLOURING.factor)),
          ...tiles.map((tile, lane) =>
            tile.set(i32.add(i32.load(colouring.get, COLOURING.tile + 4 * lane), offset.get)),
          ),
          line.set(from.get),
          column.set(columns.get),
          repeatWhile(
            column.get,
            value.set(f32x4.load(line.get)),
            shade.set(
              i32x4.shift(
                truncate(f32x4.add(f32x4.multiply(f32x4.subtract(value.get, low.get), factor.get), f32x4.value(0.5))),
                2,
              ),
            ),
            bin.set(i32x4.shift(truncate(f32x4.multiply(f32x4.subtract(value.get, first.get), scale.get)), 4)),
            ...tiles.map((tile, lane) =>
              sequence(
                i32.store(tile.get, i32.load(i32x4.lane(shade.get, lane), LUT_AT)),
                tile.increase(i32.value(4)),
                counter.set(i32x4.lane(bin.get, lane)),
                i32.store(
                  counter.get,
                  i32.add(i32.load(counter.get, COUNTS_AT + 4 * lane), i32.value(1)),
                  COUNTS_AT + 4 * lane,
                ),
              ),
            ),
            line.increase(step.get),
            column.increase(i32.value(-1)),
          ),
          from.increase(i32.value(16)),
          colouring.increase(i32.value(COLOURING_BYTES)),
          groups.increase(i32.value(-1)),
        ),
      );
    },
  );
