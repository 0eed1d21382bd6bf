import type { Graph, GraphNode, Op } from '@/lib/graph/graph';
import type { Shape } from '@/lib/graph/shapes';
import { seededTensor } from '@/lib/weights/recipe';

/** Every op by its definition, in loops over float64: slow, and independent of any library and of any layout but H×W×C. */

type Values = Float64Array;

const weightsOf = (node: GraphNode, role: string): Float32Array | null => {
  const spec = node.tensors.find((tensor) => tensor.role === role);
  return spec ? seededTensor(spec.key, spec.shape) : null;
};

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;

function overWindow(
  op: Extract<Op, { type: 'conv' | 'maxPool' | 'avgPool' }>,
  input: Shape,
  output: Shape,
  each: (y: number, x: number, inside: readonly { ky: number; kx: number; place: number }[], all: number) => void,
): void {
  const [h = 0, w = 0] = input;
  for (let y = 0; y < (output[0] ?? 0); y++) {
    for (let x = 0; x < (output[1] ?? 0); x++) {
      const inside: { ky: number; kx: number; place: number }[] = [];
      for (let ky = 0; ky < op.kernel[0]; ky++) {
        for (let kx = 0; kx < op.kernel[1]; kx++) {
          const iy = y * op.stride[0] + ky - op.padding.top;
          const ix = x * op.stride[1] + kx - op.padding.left;
          if (iy >= 0 && iy < h && ix >= 0 && ix < w) inside.push({ ky, kx, place: iy * w + ix });
        }
      }
      each(y, x, inside, op.kernel[0] * op.kernel[1]);
    }
  }
}

function compute(node: GraphNode, inputs: readonly { values: Values; shape: Shape }[], shape: Shape): Values {
  const { op } = node;
  const out = new Float64Array(shape.reduce((product, extent) => product * extent, 1));
  const first = inputs[0] ?? { values: new Float64Array(0), shape: [] };
  const x = first.values;
  const channels = first.shape.at(-1) ?? 0;
  switch (op.type) {
    case 'conv': {
      const weight = weightsOf(node, 'weight') ?? [];
      const bias = weightsOf(node, 'bias');
      const [kh, kw] = op.kernel;
      overWindow(op, first.shape, shape, (y, column, inside) => {
        for (let o = 0; o < op.filters; o++) {
          let sum = bias ? at(bias, o) : 0;
          for (const { ky, kx, place } of inside)
            for (let i = 0; i < channels; i++)
              sum += at(x, place * channels + i) * at(weight, ((o * channels + i) * kh + ky) * kw + kx);
          out[(y * (shape[1] ?? 0) + column) * op.filters + o] = sum;
        }
      });
      return out;
    }
    case 'maxPool':
    case 'avgPool':
      overWindow(op, first.shape, shape, (y, column, inside, all) => {
        for (let c = 0; c < channels; c++) {
          const seen = inside.map(({ place }) => at(x, place * channels + c));
          const sum = seen.reduce((total, value) => total + value, 0);
          out[(y * (shape[1] ?? 0) + column) * channels + c] =
            op.type === 'maxPool' ? Math.max(...seen) : sum / (op.countPadding ? all : seen.length);
        }
      });
      return out;
    case 'batchNorm': {
      const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map(
        (role) => weightsOf(node, role) ?? [],
      );
      return out.map((_, i) => {
        const c = i % channels;
        const scaled = (at(x, i) - at(mean ?? [], c)) / Math.sqrt(at(variance ?? [], c) + op.epsilon);
        return scaled * at(gamma ?? [], c) + at(beta ?? [], c);
      });
    }
    case 'l2Norm': {
      const length = Math.sqrt(x.reduce((total, value) => total + value * value, 0));
      return x.map((value) => value / Math.max(length, op.epsilon));
    }
    case 'relu':
      return x.map((value) => Math.max(0, value));
    case 'scale':
      return x.map((value) => value * op.factor);
    case 'dropout':
      return x;
    case 'add':
      return x.map((_, i) => inputs.reduce((total, { values }) => total + at(values, i), 0));
    case 'concat': {
      const width = shape.at(-1) ?? 0;
      let offset = 0;
      for (const { values, shape: own } of inputs) {
        const part = own.at(-1) ?? 0;
        for (let i = 0; i < values.length; i++) out[Math.floor(i / part) * width + offset + (i % part)] = at(values, i);
        offset += part;
      }
      return out;
    }
    case 'globalAvgPool': {
      const places = x.length / channels;
      for (let i = 0; i < x.length; i++) out[i % channels] = at(out, i % channels) + at(x, i) / places;
      return out;
    }
    case 'linear': {
      const weight = weightsOf(node, 'weight') ?? [];
      const bias = weightsOf(node, 'bias');
      return out.map((_, o) => {
        let sum = bias ? at(bias, o) : 0;
        for (let i = 0; i < x.length; i++) sum += at(x, i) * at(weight, o * x.length + i);
        return sum;
      });
    }
    case 'softmax': {
      const powers = x.map((value) => Math.exp(value));
      const total = powers.reduce((sum, value) => sum + value, 0);
      return powers.map((value) => value / total);
    }
    case 'input':
      return out;
  }
}

/** The values of every node under the seeded recipe. */
export function computeNaively(
  graph: Graph,
  shapes: ReadonlyMap<string, Shape>,
  pixels: Float32Array,
): ReadonlyMap<string, Values> {
  const values = new Map<string, Values>();
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((id) => ({
      values: values.get(id) ?? new Float64Array(0),
      shape: shapes.get(id) ?? [],
    }));
    values.set(
      node.id,
      node.op.type === 'input' ? Float64Array.from(pixels) : compute(node, inputs, shapes.get(node.id) ?? []),
    );
  }
  return values;
}
