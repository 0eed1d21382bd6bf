import { type ConvJob, type KernelThread, runBlock } from './conv-job';

/**
 * Several threads at one job. The lead publishes it in shared memory; whoever is awake takes the next block until none
 * is left, so a thread that is late or busy costs nothing but its help. Each job has a counter of its own in a ring,
 * so that a late thread can never take a block of a later job for one of its own.
 */

/** The fields of a job in the order in which they lie in shared memory. */
const FIELDS = [
  'input',
  'height',
  'width',
  'channels',
  'inputStep',
  'kernelHeight',
  'kernelWidth',
  'strideHeight',
  'strideWidth',
  'top',
  'left',
  'output',
  'outputHeight',
  'outputWidth',
  'outputStep',
  'filters',
  'weights',
  'onto',
  'relu',
  'tileHeight',
  'tileWidth',
  'blockRows',
  'blockFilters',
] as const satisfies readonly (keyof ConvJob)[];

/** Jobs that the ring remembers: a thread may oversleep so many. */
const RING = 64;

/** Words of the shared memory before the ring. */
const HEAD = 4;
const [PUBLISHED, FAILED, RESTING] = [0, 1, 2];

/** Words of one job: the next block, the finished ones, how many there are, scratch memory, then its fields. */
const [NEXT, DONE, BLOCKS, SCRATCH, SCRATCH_STEP, FIRST_FIELD] = [0, 1, 2, 3, 4, 5];
const WORDS = FIRST_FIELD + FIELDS.length;

/** Looks at the next job before a thread goes to sleep: waking it takes longer than most gaps between layers. */
const LOOKS = 20_000;

/** Milliseconds without a job after which a thread goes back to its event loop, and has to be woken by a message. */
const REST_AFTER = 100;

/** Milliseconds without a finished block after which the lead gives up on the others. */
const PATIENCE = 10_000;

export const TEAM_BYTES = 4 * (HEAD + RING * WORDS);

const slotOf = (job: number): number => HEAD + (job % RING) * WORDS;

function takeBlocks(
  words: Int32Array,
  slot: number,
  job: ConvJob,
  work: { readonly blocks: number; readonly scratch: number },
  thread: KernelThread,
): void {
  for (;;) {
    const block = Atomics.add(words, slot + NEXT, 1);
    if (block >= work.blocks) return;
    try {
      runBlock(thread, job, block, work.scratch);
    } catch (error) {
      Atomics.store(words, FAILED, 1);
      throw error;
    } finally {
      if (Atomics.add(words, slot + DONE, 1) + 1 === work.blocks) Atomics.notify(words, slot + DONE);
    }
  }
}

/** The thread that has the jobs. */
export class Lead {
  readonly #words: Int32Array;
  readonly #thread: KernelThread;
  readonly #wake: () => void;
  #jobs = 0;

  /** @param wake lets every other thread `work` that is not at it. */
  constructor(shared: SharedArrayBuffer, thread: KernelThread, wake: () => void) {
    this.#words = new Int32Array(shared);
    this.#thread = thread;
    this.#wake = wake;
  }

  /**
   * Computes a job of so many blocks, with the others. Returns when all is done.
   * @param scratch memory of the first thread; that of each other lies `scratchStep` bytes after the one before.
   * @throws WebAssembly.RuntimeError when a thread failed or does not answer any more.
   */
  run(job: ConvJob, blocks: number, scratch: number, scratchStep: number): void {
    const words = this.#words;
    const slot = slotOf(++this.#jobs);
    words[slot + BLOCKS] = blocks;
    words[slot + SCRATCH] = scratch;
    words[slot + SCRATCH_STEP] = scratchStep;
    for (const [i, field] of FIELDS.entries()) words[slot + FIRST_FIELD + i] = job[field];
    Atomics.store(words, slot + DONE, 0);
    Atomics.store(words, slot + NEXT, 0);
    Atomics.store(words, PUBLISHED, this.#jobs);
    Atomics.notify(words, PUBLISHED);
    if (Atomics.exchange(words, RESTING, 0) > 0) this.#wake();
    takeBlocks(words, slot, job, { blocks, scratch }, this.#thread);
    for (let look = 0; ; look++) {
      const done = Atomics.load(words, slot + DONE);
      if (done >= blocks) break;
      if (look < LOOKS) continue;
      if (Atomics.wait(words, slot + DONE, done, PATIENCE) === 'timed-out') {
        throw new WebAssembly.RuntimeError('a thread does not answer');
      }
    }
    if (Atomics.load(words, FAILED) !== 0) throw new WebAssembly.RuntimeError('a thread failed');
  }
}

/** A thread that helps. */
export class Helper {
  readonly #words: Int32Array;
  readonly #thread: KernelThread;
  readonly #index: number;
  #seen = 0;

  /** @param index 1 for the first helper. */
  constructor(shared: SharedArrayBuffer, thread: KernelThread, index: number) {
    this.#words = new Int32Array(shared);
    this.#thread = thread;
    this.#index = index;
  }

  /** Helps with every job until there was none for a while. @throws what a block throws. */
  work(): void {
    const words = this.#words;
    for (;;) {
      for (let look = 0; look < LOOKS && Atomics.load(words, PUBLISHED) === this.#seen; look++);
      if (Atomics.wait(words, PUBLISHED, this.#seen, REST_AFTER) === 'timed-out') break;
      const published = Atomics.load(words, PUBLISHED);
      if (published !== this.#seen) this.#help(published);
    }
    Atomics.add(words, RESTING, 1);
  }

  #help(published: number): void {
    const words = this.#words;
    this.#seen = published;
    const slot = slotOf(published);
    const fields = words.slice(slot, slot + WORDS);
    // While it was read the slot may have been given to a later job.
    if (Atomics.load(words, PUBLISHED) - published > RING / 2) return;
    const scratch = ((fields[SCRATCH] ?? 0) + this.#index * (fields[SCRATCH_STEP] ?? 0)) >>> 0;
    takeBlocks(words, slot, jobIn(fields), { blocks: fields[BLOCKS] ?? 0, scratch }, this.#thread);
  }
}

function jobIn(fields: Int32Array): ConvJob {
  const value = (field: (typeof FIELDS)[number]): number => fields[FIRST_FIELD + FIELDS.indexOf(field)] ?? 0;
  const pointer = (field: 'input' | 'output' | 'weights' | 'onto'): number => value(field) >>> 0;
  return {
    input: pointer('input'),
    height: value('height'),
    width: value('width'),
    channels: value('channels'),
    inputStep: value('inputStep'),
    kernelHeight: value('kernelHeight'),
    kernelWidth: value('kernelWidth'),
    strideHeight: value('strideHeight'),
    strideWidth: value('strideWidth'),
    top: value('top'),
    left: value('left'),
    output: pointer('output'),
    outputHeight: value('outputHeight'),
    outputWidth: value('outputWidth'),
    outputStep: value('outputStep'),
    filters: value('filters'),
    weights: pointer('weights'),
    onto: pointer('onto'),
    relu: value('relu'),
    tileHeight: value('tileHeight'),
    tileWidth: value('tileWidth'),
    blockRows: value('blockRows'),
    blockFilters: value('blockFilters'),
  };
}
