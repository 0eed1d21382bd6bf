import { readFile } from 'node:fs/promises';
import { imagenetClasses } from '@/content/en/words/imagenet-classes';
import { type Label, labelsNamed, labelsOf, searchLabels } from '@/lib/analysis/labels';
import { readOwnClasses } from '@/lib/analysis/own-classes';
import { formatJson } from '@/lib/export/json';
import { writeNpy } from '@/lib/export/npy';
import { Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { type ClassAnswer, classAnswer } from '@/lib/runtime/head/answers';
import { byContribution } from '@/lib/runtime/head/class-map';
import { type ClassScore, topClasses } from '@/lib/runtime/head/class-scores';
import { linearTask, pooledHeadOf } from '@/lib/runtime/head/pooled-head';
import { compute, prepareRun } from '@/lib/runtime/session/compute';
import { extentOf } from '@/lib/runtime/session/draw-view';
import { activationsError } from './activations-errors';
import { choice, readArguments } from './arguments';
import { camPicture } from './cam-picture';
import { chooseWeights } from './choose-weights';
import { classifyError } from './classify-errors';
import { failureReason } from './failure-reason';
import { givenOf } from './given';
import type { Io } from './io';
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

/** What made the score of a class, and the mean of its map. */
interface Cam extends Omit<ClassAnswer, 'most' | 'least'> {
  readonly mean: number;
}

/** The labels of a network with so many outputs: none unless they are those of ImageNet. */
function labelsFor(classes: number): readonly Label[] {
  const labels = labelsOf(imagenetClasses);
  return labels.length === classes ? labels : [];
}

/** Names of classes from a file. @throws `activations/cannot-read`, `classes/…`. */
async function readClasses(path: string, classes: number): Promise<readonly Label[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw activationsError('activations/cannot-read', { file: path, reason: failureReason(cause) }, { cause });
  }
  return readOwnClasses(text, classes);
}

/** A class by name, or where there are no names by number. @throws `classify/unknown-class`, `classify/two-classes`. */
function findClass(labels: readonly Label[], text: string, classes: number): number {
  if (labels.length === 0 && /^\d+$/.test(text) && Number(text) < classes) return Number(text);
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
 * [--classes FILE] [--cam CLASS --out DIR] [--size N|HxW] [--backend wasm|cpu] [--mirror BASE] [--format table|json]`: the classes with the
 * highest scores, and the class activation map of one as .npy, .json and .png.
 * @returns the exit code.
 * @throws AtlasErrors of what was asked for wrongly, before anything is computed.
 */
export async function classify(args: readonly string[], io: Io): Promise<number> {
  const { positionals, options, help } = readArguments(args, {
    command: 'classify',
    options: ['weights', 'input', 'top', 'cam', 'classes', 'out', 'size', 'backend', 'mirror', 'format'],
    positionals: ['NETWORK'],
  });
  if (help) {
    io.out(words.help);
    return 0;
  }
  const missing = (option: string, example: string) => classifyError('classify/missing-option', { option, example });
  const selection = selectNetwork(positionals[0] ?? '');
  // Whether the network has scores at all is known before anything is read.
  pooledHeadOf(selection.model.graph, selection.definition.id);
  if (options.weights === undefined) throw missing('weights', 'seeded');
  if (options.input === undefined) throw missing('input', 'picture.jpg');
  const { out: folder, cam: camClass } = options;
  if (camClass !== undefined && folder === undefined) throw missing('out', 'maps');
  if (camClass === undefined && folder !== undefined) throw missing('cam', 'tabby');
  const format = choice('format', options.format ?? 'table', ['table', 'json'], 'classify');
  const backendName = choice('backend', options.backend ?? 'wasm', ['wasm', 'cpu'], 'classify');

  const location = options.weights === 'seeded' ? 'seeded' : locateWeights(options.weights, options.mirror);
  const published = location === 'seeded' ? null : location.published;
  const { preprocessing } = published?.network === selection.definition.id ? published : selection.definition;
  const { picture, notes } = await readInput(selection, preprocessing, options.input, options.size);
  const { weights, traffic, close } = await chooseWeights(selection, location);
  const engine = new Engine(await openBackend(backendName));
  try {
    const given = givenOf(selection, picture, weights);
    const head = pooledHeadOf(given.graph, selection.definition.id);
    const labels =
      options.classes === undefined ? labelsFor(head.classes) : await readClasses(options.classes, head.classes);
    const top = readTop(options.top ?? DEFAULT_TOP, head.classes);
    const index = camClass === undefined ? null : findClass(labels, camClass, head.classes);
    const prepared = prepareRun(engine, given, [head.features, head.logits]);
    if (folder !== undefined) await makeFolder(folder);
    const { scores, cam } = await compute(engine, prepared, {}, async ({ whole, shapeOf }) => {
      const logits = await whole(head.logits);
      const scores = topClasses(logits, top);
      if (index === null) return { scores, cam: null };
      const features = { values: await whole(head.features), ...extentOf(shapeOf(head.features)) };
      const unit = await engine.unit(linearTask(head), index, weights);
      const answer = classAnswer(features, logits, index, unit, 0);
      const mean = answer.map.reduce((sum, value) => sum + value, 0) / answer.map.length;
      return { scores, cam: { ...answer, mean } satisfies Cam };
    });

    const files = cam && [
      { name: `cam-${index}.npy`, bytes: writeNpy({ shape: [cam.height, cam.width], data: cam.map }) },
      { name: `cam-${index}.json`, bytes: formatJson(camAsData(labels, cam)) },
      { name: `cam-${index}.png`, bytes: await camPicture(picture, preprocessing, { ...cam, values: cam.map }) },
    ];
    if (files && folder !== undefined) await writeFiles(folder, files);
    // With what was computed: an error is one line.
    if (notes) io.err(notes);
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
