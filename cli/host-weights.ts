import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';
import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf, networks } from '@/lib/networks';
import { fitOf, fits, misfit } from '@/lib/weights/fit';
import { halvedPieces, tooLargeForHalf } from '@/lib/weights/halve';
import { openHttpSource } from '@/lib/weights/http-source';
import { HUB, hubAddress } from '@/lib/weights/hub-address';
import { openSafetensors, type SafetensorsFile } from '@/lib/weights/safetensors';
import { type PublishedWeights, publishedWeights } from '@/lib/weights/sources';
import { activationsError } from './activations-errors';
import { readArguments } from './arguments';
import { download, sha256Of } from './download';
import { failureReason } from './failure-reason';
import { fileSource } from './file-source';
import { hostWeightsError } from './host-weights-errors';
import { hostedIn, hostedMetadata, hostedName, listHosted } from './hosted-folder';
import type { Io } from './io';
import { printable } from './printable';
import { formatTable } from './table';
import { commandErrors } from './words/command-errors';
import { hostWeightsErrors, hostWeights as words } from './words/host-weights';

/** Where things lie and what is known; tests bring their own. */
export interface HostWeightsParts {
  /** What the site publishes as `/weights`. */
  readonly folder: string;
  /** Where unfinished downloads wait, outside of what is published. */
  readonly unfinished: string;
  /** What can be had; absent: everything that the atlas knows of. */
  readonly published?: readonly PublishedWeights[];
  readonly signal?: AbortSignal;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
const nameOf = ({ network, tag }: PublishedWeights): string => `${network}:${tag}`;
const partOf = ({ unfinished }: HostWeightsParts, weights: PublishedWeights): string =>
  join(unfinished, `${hostedName(weights, false)}.part`);

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

/** @throws `host/unknown`, `host/none-published`. */
function choose(text: string, published: readonly PublishedWeights[]): PublishedWeights {
  const known = published.map(nameOf);
  const found = published.find((each) => nameOf(each) === text || each.network === text);
  if (found) return found;
  if (networks.some(({ id }) => id === text)) throw hostWeightsError('host/none-published', { network: text, known });
  throw hostWeightsError('host/unknown', { text, known });
}

/** What can be had and what is there, as a table. */
async function list(parts: HostWeightsParts, published: readonly PublishedWeights[]): Promise<string> {
  const there = await hostedIn(parts.folder);
  const rows = await Promise.all(
    published.map(async (weights) => {
      const types = there.filter(({ source }) => source === weights.repository).map(({ dtype }) => dtype);
      const part = await sizeOf(partOf(parts, weights));
      return [
        nameOf(weights),
        weights.megabytes === null ? words.unknownSize : String(weights.megabytes),
        weights.licence,
        String(weights.accuracy.top1),
        weights.sha256 === null ? words.sum.unknown : words.sum.known,
        [...types, ...(part === null ? [] : [words.interrupted(megabytes(part))])].join(', '),
      ];
    }),
  );
  const { columns } = words;
  const table = formatTable(
    [
      { heading: columns.name, align: 'left' },
      { heading: columns.megabytes, align: 'right' },
      { heading: columns.licence, align: 'left' },
      { heading: columns.top1, align: 'right' },
      { heading: columns.sum, align: 'left' },
      { heading: columns.here, align: 'left' },
    ],
    rows,
  );
  const others = there
    .filter(({ source }) => !published.some(({ repository }) => repository === source))
    .map((entry) => words.other({ ...entry, megabytes: megabytes(entry.bytes) }));
  const more = others.length > 0 ? [words.others, ...others, ''] : [];
  return [table, ...more, words.listMore, ''].join('\n');
}

/** @throws `weights/does-not-fit` where a file is not of the network that it is published for. */
function checkFit(file: SafetensorsFile, { network }: PublishedWeights): void {
  const fit = fitOf(file, stateDict(modelOf(network).graph), findNetwork(network).renames);
  if (!fits(fit)) throw misfit(file.source.name, fit);
}

/**
 * Writes the half of a file on disk.
 * @throws `weights/not-finite`, `activations/cannot-write`.
 */
async function halve(from: string, target: string, weights: PublishedWeights, parts: HostWeightsParts, io: Io) {
  const source = await fileSource(from);
  const temporary = `${from}.half`;
  try {
    const whole = await openSafetensors(source);
    const tooLarge = await tooLargeForHalf(whole, parts.signal);
    for (const { key, value } of tooLarge) io.err(`${words.stays(key, String(value))}\n`);
    const metadata = hostedMetadata({
      network: weights.network,
      variant: findNetwork(weights.network).defaultVariant,
      source: weights.repository,
      revision: weights.revision,
    });
    const out = await open(temporary, 'w');
    try {
      const keep = new Set(tooLarge.map(({ key }) => key));
      for await (const piece of halvedPieces(whole, keep, metadata, parts.signal)) await out.write(piece);
    } finally {
      await out.close();
    }
    await rename(temporary, target);
  } finally {
    await source.close();
    await rm(temporary, { force: true });
  }
}

/** Fetches, checks, halves where asked, and puts in place. */
async function fetchWeights(
  weights: PublishedWeights,
  { half, base }: { readonly half: boolean; readonly base: string },
  parts: HostWeightsParts,
  io: Io,
): Promise<void> {
  const { folder, signal } = parts;
  const say = (line: string): void => io.err(`${line}\n`);
  const file = hostedName(weights, half);
  const target = join(folder, file);
  const there = (await hostedIn(folder)).find((each) => each.file === file);
  // A sum is of the published file, so of a halved one the size and the header are all that can be checked.
  if (there && (half || weights.sha256 === null || (await sha256Of(target)) === weights.sha256)) {
    await listHosted(folder);
    say(words.already(file));
    return;
  }
  const address = hubAddress(weights, weights.file, base);
  const source = await openHttpSource(address, { name: weights.repository, ...(signal ? { signal } : {}) });
  const opened = await openSafetensors(source, signal);
  // Before the bytes of it are paid for.
  checkFit(opened, weights);
  const total = megabytes(opened.bytes);
  say(words.opened({ name: weights.repository, host: new URL(base).host, megabytes: total }));

  const part = partOf(parts, weights);
  const left = (await sizeOf(part)) ?? 0;
  let shown = false;
  try {
    await download(source, opened.bytes, part, {
      ...(signal ? { signal } : {}),
      onProgress: (done) => {
        if (!shown && left > 0) say(done > 0 ? words.goesOn(megabytes(done)) : words.beginsAgain);
        shown = true;
        io.err(`\r${words.progress(megabytes(done), total)}`);
      },
    });
  } finally {
    // The progress stays on its line; whatever comes next, an error too, has one of its own.
    if (shown) say('');
  }
  const sum = await sha256Of(part);
  if (weights.sha256 !== null && sum !== weights.sha256) {
    await rm(part, { force: true });
    throw hostWeightsError('host/other-sum', { name: weights.repository, wanted: weights.sha256, found: sum });
  }
  say(weights.sha256 === null ? words.noSum(sum) : words.sumRight);

  try {
    await mkdir(folder, { recursive: true });
    if (half) await halve(part, target, weights, parts, io);
    else await rename(part, target);
  } catch (cause) {
    if (cause instanceof AtlasError || signal?.aborted) throw cause;
    throw activationsError('activations/cannot-write', { folder, reason: failureReason(cause) }, { cause });
  }
  await rm(part, { force: true });
  await listHosted(folder);
  io.out(`${words.done(file, megabytes((await sizeOf(target)) ?? 0))}\n`);
}

async function run(args: readonly string[], io: Io, parts: HostWeightsParts): Promise<void> {
  const wantsList = args.includes('--list');
  const { positionals, options, flags, help } = readArguments(args, {
    command: 'weights',
    options: ['from'],
    flags: ['half', 'list'],
    positionals: wantsList || args.length === 0 ? [] : ['NETWORK[:tag]'],
  });
  const published = parts.published ?? publishedWeights;
  if (help || args.length === 0) io.out(words.help);
  else if (flags.has('list')) io.out(await list(parts, published));
  else {
    const weights = choose(positionals[0] ?? '', published);
    const base = options.from ?? (process.env.HF_ENDPOINT || HUB);
    await fetchWeights(weights, { half: flags.has('half'), base }, parts, io);
  }
}

/**
 * `npm run weights -- NETWORK[:tag] [--half] [--from BASE]` and `--list`.
 * @returns the exit code: 0; 2 after one line on `err` that says what is wrong; 130 where it was stopped.
 */
export async function hostWeights(args: readonly string[], { out, err }: Io, parts: HostWeightsParts): Promise<number> {
  // A line that is written over begins with a return of its own.
  const shown = (text: string): string => (text.startsWith('\r') ? '\r' : '') + printable(text.replace(/^\r/, ''));
  const io: Io = { out: (text) => out(shown(text)), err: (text) => err(shown(text)) };
  try {
    await run(args, io, parts);
    return 0;
  } catch (error) {
    if (parts.signal?.aborted) {
      io.err(`${words.stopped}\n`);
      return 130;
    }
    if (!(error instanceof AtlasError)) throw error;
    const explanation = explain({ ...commandErrors, ...hostWeightsErrors }, error);
    const line = explanation ? `${explanation.what} ${explanation.next}` : error.message;
    io.err(`weights: ${line.replace(/\s+/g, ' ')}\n`);
    return 2;
  }
}
