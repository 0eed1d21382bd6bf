/** Flat C×H×W → H×W×C. */
export function chwToHwc(data: Float32Array, height: number, width: number, channels: number): Float32Array {
  const out = new Float32Array(data.length);
  const plane = height * width;
  for (let c = 0; c < channels; c++) {
    for (let p = 0; p < plane; p++) out[p * channels + c] = data[c * plane + p] ?? 0;
  }
  return out;
}

/** Output channels that are written side by side: a cache line of 16 floats. */
const BLOCK = 16;

/**
 * A convolution kernel from PyTorch's layout to that of TensorFlow: OIHW → HWIO.
 * @param shape [out, in, height, width].
 * @param factors one per output channel, by which its weights are multiplied on the way, in float64.
 */
export function oihwToHwio(data: Float32Array, shape: readonly number[], factors?: Float64Array): Float32Array {
  const [o = 0, i = 0, h = 0, w = 0] = shape;
  const out = new Float32Array(data.length);
  const plane = h * w;
  // In blocks, since reading and writing far apart costs more than the arithmetic of everything else here.
  for (let start = 0; start < o; start += BLOCK) {
    const end = Math.min(start + BLOCK, o);
    for (let inner = 0; inner < i; inner++) {
      for (let p = 0; p < plane; p++) {
        const to = (p * i + inner) * o;
        for (let c = start; c < end; c++) {
          const value = data[(c * i + inner) * plane + p] as number;
          out[to + c] = factors ? value * (factors[c] as number) : value;
        }
      }
    }
  }
  return out;
}

/**
 * A fully connected layer from PyTorch's layout to that of TensorFlow: [out, in] → [in, out].
 * @param shape [out, in].
 */
export function outInToInOut(data: Float32Array, shape: readonly number[]): Float32Array {
  const [o = 0, i = 0] = shape;
  const out = new Float32Array(data.length);
  for (let oo = 0; oo < o; oo++) for (let ii = 0; ii < i; ii++) out[ii * o + oo] = data[oo * i + ii] ?? 0;
  return out;
}

/** A convolution kernel from TensorFlow's layout to PyTorch's: HWIO → OIHW. @param shape [height, width, in, out]. */
export function hwioToOihw(
  data: Float32Array,
  [h = 0, w = 0, i = 0, o = 0]: readonly number[],
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(data.length);
  for (let place = 0; place < h * w; place++) {
    for (let inner = 0; inner < i; inner++) {
      for (let outer = 0; outer < o; outer++) {
        out[(outer * i + inner) * h * w + place] = data[(place * i + inner) * o + outer] ?? Number.NaN;
      }
    }
  }
  return out;
}

/** A matrix of a linear layer from TensorFlow's layout to PyTorch's: [in, out] → [out, in]. */
export const transposed = (data: Float32Array, [i = 0, o = 0]: readonly number[]): Float32Array =>
  hwioToOihw(data, [1, 1, i, o]);
