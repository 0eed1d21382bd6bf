import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { Shape } from '../../graph/shapes';
import { formOn, type KernelChoices } from '../kernels/conv-choice';
import type { ConvForm } from '../kernels/conv-form';
import { COLUMNS } from '../kernels/multiply';
import { matricesOf, paneled } from '../kernels/packed-weights';
import {
  averageShader,
  copyShader,
  directShader,
  FRACTIONS,
  mapShader,
  NORM_THREADS,
  normShader,
  planesShader,
  type Shader,
  TILE_ROWS,
  tilesShader,
} from '../kernels/wgsl-conv';
import type { ConvOp, PoolOp, Rewrites } from '../plan/plan';
import { type OwnKernels, type PackedWeights, type Place, poolsByFours } from './own-kernels';
import type { Tensor, Tf } from './tfjs';

type Info = TensorFlow.TensorInfo;
type Uniform = { readonly type: 'int32' | 'float32'; readonly data: number[] };

/** A program as tfjs-backend-webgpu takes it. */
interface Program {
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: number;
  readonly outputShape: number[];
  readonly workgroupSize: [number, number, number];
  readonly dispatchLayout: { readonly x: number[]; readonly y: number[]; readonly z: number[] };
  readonly dispatch: [number, number, number];
  readonly shaderKey: string;
  readonly uniforms: string;
  readonly getUserCode: () => string;
}

/** What our kernels use of the inside of tfjs-backend-webgpu: its programs run in the same queue as its own. */
export interface ProgramRunner {
  runWebGPUProgram(program: Program, inputs: Info[], dtype: 'float32', uniforms: Uniform[], output?: Info): Info;
  makeTensorInfo(shape: number[], dtype: 'float32'): Info;
  disposeData(dataId: object): boolean;
}

/** Threads of one group, across and down. */
const GROUP = [8, 8] as const;

/** In place of no ReLU: the lowest float32. */
const LOWEST = -3.4028234663852886e38;
const lowOf = (relu: boolean): number => (relu ? 0 : LOWEST);

const channelsOf = (tensor: Tensor): number => tensor.shape.at(-1) ?? 0;

/** How the window of an op goes over its input. */
const windowOf = (
  { shape: [, inputHeight = 0, inputWidth = 0] }: Tensor,
  { kernel, stride, padding }: ConvOp | PoolOp,
) => ({
  inputHeight,
  inputWidth,
  kernelHeight: kernel[0],
  kernelWidth: kernel[1],
  strideHeight: stride[0],
  strideWidth: stride[1],
  top: padding.top,
  left: padding.left,
});

/** The kernels of our own beside those of the WebGPU backend. Channels go by fours; what does not is left to tfjs. */
export class WebgpuKernels implements OwnKernels {
  readonly rewrites: Rewrites;
  readonly #tf: Tf;
  readonly #runner: ProgramRunner;
  readonly #choices: KernelChoices;
  /** Whether any of our convolutions serves this adapter; one that none serves is left to tfjs as it is. */
  readonly #owns: boolean;

  constructor(tf: Tf, runner: ProgramRunner, choices: KernelChoices) {
    this.#tf = tf;
    this.#runner = runner;
    this.#choices = choices;
    this.#owns = Object.values(choices.serves).some((serving) => serving !== 'stock');
    this.rewrites = { poolsBehind: this.#owns, residuals: this.#owns, joins: this.#owns };
  }

  formOf(op: ConvOp, channels: number, shape: Shape, measured: boolean): ConvForm {
    return formOn(this.#choices, op, channels, shape, measured);
  }

  adds({ type }: ConvForm, filters: number): boolean {
    return type === 'direct' && filters % 4 === 0;
  }

  make(shape: Shape): Tensor {
    return this.#tensor(this.#runner.makeTensorInfo([1, ...shape], 'float32'));
  }

  convolve(
    input: Tensor,
    op: ConvOp,
    shape: Shape,
    { form, values }: PackedWeights,
    { relu, into, onto }: { readonly relu: boolean; readonly into?: Place | null; readonly onto?: Tensor | null },
  ): Tensor {
    const result = into ?? { tensor: this.make(shape), offset: 0 };
    if (form.type === 'winograd') this.#winograd(input, op, shape, form.outputs, values, relu, result);
    else this.#direct(input, op, shape, values, { relu, onto: onto ?? null, result });
    return result.tensor;
  }

  #direct(
    input: Tensor,
    op: ConvOp,
    [height = 0, width = 0, filters = 0]: Shape,
    weights: Tensor,
    { relu, onto, result }: { readonly relu: boolean; readonly onto: Tensor | null; readonly result: Place },
  ): void {
    const channels = channelsOf(input);
    const { kernel, stride, padding } = op;
    const unpadded = Object.values(padding).every((extent) => extent === 0);
    const pointwise = unpadded && [...kernel, ...stride].every((extent) => extent === 1);
    const rows = height * width;
    const panels = paneled(filters) / COLUMNS;
    this.#run(
      directShader(onto ? 'onto' : pointwise ? 'pointwise' : 'any'),
      [panels, Math.ceil(rows / TILE_ROWS), 1],
      onto ? [input, weights, onto] : [input, weights],
      {
        ...this.#product(rows, channels, filters, result),
        outputWidth: width,
        ...windowOf(input, op),
        low: lowOf(relu),
      },
      result.tensor,
    );
  }

  #winograd(
    input: Tensor,
    op: ConvOp,
    [height = 0, width = 0, filters = 0]: Shape,
    outputs: readonly [number, number],
    weights: Tensor,
    relu: boolean,
    result: Place,
  ): void {
    const [, inputHeight = 0, inputWidth = 0, channels = 0] = input.shape;
    const [vertical, horizontal] = matricesOf(op.kernel, outputs);
    const tilesAcross = Math.ceil(width / outputs[1]);
    const tiles = Math.ceil(height / outputs[0]) * tilesAcross;
    const points = vertical.points * horizontal.points;
    const rows = { tiles, tilesAcross };
    const cut = this.#runner.makeTensorInfo([points, tiles, channels], 'float32');
    this.#run(
      tilesShader(vertical, horizontal),
      [channels / 4, tiles, 1],
      [input],
      { channels: channels / 4, ...rows, inputHeight, inputWidth, top: op.padding.top, left: op.padding.left },
      cut,
    );
    const planes = this.#runner.makeTensorInfo([points, tiles, filters], 'float32');
    this.#run(
      planesShader,
      [paneled(filters) / COLUMNS, Math.ceil(tiles / TILE_ROWS), points],
      [cut, weights],
      this.#product(tiles, channels, filters, null),
      planes,
    );
    this.#runner.disposeData(cut.dataId);
    this.#run(
      mapShader(vertical, horizontal),
      [filters / 4, tiles, 1],
      [planes, weights],
      {
        filters: filters / 4,
        ...rows,
        outputHeight: height,
        outputWidth: width,
        ...this.#placeOf(result),
        low: lowOf(relu),
      },
      result.tensor,
    );
    this.#runner.disposeData(planes.dataId);
  }

  readonly pools = poolsByFours;

  averagePool(
    input: Tensor,
    op: PoolOp,
    shape: Shape,
    { bias, relu, into }: { readonly bias: Tensor | null; readonly relu: boolean; readonly into?: Place | null },
  ): Tensor {
    const [outputHeight = 0, outputWidth = 0, channels = 0] = shape;
    const result = into ?? { tensor: this.make(shape), offset: 0 };
    this.#run(
      averageShader(bias !== null),
      [channels / 4, outputHeight * outputWidth, 1],
      bias ? [input, bias] : [input],
      {
        channels: channels / 4,
        outputHeight,
        outputWidth,
        ...windowOf(input, op),
        ...this.#placeOf(result),
        counted: Number(op.countPadding),
        low: lowOf(relu),
      },
      result.tensor,
    );
    return result.tensor;
  }

  normalises(channels: number): boolean {
    return channels % 4 === 0 && this.#owns;
  }

  normalise(map: Tensor, gamma: Tensor, beta: Tensor, epsilon: number, relu: boolean): void {
    const channels = channelsOf(map);
    const places = map.size / channels;
    this.#run(
      normShader,
      [(channels / 4) * NORM_THREADS, 1, 1],
      [gamma, beta],
      { channels: channels / 4, places, epsilon, low: lowOf(relu) },
      map,
      [NORM_THREADS, 1],
    );
  }

  copy(input: Tensor, to: Place): void {
    this.#copyChannels({ tensor: input, offset: 0 }, to, channelsOf(input));
  }

  extract(from: Place, channels: number): Tensor {
    const [, height = 0, width = 0] = from.tensor.shape;
    const part = this.make([height, width, channels]);
    this.#copyChannels(from, { tensor: part, offset: 0 }, channels);
    return part;
  }

  clear(): void {
    // Everything here is the backend's own.
  }

  close(): void {
    this.clear();
  }

  #copyChannels(from: Place, to: Place, channels: number): void {
    const [, height = 0, width = 0] = from.tensor.shape;
    const places = height * width;
    const { step: fromStep, offset: fromOffset } = this.#placeOf(from);
    this.#run(
      copyShader,
      [channels / 4, places, 1],
      [from.tensor],
      { channels: channels / 4, places, fromStep, fromOffset, ...this.#placeOf(to) },
      to.tensor,
    );
  }

  /** In vectors of four. */
  #placeOf({ tensor, offset }: Place): { readonly step: number; readonly offset: number } {
    return { step: channelsOf(tensor) / 4, offset: offset / 4 };
  }

  #product(rows: number, channels: number, filters: number, result: Place | null) {
    return {
      rows,
      channels: channels / 4,
      filters: filters / 4,
      panels: paneled(filters) / COLUMNS,
      ...(result ? this.#placeOf(result) : { step: filters / 4, offset: 0 }),
    };
  }

  #tensor(info: Info): Tensor {
    return this.#tf.engine().makeTensorFromTensorInfo(info);
  }

  /** @param threads across, down and deep. @param uniforms by the names that the shader gives them. */
  #run(
    shader: Shader,
    threads: readonly [number, number, number],
    inputs: readonly Info[],
    uniforms: Readonly<Record<string, number>>,
    output: Info,
    group: readonly [number, number] = GROUP,
  ): void {
    const [x, y, z] = threads;
    const program: Program = {
      variableNames: [...shader.inputs],
      variableComponents: shader.inputs.map(() => 4),
      outputComponent: 4,
      outputShape: [...output.shape],
      workgroupSize: [group[0], group[1], 1],
      dispatchLayout: { x: [3], y: [1, 2], z: [0] },
      dispatch: [Math.ceil(x / group[0]), Math.ceil(y / group[1]), z],
      shaderKey: shader.name,
      uniforms: shader.uniforms.map((name) => `${name} : ${FRACTIONS.has(name) ? 'f32' : 'i32'},`).join(' '),
      getUserCode: () => shader.code,
    };
    // Flat: the key of a pipeline has the ranks of its tensors in it, and which of them have one shape.
    const flat = ({ dataId, shape }: Info): Info => ({
      dataId,
      dtype: 'float32',
      shape: [shape.reduce((size, extent) => size * extent, 1)],
    });
    const values = shader.uniforms.map((name): Uniform => {
      const value = uniforms[name];
      if (value === undefined) throw new Error(`${shader.name} lacks ${name}`);
      return { type: FRACTIONS.has(name) ? 'float32' : 'int32', data: [value] };
    });
    this.#runner.runWebGPUProgram(program, inputs.map(flat), 'float32', values, output);
  }
}
