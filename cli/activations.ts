import { writeNpy } from '@/lib/export/npy';
import { parseLocalAddress, resolvePath } from '@/lib/graph/address';
import type { NetworkModel } from '@/lib/graph/model';
import { Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { compute, prepareRun } from '@/lib/runtime/session/compute';
import { tensorStatistics } from '@/lib/tiles/statistics';
import { activationsError } from './activations-errors';
import { choice, readArguments } from './arguments';
import { chooseWeights } from './choose-weights';
import { givenOf } from './given';
import type { Io } from './io';
import { readInput } from './read-input';
import { type ChosenNetwork, selectNetwork } from './select-network';
import { formatTable } from './table';
import { locateWeights } from './weights-location';
import { activations as words } from './words/activations';
import { makeFolder, writeFiles } from './write-files';

/** One line of summary.json; the shape is that of the file. */
interface Summary {
  readonly path: string;
  readonly shape: readonly number[];
  /** Of the finite values; NaN, which JSON writes as null, where there is none. */
  readonly mean: number;
  readonly std: number;
  readonly min: number;
  readonly max: number;
  readonly zeros: number;
  /** Values that are NaN or infinite. */
  readonly nonFinite: number;
  readonly file: string;
}

interface Target {
  /** As it was asked for. */
  readonly path: string;
  readonly node: string;
  readonly file: string;
}

/** The name that goes for the last linear layer of every network. */
const LAST_LINEAR = 'last_linear';

/** A path, with the own name of the network's last linear layer in the place of the one that goes for all. */
function lastLinear({ graph }: NetworkModel, path: string): string {
  if (path !== LAST_LINEAR || graph.nodes.some(({ id }) => id === path)) return path;
  return graph.nodes.findLast(({ op }) => op.type === 'linear')?.id ?? path;
}

/** @throws `address/…` errors, `activations/whole-tensors-only`, `activations/same-file`. */
function selectTargets({ model, definition }: ChosenNetwork, text: string): readonly Target[] {
  const paths = [...new Set(text.split(',').map((path) => path.trim()))];
  const byFile = new Map<string, Target>();
  for (const path of paths) {
    if (path === '') throw activationsError('activations/missing-option', { option: 'at', example: 'features.6' });
    const address = parseLocalAddress(path);
    if (address.channel !== null) throw activationsError('activations/whole-tensors-only', { path });
    const { node } = resolvePath(model, definition.id, lastLinear(model, address.path), address.tensor);
    const target = { path, node: node.id, file: `${path}.npy` };
    // Names that differ in case only are one file on some disks.
    const other = byFile.get(target.file.toLowerCase());
    if (other) {
      throw activationsError('activations/same-file', { first: other.path, second: path, file: target.file });
    }
    byFile.set(target.file.toLowerCase(), target);
  }
  return [...byFile.values()];
}

function asTable(summaries: readonly Summary[]): string {
  const { columns } = words;
  const number = (value: number): string => (Number.isNaN(value) ? words.none : value.toPrecision(6));
  return formatTable(
    [
      { heading: columns.path, align: 'left' },
      { heading: columns.shape, align: 'left' },
      { heading: columns.mean, align: 'right' },
      { heading: columns.std, align: 'right' },
      { heading: columns.min, align: 'right' },
      { heading: columns.max, align: 'right' },
      { heading: columns.zeros, align: 'right' },
      { heading: columns.nonFinite, align: 'right' },
      { heading: columns.file, align: 'left' },
    ],
    summaries.map(({ path, shape, mean, std, min, max, zeros, nonFinite, file }) => [
      path,
      shape.join('×'),
      number(mean),
      number(std),
      number(min),
      number(max),
      String(zeros),
      String(nonFinite),
      file,
    ]),
  );
}

/**
 * `atlas activations NETWORK --weights seeded|FILE|URL|hub:OWNER/NAME --input IMAGE|FILE.npy --at PATH[,PATH…] [--size N|HxW]
 * [--backend wasm|cpu] [--mirror BASE] --out DIR`: one float32 .npy per path (1×H×W×C, or 1×C), and summary.json.
 * @returns the exit code.
 * @throws AtlasErrors of what was asked for wrongly, before anything is computed.
 */
export async function activations(args: readonly string[], io: Io): Promise<number> {
  const { positionals, options, help } = readArguments(args, {
    command: 'activations',
    options: ['weights', 'input', 'at', 'size', 'backend', 'mirror', 'out'],
    positionals: ['NETWORK'],
  });
  if (help) {
    io.out(words.help);
    return 0;
  }
  const need = (option: 'weights' | 'input' | 'at' | 'out', example: string): string => {
    const value = options[option];
    if (value === undefined) throw activationsError('activations/missing-option', { option, example });
    return value;
  };
  const selection = selectNetwork(positionals[0] ?? '');
  const weightsText = need('weights', 'seeded');
  const inputFile = need('input', 'picture.jpg');
  const targets = selectTargets(selection, need('at', 'features.6'));
  const folder = need('out', 'maps');
  const backendName = choice('backend', options.backend ?? 'wasm', ['wasm', 'cpu'], 'activations');

  const location = weightsText === 'seeded' ? 'seeded' : locateWeights(weightsText, options.mirror);
  const published = location === 'seeded' ? null : location.published;
  const asked = published?.network === selection.definition.id ? published : selection.definition;
  const { picture, notes } = await readInput(selection, asked.preprocessing, inputFile, options.size);
  const { weights, traffic, close } = await chooseWeights(selection, location);
  const engine = new Engine(await openBackend(backendName));
  try {
    await makeFolder(folder);
    const given = givenOf(selection, picture, weights);
    const prepared = prepareRun(
      engine,
      given,
      targets.map(({ node }) => node),
    );
    const files: { name: string; bytes: Uint8Array | string }[] = [];
    const summaries: Summary[] = [];
    await compute(engine, prepared, {}, async (tensors) => {
      for (const { path, node, file } of targets) {
        const data = await tensors.whole(node);
        const shape = [1, ...tensors.shapeOf(node)];
        const { mean, std, min, max, zeros, nonFinite } = tensorStatistics(data);
        files.push({ name: file, bytes: writeNpy({ shape, data }) });
        summaries.push({ path, shape, mean, std, min, max, zeros, nonFinite, file });
      }
    });
    await writeFiles(folder, [...files, { name: 'summary.json', bytes: `${JSON.stringify(summaries, null, 2)}\n` }]);
    // With what was computed: an error is one line.
    if (notes) io.err(notes);
    if (traffic) io.err(`${words.traffic({ ...traffic, bytes: traffic.bytes.toLocaleString('en-US') })}\n`);
    io.out(asTable(summaries));
    return 0;
  } finally {
    engine.close();
    await close();
  }
}
