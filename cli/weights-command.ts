import { formatJson } from '@/lib/export/json';
import { fits } from '@/lib/weights/fit';
import { openSafetensors, type SafetensorsFile } from '@/lib/weights/safetensors';
import type { PublishedWeights } from '@/lib/weights/sources';
import { choice, readArguments } from './arguments';
import type { Io } from './io';
import { type Recognition, recognise } from './recognise';
import { formatTable } from './table';
import { locateWeights, openWeights, type Traffic } from './weights-location';
import { weightsCommand as words } from './words/weights-command';

/** What `inspect` found. */
interface Inspection {
  readonly file: SafetensorsFile;
  readonly recognised: Recognition | null;
  readonly published: PublishedWeights | null;
  readonly traffic: Traffic | null;
}

const count = (value: number): string => value.toLocaleString('en-US');
const shape = (extents: readonly number[]): string => extents.join('×') || '1';

/** Tensors and bytes of each type, in the order of the file. */
function typesOf({ entries }: SafetensorsFile) {
  const types = new Map<string, { tensors: number; bytes: number }>();
  for (const { dtype, from, to } of entries.values()) {
    const { tensors, bytes } = types.get(dtype) ?? { tensors: 0, bytes: 0 };
    types.set(dtype, { tensors: tensors + 1, bytes: bytes + to - from });
  }
  return [...types].map(([dtype, sums]) => ({ dtype, ...sums }));
}

const byPlace = ({ entries }: SafetensorsFile) => [...entries.values()].sort((a, b) => a.from - b.from);

function asJson({ file, recognised, published, traffic }: Inspection): string {
  const network = recognised && {
    network: recognised.definition.id,
    variants: recognised.variants,
    fits: fits(recognised.fit),
    read: recognised.read,
    stopsAt: recognised.stopsAt,
    ...recognised.fit,
  };
  return formatJson({
    name: file.source.name,
    bytes: file.bytes,
    headerBytes: file.headerBytes,
    metadata: file.metadata,
    types: typesOf(file),
    published,
    recognised: network,
    traffic,
    tensors: byPlace(file).map(({ key, dtype, shape: extents, from, to }) => ({
      key,
      dtype,
      shape: extents,
      bytes: to - from,
      from,
    })),
  });
}

function asText({ file, recognised, published, traffic }: Inspection): string {
  const { columns, lists } = words;
  const lines = [
    words.heading({
      name: file.source.name,
      tensors: count(file.entries.size),
      bytes: count(file.bytes),
      header: count(file.headerBytes),
    }),
    words.types(typesOf(file).map(({ dtype, tensors, bytes }) => [dtype, count(tensors), count(bytes)])),
    words.metadata(Object.entries(file.metadata)),
  ];
  if (published) {
    const { tag, licence, accuracy } = published;
    lines.push(words.published({ tag, licence, ...accuracy }));
  }
  if (recognised) {
    const { definition, variants, fit } = recognised;
    const { naming, prefix } = fit;
    lines.push(
      words.network({
        network: definition.id,
        variants,
        naming,
        prefix,
        begins: fit.begins === 'there',
        stopsAt: recognised.stopsAt,
      }),
    );
    if (fit.copies.length > 0) lines.push(words.copies(fit.copies));
    if (fit.classes !== null) lines.push(words.head({ classes: count(fit.classes), name: fit.head }));
    const list = (title: string, keys: readonly string[]): void => {
      if (keys.length > 0) lines.push('', title, ...keys.map((key) => `  ${key}`));
    };
    list(lists.missing(count(fit.missing.length)), fit.missing);
    const misshapen = fit.misshapen.map(({ key, wanted, found }) =>
      words.shapes({ key, wanted: shape(wanted), found: shape(found) }),
    );
    list(lists.misshapen(count(misshapen.length)), misshapen);
    const uncomputable = fit.uncomputable.map(({ key, dtype }) => `${key}: ${dtype}`);
    list(lists.uncomputable(count(uncomputable.length)), uncomputable);
    list(lists.background(count(fit.background.length)), fit.background);
    list(lists.unexpected(count(fit.unexpected.length)), fit.unexpected);
    // Hundreds of counters, which the table names anyway.
    if (fit.extras.length > 0) lines.push('', lists.extras(count(fit.extras.length)));
  } else lines.push(words.noNetwork);
  const table = formatTable(
    [
      { heading: columns.key, align: 'left' },
      { heading: columns.dtype, align: 'left' },
      { heading: columns.shape, align: 'left' },
      { heading: columns.bytes, align: 'right' },
      { heading: columns.from, align: 'right' },
    ],
    byPlace(file).map(({ key, dtype, shape: extents, from, to }) => [
      key,
      dtype,
      shape(extents),
      count(to - from),
      count(from),
    ]),
  );
  const paid = traffic ? `\n${words.traffic({ ...traffic, bytes: count(traffic.bytes) })}\n` : '';
  return `${lines.join('\n')}\n\n${table}${paid}`;
}

/**
 * `atlas weights inspect FILE|URL|hub:OWNER/NAME[@REVISION] [--mirror BASE] [--format table|json]`.
 * @returns the exit code.
 */
export async function weightsCommand(args: readonly string[], io: Io): Promise<number> {
  const { positionals, options, help } = readArguments(args, {
    command: 'weights',
    options: ['format', 'mirror'],
    positionals: ['inspect', 'FILE|URL|hub:OWNER/NAME'],
  });
  if (help) {
    io.out(words.help);
    return 0;
  }
  choice('command', positionals[0] ?? '', ['inspect'], 'weights');
  const format = choice('format', options.format ?? 'table', ['table', 'json'], 'weights');
  const location = locateWeights(positionals[1] ?? '', options.mirror);
  const { source, traffic, close } = await openWeights(location);
  try {
    const file = await openSafetensors(source);
    const found = { file, recognised: recognise(file), published: location.published, traffic };
    io.out(format === 'json' ? asJson(found) : asText(found));
    return 0;
  } finally {
    await close();
  }
}
