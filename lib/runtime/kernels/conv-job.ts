import type { ConvForm } from './conv-form';
import { type KernelFunctions, transformName } from './kernel-module';
import { COLUMNS, ROWS } from './multiply';
import { paneled } from './packed-weights';

/** One convolution to be computed; only numbers, so that it can be handed to other threads. Pointers are in bytes. */
export interface ConvJob {
  readonly input: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Floats from one place to the next: more than `channels` where the map is a part of a wider one. */
  readonly inputStep: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly top: number;
  readonly left: number;
  readonly output: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
  readonly outputStep: number;
  readonly filters: number;
  /** Packed: bias, then the matrices. */
  readonly weights: number;
  /** What is added to the result before ReLU, laid out as it; 0 for nothing. Only direct, for filters in eights. */
  readonly onto: number;
  /** 0 or 1. */
  readonly relu: number;
  /** Places of a tile, down and across; 0 and 0 for a direct convolution. */
  readonly tileHeight: number;
  readonly tileWidth: number;
  /** Places (direct) or tiles (Winograd) of one block, a multiple of 6; and filters of one, a multiple of 8. */
  readonly blockRows: number;
  readonly blockFilters: number;
}

/** Bytes up to which the maps of one block should stay in a core's own cache. */
const CACHE = 1 << 20;

/** Rows of a direct block: their windows are read once per panel. */
const DIRECT_ROWS = 96;

const FLOAT = 4;

const isDirect = ({ tileHeight }: ConvJob): boolean => tileHeight === 0;

const rowsOf = (job: ConvJob): number =>
  isDirect(job)
    ? job.outputHeight * job.outputWidth
    : Math.ceil(job.outputHeight / job.tileHeight) * Math.ceil(job.outputWidth / job.tileWidth);

const pointsOf = ({ kernelHeight, kernelWidth, tileHeight, tileWidth }: ConvJob): number =>
  (kernelHeight + tileHeight - 1) * (kernelWidth + tileWidth - 1);

const roundUp = (value: number, step: number): number => Math.ceil(value / step) * step;

/** How many rows make one block, for so many threads: as even as possible, and as many as the cache takes. */
function evenRows(rows: number, most: number, threads: number): number {
  const parts = Math.max(Math.ceil(rows / most), Math.min(threads, Math.ceil(rows / ROWS)));
  return roundUp(Math.ceil(rows / parts), ROWS);
}

/** A job cut into blocks for so many threads. */
export function cut(job: Omit<ConvJob, 'blockRows' | 'blockFilters'>, threads: number): ConvJob {
  const whole: ConvJob = { ...job, blockRows: 0, blockFilters: roundUp(job.filters, COLUMNS) };
  const most = isDirect(whole)
    ? DIRECT_ROWS
    : Math.max(ROWS, Math.floor(CACHE / (FLOAT * pointsOf(whole) * (job.channels + job.filters))));
  return { ...whole, blockRows: evenRows(rowsOf(whole), roundUp(most, ROWS), threads) };
}

export const blocksOf = (job: ConvJob): number =>
  Math.ceil(rowsOf(job) / job.blockRows) * Math.ceil(job.filters / job.blockFilters);

/** Where things lie in the scratch memory of one thread. */
function scratchLayout(job: ConvJob) {
  const aOffsets = 0;
  const cOffsets = aOffsets + FLOAT * job.blockRows;
  const zeros = roundUp(cOffsets + FLOAT * job.blockRows, 64);
  if (isDirect(job)) return { aOffsets, cOffsets, zeros, inputs: zeros, outputs: zeros, edge: zeros, bytes: zeros };
  const inputs = zeros + FLOAT * paneled(job.filters);
  const outputs = roundUp(inputs + FLOAT * pointsOf(job) * job.blockRows * job.channels, 64);
  const edge = roundUp(outputs + FLOAT * pointsOf(job) * job.blockRows * job.filters, 64);
  const bytes = edge + FLOAT * pointsOf(job) * Math.max(job.channels, job.filters);
  return { aOffsets, cOffsets, zeros, inputs, outputs, edge, bytes };
}

/** Bytes of scratch memory that each thread needs. */
export const scratchBytes = (job: ConvJob): number => roundUp(scratchLayout(job).bytes, 64);

/** The kernels on a memory, as one thread has them. */
export interface KernelThread {
  readonly functions: KernelFunctions;
  readonly memory: WebAssembly.Memory;
}

function runDirect({ functions, memory }: KernelThread, job: ConvJob, block: number, scratch: number): void {
  const layout = scratchLayout(job);
  const rows = rowsOf(job);
  const across = Math.ceil(job.filters / job.blockFilters);
  const firstFilter = (block % across) * job.blockFilters;
  const first = Math.floor(block / across) * job.blockRows;
  const tiles = Math.ceil(Math.min(job.blockRows, rows - first) / ROWS);
  const offsets = new Int32Array(memory.buffer, scratch, 2 * job.blockRows);
  const rowStep = job.width * job.inputStep * FLOAT;
  let [y, x] = [Math.floor(first / job.outputWidth), first % job.outputWidth];
  for (let row = 0; row < tiles * ROWS; row++) {
    offsets[row] = y * job.strideHeight * rowStep + x * job.strideWidth * job.inputStep * FLOAT;
    offsets[job.blockRows + row] = (y * job.outputWidth + x) * job.outputStep * FLOAT;
    // The last tile repeats the last place: the same value to the same address.
    if (first + row + 1 < rows && ++x === job.outputWidth) {
      x = 0;
      y++;
    }
  }
  const length = job.kernelWidth * job.channels;
  const panelFloats = job.kernelHeight * length;
  const run = job.onto === 0 ? functions.multiply : functions.multiplyOnto;
  run(
    job.input,
    scratch + layout.aOffsets,
    tiles,
    job.weights + FLOAT * (paneled(job.filters) + firstFilter * panelFloats),
    job.weights + FLOAT * firstFilter,
    Math.min(job.blockFilters, job.filters - firstFilter),
    job.kernelHeight,
    length,
    rowStep,
    job.output + FLOAT * firstFilter,
    scratch + layout.cOffsets,
    job.relu ? 0 : Number.NEGATIVE_INFINITY,
    job.onto + FLOAT * firstFilter,
  );
}

function runWinograd({ functions, memory }: KernelThread, job: ConvJob, block: number, scratch: number): void {
  const { channels, filters, blockRows, tileHeight, tileWidth } = job;
  const layout = scratchLayout(job);
  const [inputs, outputs, edge, zeros] = [
    scratch + layout.inputs,
    scratch + layout.outputs,
    scratch + layout.edge,
    scratch + layout.zeros,
  ];
  const window = [job.kernelHeight, job.kernelWidth];
  const toPoints = functions.transforms[transformName('input', window, [tileHeight, tileWidth])];
  const fromPoints = functions.transforms[transformName('output', window, [tileHeight, tileWidth])];
  if (!toPoints || !fromPoints) throw new Error(`no transform for ${window} in ${[tileHeight, tileWidth]}`);
  const [pointsDown, pointsAcross] = [job.kernelHeight + tileHeight - 1, job.kernelWidth + tileWidth - 1];
  const tilesAcross = Math.ceil(job.outputWidth / tileWidth);
  const first = block * blockRows;
  const count = Math.min(blockRows, rowsOf(job) - first);
  const [inPlace, outPlace] = [job.inputStep * FLOAT, job.outputStep * FLOAT];
  const [inPlane, outPlane] = [blockRows * channels * FLOAT, blockRows * filters * FLOAT];

  const offsets = new Int32Array(memory.buffer, scratch, 2 * blockRows);
  for (let row = 0; row < blockRows; row++) {
    offsets[row] = row * channels * FLOAT;
    offsets[blockRows + row] = row * filters * FLOAT;
  }
  functions.zero(zeros, FLOAT * paneled(filters));

  for (let tile = 0; tile < count; tile++) {
    const down = Math.floor((first + tile) / tilesAcross);
    const y = down * tileHeight - job.top;
    const x = (first + tile - down * tilesAcross) * tileWidth - job.left;
    const to = inputs + tile * channels * FLOAT;
    if (y >= 0 && x >= 0 && y + pointsDown <= job.height && x + pointsAcross <= job.width) {
      const from = job.input + (y * job.width + x) * inPlace;
      toPoints(from, job.width * inPlace, inPlace, channels, to, inPlane);
      continue;
    }
    // At the edge: a copy with zeros around it.
    const place = channels * FLOAT;
    functions.zero(edge, pointsDown * pointsAcross * place);
    const [left, right] = [Math.max(0, x), Math.min(job.width, x + pointsAcross)];
    for (let row = Math.max(0, y); row < Math.min(job.height, y + pointsDown); row++) {
      const line = edge + ((row - y) * pointsAcross - x) * place;
      const from = job.input + row * job.width * inPlace;
      if (inPlace === place) functions.copy(line + left * place, from + left * place, (right - left) * place);
      else
        for (let each = left; each < right; each++) functions.copy(line + each * place, from + each * inPlace, place);
    }
    toPoints(edge, pointsAcross * place, place, channels, to, inPlane);
  }

  const matrix = FLOAT * paneled(filters) * channels;
  const matrices = job.weights + FLOAT * paneled(filters);
  const tiles = Math.ceil(count / ROWS);
  for (let point = 0; point < pointsDown * pointsAcross; point++) {
    functions.multiply(
      inputs + point * inPlane,
      scratch + layout.aOffsets,
      tiles,
      matrices + point * matrix,
      zeros,
      filters,
      1,
      channels,
      0,
      outputs + point * outPlane,
      scratch + layout.cOffsets,
      Number.NEGATIVE_INFINITY,
      0,
    );
  }

  const low = job.relu ? 0 : Number.NEGATIVE_INFINITY;
  for (let tile = 0; tile < count; tile++) {
    const down = Math.floor((first + tile) / tilesAcross);
    const y = down * tileHeight;
    const x = (first + tile - down * tilesAcross) * tileWidth;
    const from = outputs + tile * filters * FLOAT;
    const to = job.output + (y * job.outputWidth + x) * outPlace;
    const [height, width] = [Math.min(tileHeight, job.outputHeight - y), Math.min(tileWidth, job.outputWidth - x)];
    if (height === tileHeight && width === tileWidth) {
      fromPoints(from, outPlane, filters, to, job.outputWidth * outPlace, outPlace, job.weights, low);
      continue;
    }
    const place = filters * FLOAT;
    fromPoints(from, outPlane, filters, edge, tileWidth * place, place, job.weights, low);
    for (let row = 0; row < height; row++) {
      for (let each = 0; each < width; each++) {
        const target = to + (row * job.outputWidth + each) * outPlace;
        functions.copy(target, edge + (row * tileWidth + each) * place, place);
      }
    }
  }
}

/** Computes one block of a job; blocks may be computed at the same time, each with a scratch memory of its own. */
export function runBlock(thread: KernelThread, job: ConvJob, block: number, scratch: number): void {
  if (isDirect(job)) runDirect(thread, job, block, scratch);
  else runWinograd(thread, job, block, scratch);
}

/** The tile of a form as a job names it. */
export const tileOf = (form: ConvForm): readonly [number, number] => (form.type === 'winograd' ? form.outputs : [0, 0]);
