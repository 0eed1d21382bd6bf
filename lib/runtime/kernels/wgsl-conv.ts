import { COLUMNS } from './multiply';
import type { WinogradMatrices } from './winograd-matrices';

/**
 * Our convolutions as WGSL, for the programs of tfjs-backend-webgpu: `main` without parameters, tensors as arrays of
 * four channels, `uniforms` with the names below. Weights are packed as for WebAssembly. Constants and loops over a
 * tile are written out, so that what a thread works on stays in registers.
 */
export interface Shader {
  /** Two shaders of one name have the same code. */
  readonly name: string;
  /** What it reads, in order, as arrays of vec4. */
  readonly inputs: readonly string[];
  readonly uniforms: readonly string[];
  readonly code: string;
}

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const lines = (count: number, make: (index: number) => string): string => times(count, make).join('\n');

/** Rows of the product that one thread computes, and vectors of four columns: a panel of the packed weights. */
export const TILE_ROWS = 4;
const VECTORS = COLUMNS / 4;

/** The part of a product that is the same for windows and for planes: all channels at one place. */
const multiply = (value: (row: number) => string): string => `
    for (var channel = 0; channel < uniforms.channels; channel++) {
      ${lines(TILE_ROWS, (m) => `let a${m} = ${value(m)};`)}
      ${lines(
        4,
        (k) => `
      ${lines(VECTORS, (n) => `let b${k}_${n} = w[at + ${VECTORS * k + n}];`)}
      ${lines(TILE_ROWS, (m) =>
        lines(VECTORS, (n) => `s${m}_${n} = fma(vec4<f32>(a${m}[${k}]), b${k}_${n}, s${m}_${n});`),
      )}`,
      )}
      at += ${4 * VECTORS};
    }`;

const sums = lines(TILE_ROWS, (m) => lines(VECTORS, (n) => `var s${m}_${n} = vec4<f32>(0.0);`));

const store = (
  place: (row: number) => string,
  finish: (value: string, row: number, vector: number) => string,
): string =>
  lines(
    VECTORS,
    (n) => `
    if (column + ${n} < uniforms.filters) {
      ${lines(
        TILE_ROWS,
        (m) =>
          `if (row + ${m} < uniforms.rows) { result[(${place(m)}) * uniforms.step + uniforms.offset + column + ${n}] = ${finish(`s${m}_${n}`, m, n)}; }`,
      )}
    }`,
  );

/** How a window goes over a map: height and width of the map, and of window and steps; rows and columns of padding. */
const WINDOW = [
  'inputHeight',
  'inputWidth',
  'kernelHeight',
  'kernelWidth',
  'strideHeight',
  'strideWidth',
  'top',
  'left',
];

/** Numbers in `channels`, `filters`, `step` and `offset` count vectors of four. */
const PRODUCT = ['rows', 'channels', 'filters', 'panels', 'step', 'offset'];

/**
 * A convolution as one product of matrices, with the windows as rows that are never written down; bias and ReLU
 * (`low` 0) in the same pass. Threads: panels × rows ÷ `TILE_ROWS`.
 * @param window `pointwise` for 1×1 and stride 1, where a row is a place; `onto` the same, with `y` added.
 */
export const directShader = (window: 'any' | 'pointwise' | 'onto'): Shader => ({
  name: `atlas-direct-${window}`,
  inputs: window === 'onto' ? ['x', 'w', 'y'] : ['x', 'w'],
  uniforms: [...PRODUCT, 'outputWidth', ...WINDOW, 'low'],
  code: `
  fn finish(value : vec4<f32>, n : i32) -> vec4<f32> {
    return max(vec4<f32>(uniforms.low), value + w[i32(globalId.x) * ${VECTORS} + n]);
  }
  fn main() {
    let column = i32(globalId.x) * ${VECTORS};
    let row = i32(globalId.y) * ${TILE_ROWS};
    if (i32(globalId.x) >= uniforms.panels || row >= uniforms.rows) { return; }
    ${lines(TILE_ROWS, (m) => `let r${m} = min(row + ${m}, uniforms.rows - 1);`)}
    ${sums}
    var at = uniforms.panels * ${VECTORS}
      + i32(globalId.x) * uniforms.kernelHeight * uniforms.kernelWidth * uniforms.channels * ${4 * VECTORS};
    ${
      window !== 'any'
        ? `${lines(TILE_ROWS, (m) => `let p${m} = r${m} * uniforms.channels;`)}
    ${multiply((m) => `x[p${m} + channel]`)}`
        : `${lines(
            TILE_ROWS,
            (m) => `
    let y${m} = (r${m} / uniforms.outputWidth) * uniforms.strideHeight - uniforms.top;
    let x${m} = (r${m} % uniforms.outputWidth) * uniforms.strideWidth - uniforms.left;`,
          )}
    for (var ky = 0; ky < uniforms.kernelHeight; ky++) {
    for (var kx = 0; kx < uniforms.kernelWidth; kx++) {
      ${lines(
        TILE_ROWS,
        (m) => `
      let inside${m} = y${m} + ky >= 0 && y${m} + ky < uniforms.inputHeight && x${m} + kx >= 0 && x${m} + kx < uniforms.inputWidth;
      let f${m} = select(0.0, 1.0, inside${m});
      let p${m} = select(0, ((y${m} + ky) * uniforms.inputWidth + x${m} + kx) * uniforms.channels, inside${m});`,
      )}
      ${multiply((m) => `f${m} * x[p${m} + channel]`)}
    }
    }`
    }
    ${store(
      (m) => `row + ${m}`,
      (value, m, n) =>
        `finish(${value}${window === 'onto' ? ` + y[(row + ${m}) * uniforms.filters + column + ${n}]` : ''}, ${n})`,
    )}
  }`,
});

/** The products of a Winograd convolution, one matrix for each point. Threads: panels × rows ÷ `TILE_ROWS` × points. */
export const planesShader: Shader = {
  name: 'atlas-planes',
  inputs: ['x', 'w'],
  uniforms: PRODUCT,
  code: `
  fn main() {
    let column = i32(globalId.x) * ${VECTORS};
    let row = i32(globalId.y) * ${TILE_ROWS};
    let plane = i32(globalId.z);
    if (i32(globalId.x) >= uniforms.panels || row >= uniforms.rows) { return; }
    ${lines(TILE_ROWS, (m) => `let p${m} = (plane * uniforms.rows + min(row + ${m}, uniforms.rows - 1)) * uniforms.channels;`)}
    ${sums}
    var at = uniforms.panels * ${VECTORS}
      + (plane * uniforms.panels + i32(globalId.x)) * uniforms.channels * ${4 * VECTORS};
    ${multiply((m) => `x[p${m} + channel]`)}
    ${store(
      (m) => `plane * uniforms.rows + row + ${m}`,
      (value) => value,
    )}
  }`,
};

/** A sum of named vectors with constant factors. */
function combination(row: readonly number[], names: readonly string[]): string {
  const terms = row.flatMap((factor, i) => {
    if (factor === 0) return [];
    const name = names[i] ?? '';
    return [factor === 1 ? name : factor === -1 ? `-${name}` : `(${factor}f) * ${name}`];
  });
  return terms.length > 0 ? terms.join(' + ') : 'vec4<f32>(0.0)';
}

type Rows = readonly (readonly number[])[];

/** L · d · Rᵀ of a grid of vectors: `load` says how one is read, `store` what is done with a value. */
function bothSides(
  left: Rows,
  right: Rows,
  load: (row: number, column: number) => string,
  store: (row: number, column: number, value: string) => string,
): string {
  const [height, width] = [left[0]?.length ?? 0, right[0]?.length ?? 0];
  const columns = lines(
    width,
    (j) => `
    ${lines(height, (i) => `let d${i}_${j} = ${load(i, j)};`)}
    ${left
      .map(
        (row, i) =>
          `let h${i}_${j} = ${combination(
            row,
            times(height, (k) => `d${k}_${j}`),
          )};`,
      )
      .join('\n')}`,
  );
  const rows = left.map((_, i) =>
    right
      .map((row, j) =>
        store(
          i,
          j,
          combination(
            row,
            times(width, (k) => `h${i}_${k}`),
          ),
        ),
      )
      .join('\n'),
  );
  return `${columns}\n${rows.join('\n')}`;
}

const nameOf = (vertical: WinogradMatrices, horizontal: WinogradMatrices): string =>
  [vertical, horizontal].map(({ outputs, taps }) => `${outputs},${taps}`).join('-');

/**
 * Bᵀ d B of every tile: a map of H×W×C to one matrix of tiles by channels for each point. Threads: `channels` (vectors
 * of four) × `tiles`.
 */
export const tilesShader = (vertical: WinogradMatrices, horizontal: WinogradMatrices): Shader => ({
  name: `atlas-tiles-${nameOf(vertical, horizontal)}`,
  inputs: ['x'],
  uniforms: ['channels', 'tiles', 'tilesAcross', 'inputHeight', 'inputWidth', 'top', 'left'],
  code: `
  fn at(y : i32, x0 : i32, channel : i32) -> vec4<f32> {
    let inside = y >= 0 && y < uniforms.inputHeight && x0 >= 0 && x0 < uniforms.inputWidth;
    return select(vec4<f32>(0.0), x[select(0, (y * uniforms.inputWidth + x0) * uniforms.channels + channel, inside)], inside);
  }
  fn main() {
    let channel = i32(globalId.x);
    let tile = i32(globalId.y);
    if (channel >= uniforms.channels || tile >= uniforms.tiles) { return; }
    let y = (tile / uniforms.tilesAcross) * ${vertical.outputs} - uniforms.top;
    let x0 = (tile % uniforms.tilesAcross) * ${horizontal.outputs} - uniforms.left;
    ${bothSides(
      vertical.input,
      horizontal.input,
      (i, j) => `at(y + ${i}, x0 + ${j}, channel)`,
      (i, j, value) =>
        `result[(${i * horizontal.points + j} * uniforms.tiles + tile) * uniforms.channels + channel] = ${value};`,
    )}
  }`,
});

/** Aᵀ m A of every tile with bias and ReLU: the reverse of `tilesShader`. Threads: `filters` × `tiles`. */
export const mapShader = (vertical: WinogradMatrices, horizontal: WinogradMatrices): Shader => ({
  name: `atlas-map-${nameOf(vertical, horizontal)}`,
  inputs: ['x', 'w'],
  uniforms: ['filters', 'tiles', 'tilesAcross', 'outputHeight', 'outputWidth', 'step', 'offset', 'low'],
  code: `
  fn main() {
    let filter0 = i32(globalId.x);
    let tile = i32(globalId.y);
    if (filter0 >= uniforms.filters || tile >= uniforms.tiles) { return; }
    let y = (tile / uniforms.tilesAcross) * ${vertical.outputs};
    let x0 = (tile % uniforms.tilesAcross) * ${horizontal.outputs};
    let bias = w[filter0];
    let low = vec4<f32>(uniforms.low);
    ${bothSides(
      vertical.output,
      horizontal.output,
      (i, j) => `x[(${i * horizontal.points + j} * uniforms.tiles + tile) * uniforms.filters + filter0]`,
      (i, j, value) => `
    if (y + ${i} < uniforms.outputHeight && x0 + ${j} < uniforms.outputWidth) {
      result[((y + ${i}) * uniforms.outputWidth + x0 + ${j}) * uniforms.step + uniforms.offset + filter0] = max(low, ${value} + bias);
    }`,
    )}
  }`,
});

/**
 * Average pool, with a bias where asked for, and ReLU behind it; `counted` 1 where padding counts.
 * Threads: `channels` × places.
 */
export const averageShader = (biased: boolean): Shader => ({
  name: `atlas-average${biased ? '-biased' : ''}`,
  inputs: biased ? ['x', 'w'] : ['x'],
  uniforms: ['channels', 'outputHeight', 'outputWidth', ...WINDOW, 'step', 'offset', 'counted', 'low'],
  code: `
  fn main() {
    let channel = i32(globalId.x);
    let place = i32(globalId.y);
    if (channel >= uniforms.channels || place >= uniforms.outputHeight * uniforms.outputWidth) { return; }
    let y = (place / uniforms.outputWidth) * uniforms.strideHeight - uniforms.top;
    let x0 = (place % uniforms.outputWidth) * uniforms.strideWidth - uniforms.left;
    var sum = vec4<f32>(0.0);
    var count = 0;
    for (var ky = max(0, -y); ky < uniforms.kernelHeight && y + ky < uniforms.inputHeight; ky++) {
      for (var kx = max(0, -x0); kx < uniforms.kernelWidth && x0 + kx < uniforms.inputWidth; kx++) {
        sum += x[((y + ky) * uniforms.inputWidth + x0 + kx) * uniforms.channels + channel];
        count++;
      }
    }
    let share = f32(select(count, uniforms.kernelHeight * uniforms.kernelWidth, uniforms.counted == 1));
    result[place * uniforms.step + uniforms.offset + channel] = max(vec4<f32>(uniforms.low), sum / share${biased ? ' + w[channel]' : ''});
  }`,
});

/** Threads that sum up the places of four channels together. */
export const NORM_THREADS = 64;

/**
 * Batch normalisation of a map in its place, with its own mean and biased variance, and ReLU behind it. One group of
 * `NORM_THREADS` for four channels.
 */
export const normShader: Shader = {
  name: 'atlas-norm',
  inputs: ['gamma', 'beta'],
  uniforms: ['channels', 'places', 'epsilon', 'low'],
  code: `
  var<workgroup> sums : array<vec4<f32>, ${NORM_THREADS}>;
  fn total(own : vec4<f32>) -> vec4<f32> {
    workgroupBarrier();
    sums[localIndex] = own;
    for (var half = ${NORM_THREADS / 2}u; half > 0u; half = half / 2u) {
      workgroupBarrier();
      if (localIndex < half) { sums[localIndex] += sums[localIndex + half]; }
    }
    workgroupBarrier();
    return sums[0];
  }
  fn main() {
    let channel = i32(workgroupId.x);
    let count = f32(uniforms.places);
    var own = vec4<f32>(0.0);
    for (var place = i32(localIndex); place < uniforms.places; place += ${NORM_THREADS}) {
      own += result[place * uniforms.channels + channel];
    }
    let mean = total(own) / count;
    own = vec4<f32>(0.0);
    for (var place = i32(localIndex); place < uniforms.places; place += ${NORM_THREADS}) {
      let d = result[place * uniforms.channels + channel] - mean;
      own += d * d;
    }
    let scale = gamma[channel] / sqrt(total(own) / count + vec4<f32>(uniforms.epsilon));
    for (var place = i32(localIndex); place < uniforms.places; place += ${NORM_THREADS}) {
      let at = place * uniforms.channels + channel;
      result[at] = max(vec4<f32>(uniforms.low), (result[at] - mean) * scale + beta[channel]);
    }
  }`,
};

/** Uniforms that are fractions; all others are counts. */
export const FRACTIONS: ReadonlySet<string> = new Set(['low', 'epsilon']);

/** Copies channels from one map to another. Threads: `channels` × `places`. */
export const copyShader: Shader = {
  name: 'atlas-copy',
  inputs: ['x'],
  uniforms: ['channels', 'places', 'fromStep', 'fromOffset', 'step', 'offset'],
  code: `
  fn main() {
    let channel = i32(globalId.x);
    let place = i32(globalId.y);
    if (channel >= uniforms.channels || place >= uniforms.places) { return; }
    result[place * uniforms.step + uniforms.offset + channel] = x[place * uniforms.fromStep + uniforms.fromOffset + channel];
  }`,
};
