import { imagenetClasses } from '@/content/en/words/imagenet-classes';
import { type Label, labelsNamed, labelsOf, searchLabels } from '@/lib/analysis/labels';
import { writeNpy } from '@/lib/export/npy';
import { inferShapes } from '@/lib/graph/shapes';
import { Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { byContribution, classMap, contributions } from '@/lib/runtime/head/class-map';
import { type ClassScore, scoreOf, topClasses } from '@/lib/runtime/head/class-scores';
import { linearTask, pooledHeadOf } from '@/lib/runtime/head/pooled-head';
import { plan } from '@/lib/runtime/plan/plan';
import { extentOf } from '@/lib/runtime/session/draw-view';
import { choice, readArguments } from './arguments';
import { camPicture } from './cam-picture';
import { chooseWeights } from './choose-weights';
import { classifyError } from './classify-errors';
import type { Io } from './io';
import { formatJson } from './json';
import { readInput } from './read-input';
import { selectNetwork } from './select-network';
import { formatTable } from './table';
import { locateWeights } from './weights-location';
import { activations as activationsWords } from './words/activations';
import { classify as words } from './words/classify';
import { makeFolder, writeFiles } from './write-files';

const DEFAULT_TOP = '5';

/** So many channels are listed for a class; the file has all. */
const LISTED_CHANNELS = 10;

/** What made the score of a class. */
interface Cam {
  readonly score: ClassScore;
  readonly bias: number;
  readonly mean: number;
  readonly height: number;
  readonly width: number;
  /** Flat H×W. */
  readonly map: Float32Array;
  /** For each channel what it adds to the logit. */
  readonly contributions: Float32Array;
}

/** The labels of a network with so many outputs: none unless they are those of ImageNet. */
function labelsFor(classes: number): readonly Label[] {
  const labels = labelsOf(imagenetClasses);
  return labels.length === classes ? labels : [];
}

/** @throws `classify/unknown-class`, `classify/two-classes`. */
function findClass(labels: readonly Label[], text: string): number {
  const named = labelsNamed(labels, text);
  const [found] = named;
  if (!found) {
    const near = searchLabels(labels, text, 3).map(({ names, index }) => `${index} ${names[0]}`);
    throw classifyError('classify/unknown-class', { text, near });
  }
  if (named.length > 1) {
    const choices = named.map(({ index, synset, names }) => `${index} (${synset}: ${names.join(', ')})`);
    throw classifyError('classify/two-classes', { text, choices });
  }
  return found.index;
}

/** @throws `classify/bad-top`. */
function readTop(text: string, classes: number): number {
  const top = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(top >= 1 && top <= classes)) throw classifyError('classify/bad-top', { value: text, classes });
  return top;
}

const describe = (labels: readonly Label[], { index, rank, probability, logit }: ClassScore) => ({
  rank,
  index,
  synset: labels[index]?.synset ?? '',
  name: labels[index]?.names.join(', ') ?? '',
  probability,
  logit,
});

function asTable(labels: readonly Label[], scores: readonly ClassScore[]): string {
  const { columns } = words;
  return formatTable(
    [
      { heading: columns.rank, align: 'right' },
      { heading: columns.index, align: 'right' },
      { heading: columns.synset, align: 'left' },
      { heading: columns.probability, align: 'right' },
      { heading: columns.logit, align: 'right' },
      { heading: columns.name, align: 'left' },
    ],
    scores
      .map((score) => describe(labels, score))
      .map(({ rank, index, synset, name, probability, logit }) => [
        String(rank),
        String(index),
        synset,
        probability.toFixed(6),
        logit.toFixed(5),
        name,
      ]),
  );
}

function camAsText(labels: readonly Label[], { score, bias, mean, contributions: added }: Cam): string {
  const signed = (value: number): string => (value > 0 ? '+' : '') + value.toFixed(5);
  const channels = Array.from(byContribution(added).subarray(0, LISTED_CHANNELS));
  const line = words.map({
    name: describe(labels, score).name || String(score.index),
    rank: score.rank,
    mean: mean.toFixed(5),
    bias: bias.toFixed(5),
    logit: score.logit.toFixed(5),
  });
  const table = formatTable(
    [
      { heading: words.channels.channel, align: 'right' },
      { heading: words.channels.added, align: 'right' },
    ],
    channels.map((channel) => [String(channel), signed(added[channel] ?? 0)]),
  );
  return `\n${line}\n\n${table}`;
}

const camAsData = (labels: readonly Label[], cam: Cam) => ({
  ...describe(labels, cam.score),
  bias: cam.bias,
  mean: cam.mean,
  height: cam.height,
  width: cam.width,
  channels: Array.from(byContribution(cam.contributions), (channel) => ({
    channel,
    adds: cam.contributions[channel] ?? 0,
  })),
});

/**
 * `atlas classify NETWORK --weights seeded|FILE|URL|hub:OWNER/NAME --input IMAGE|FILE.npy [--top N]
 * [--cam CLASS --out DIR] [--size N] [--backend wasm|cpu] [--mirror BASE] [--format table|json]`: the classes with the
 * highest scores, and the class activation map of one as .npy, .json and .png.
 * @returns the exit code.
 * @throws AtlasErrors of what was asked for wrongly, before anything is computed.
 */
export async function classify(args: readonly string[], io: Io): Promise<number> {
  const { positionals, options, help } = readArguments(args, {
    command: 'classify',
    options: ['weights', 'input', 'top', 'cam', 'out', 'size', 'backend', 'mirror', 'format'],
    positionals: ['NETWORK'],
  });
  if (help) {
    io.out(words.help);
    return 0;
  }
  const missing = (option: string, example: string) => classifyError('classify/missing-option', { option, example });
  const selection = selectNetwork(positionals[0] ?? '');
  const head = pooledHeadOf(selection.model.graph, selection.definition.id);
  const labels = labelsFor(head.classes);
  if (options.weights === undefined) throw missing('weights', 'seeded');
  if (options.input === undefined) throw missing('input', 'picture.jpg');
  const top = readTop(options.top ?? DEFAULT_TOP, head.classes);
  const index = options.cam === undefined ? null : findClass(labels, options.cam);
  const { out: folder } = options;
  if (index !== null && folder === undefined) throw missing('out', 'maps');
  if (index === null && folder !== undefined) throw missing('cam', 'tabby');
  const format = choice('format', options.format ?? 'table', ['table', 'json'], 'classify');
  const backendName = choice('backend', options.backend ?? 'wasm', ['wasm', 'cpu'], 'classify');

  const location = options.weights === 'seeded' ? 'seeded' : locateWeights(options.weights, options.mirror);
  const published = location === 'seeded' ? null : location.published;
  const { preprocessing } = published?.network === selection.definition.id ? published : selection.definition;
  const picture = await readInput(selection, preprocessing, options.input, options.size);
  const { graph } = selection.model;
  const shapes = inferShapes(graph, picture.height, picture.width);
  const { weights, traffic, close } = await chooseWeights(selection, location);
  const engine = new Engine(await openBackend(backendName));
  try {
    if (folder !== undefined) await makeFolder(folder);
    const made = plan({
      graph,
      shapes,
      targets: [head.features, head.logits],
      kept: (key) => engine.has(key),
      picture: 'input',
      weights: weights.identity,
      calibrated: false,
    });
    const { release } = await engine.run(made, { picture, weights });
    const read = (node: string): Promise<Float32Array> => engine.read(made.targets.get(node) ?? '', node);
    const logits = await read(head.logits);
    const scores = topClasses(logits, top);
    let cam: Cam | null = null;
    if (index !== null) {
      const features = { values: await read(head.features), ...extentOf(shapes.get(head.features) ?? []) };
      const unit = await engine.unit(linearTask(head), index, weights);
      const map = classMap(features, unit.weights);
      cam = {
        score: scoreOf(logits, index),
        bias: unit.bias,
        mean: map.reduce((sum, value) => sum + value, 0) / map.length,
        height: features.height,
        width: features.width,
        map,
        contributions: contributions(features, unit.weights),
      };
    }
    release();

    const files = cam && [
      { name: `cam-${index}.npy`, bytes: writeNpy({ shape: [cam.height, cam.width], data: cam.map }) },
      { name: `cam-${index}.json`, bytes: formatJson(camAsData(labels, cam)) },
      { name: `cam-${index}.png`, bytes: await camPicture(picture, preprocessing, { ...cam, values: cam.map }) },
    ];
    if (files && folder !== undefined) await writeFiles(folder, files);
    if (traffic) io.err(`${activationsWords.traffic({ ...traffic, bytes: traffic.bytes.toLocaleString('en-US') })}\n`);
    if (location === 'seeded') io.err(`${words.seeded}\n`);
    const names = files?.map(({ name }) => name) ?? [];
    if (format === 'json') {
      io.out(
        formatJson({
          network: `${selection.definition.id}:${selection.variant.id}`,
          weights: options.weights,
          learned: location !== 'seeded',
          input: [picture.height, picture.width],
          classes: head.classes,
          top: scores.map((score) => describe(labels, score)),
          ...(cam ? { cam: camAsData(labels, cam), files: names } : {}),
        }),
      );
    } else {
      io.out(asTable(labels, scores));
      if (cam) io.out(`${camAsText(labels, cam)}\n${words.written(names)}\n`);
    }
    return 0;
  } finally {
    engine.close();
    await close();
  }
}
