/** Flat C×H×W → H×W×C. */
export function chwToHwc(data: Float32Array, height: number, width: number, channels: number): Float32Array {
  const out = new Float32Array(data.length);
  const plane = height * width;
  for (let c = 0; c < channels; c++) {
    for (let p = 0; p < plane; p++) out[p * channels + c] = data[c * plane + p] ?? 0;
  }
  return out;
}

/**
 * A convolution kernel from PyTorch's layout to that of TensorFlow: OIHW → HWIO.
 * @param shape [out, in, height, width].
 */
export function oihwToHwio(data: Float32Array, shape: readonly number[]): Float32Array {
  const [o = 0, i = 0, h = 0, w = 0] = shape;
  const out = new Float32Array(data.length);
  const plane = h * w;
  let from = 0;
  for (let oo = 0; oo < o; oo++) {
    for (let ii = 0; ii < i; ii++) {
      let to = ii * o + oo;
      for (let p = 0; p < plane; p++) {
        out[to] = data[from++] ?? 0;
        to += i * o;
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
