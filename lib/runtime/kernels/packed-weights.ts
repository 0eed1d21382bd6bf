import type { ConvForm } from './conv-form';
import { COLUMNS } from './multiply';
import { type WinogradMatrices, winogradMatrices } from './winograd-matrices';

/** The weights of a convolution: OIHW as the state dict has them. */
export interface ConvValues {
  readonly weights: Float32Array;
  /** [out, in, height, width]. */
  readonly shape: readonly number[];
  /** One per output channel, by which its weights are multiplied on the way, in float64. */
  readonly factors: Float64Array | null;
  readonly bias: Float32Array | null;
}

/** Channels rounded up to whole panels. */
export const paneled = (filters: number): number => Math.ceil(filters / COLUMNS) * COLUMNS;

/** The matrices of both directions of a Winograd form. */
export const matricesOf = (
  [height, width]: readonly [number, number],
  [down, across]: readonly [number, number],
): readonly [WinogradMatrices, WinogradMatrices] => [winogradMatrices(down, height), winogradMatrices(across, width)];

/** Per panel of 8 filters, per place of the window and input channel, the 8 weights side by side. */
function packDirect({ weights, shape, factors }: ConvValues, out: Float32Array): void {
  const [filters = 0, channels = 0, height = 0, width = 0] = shape;
  const plane = height * width;
  let to = 0;
  for (let start = 0; start < filters; start += COLUMNS) {
    for (let place = 0; place < plane; place++) {
      for (let channel = 0; channel < channels; channel++, to += COLUMNS) {
        for (let lane = 0; lane < COLUMNS && start + lane < filters; lane++) {
          const value = weights[((start + lane) * channels + channel) * plane + place] as number;
          out[to + lane] = factors ? value * (factors[start + lane] as number) : value;
        }
      }
    }
  }
}

/** G g Gᵀ of every filter in float64, rounded once; per point a packed matrix of input channels by filters. */
function packWinograd(
  { weights, shape, factors }: ConvValues,
  [vertical, horizontal]: readonly [WinogradMatrices, WinogradMatrices],
  out: Float32Array,
): void {
  const [filters = 0, channels = 0, height = 0, width = 0] = shape;
  const plane = paneled(filters) * channels;
  const halfway = new Float64Array(vertical.points * width);
  const down = vertical.filter.map((row) => Float64Array.from(row));
  const across = horizontal.filter.map((row) => Float64Array.from(row));
  for (let filter = 0; filter < filters; filter++) {
    const factor = factors ? (factors[filter] as number) : 1;
    const lane = filter % COLUMNS;
    const panel = (filter - lane) * channels + lane;
    for (let channel = 0; channel < channels; channel++) {
      const from = (filter * channels + channel) * height * width;
      for (let i = 0; i < vertical.points; i++) {
        const row = down[i] as Float64Array;
        for (let x = 0; x < width; x++) {
          let sum = 0;
          for (let y = 0; y < height; y++) sum += (row[y] as number) * (weights[from + y * width + x] as number);
          halfway[i * width + x] = sum * factor;
        }
      }
      const to = panel + channel * COLUMNS;
      for (let i = 0; i < vertical.points; i++) {
        for (let j = 0; j < horizontal.points; j++) {
          const row = across[j] as Float64Array;
          let sum = 0;
          for (let x = 0; x < width; x++) sum += (row[x] as number) * (halfway[i * width + x] as number);
          out[(i * horizontal.points + j) * plane + to] = sum;
        }
      }
    }
  }
}

/** A form whose weights are packed. */
export type PackedForm = Exclude<ConvForm, { type: 'stock' }>;

/** Matrices, as many as there are points; or one whose rows are the places of the window. */
const rowsPerChannel = ([height, width]: readonly [number, number], form: PackedForm): number =>
  form.type === 'winograd' ? (height + form.outputs[0] - 1) * (width + form.outputs[1] - 1) : height * width;

/** How many floats the weights of a shape (OIHW) take in a form. */
export const packedFloats = (
  [filters = 0, channels = 0, height = 1, width = 1]: readonly number[],
  form: PackedForm,
): number => paneled(filters) * (1 + channels * rowsPerChannel([height, width], form));

/** Weights as the kernels read them: first the bias, with zeros up to a whole panel, then the matrix or matrices. */
export function packWeights(values: ConvValues, form: PackedForm): Float32Array {
  const [filters = 0, , height = 1, width = 1] = values.shape;
  const out = new Float32Array(packedFloats(values.shape, form));
  const matrices = out.subarray(paneled(filters));
  if (values.bias) out.set(values.bias);
  if (form.type === 'winograd') packWinograd(values, matricesOf([height, width], form.outputs), matrices);
  else packDirect(values, matrices);
  return out;
}
