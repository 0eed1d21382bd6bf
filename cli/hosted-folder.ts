import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findNetwork } from '@/lib/networks';
import { HOSTED_INDEX, type HostedWeights, readHostedIndex, writeHostedIndex } from '@/lib/weights/hosted-index';
import { openSafetensors, type SafetensorsFile } from '@/lib/weights/safetensors';
import { type PublishedWeights, publishedWeights } from '@/lib/weights/sources';
import { activationsError } from './activations-errors';
import { failureReason } from './failure-reason';
import { fileSource } from './file-source';

/** What published weights are called in the folder: `inception-v4.tf_in1k.f16.safetensors`. */
export const hostedName = ({ network, tag }: PublishedWeights, half: boolean): string =>
  `${network}.${tag}${half ? '.f16' : ''}.safetensors`;

/** What the metadata of a file that the atlas writes say of it; together with `last_block` where it holds a part. */
export const hostedMetadata = (
  entry: Pick<HostedWeights, 'network' | 'variant' | 'source' | 'revision'>,
): Record<string, string> => ({
  network: entry.network,
  variant: entry.variant,
  source: entry.source,
  revision: entry.revision,
});

/** The type of most of the numbers. */
function mainType({ entries }: SafetensorsFile): HostedWeights['dtype'] {
  const bytes = { F32: 0, F16: 0, BF16: 0 };
  for (const { dtype, from, to } of entries.values())
    if (dtype in bytes) bytes[dtype as keyof typeof bytes] += to - from;
  if (bytes.F16 > bytes.F32) return 'F16';
  return bytes.BF16 > bytes.F32 ? 'BF16' : 'F32';
}

/** What a file of the folder is: by its own metadata, else by its name; null where neither tells. */
async function describe(folder: string, file: string): Promise<HostedWeights | null> {
  const source = await fileSource(join(folder, file));
  try {
    const opened = await openSafetensors(source);
    const { metadata, bytes } = opened;
    const published = publishedWeights.find((each) => [true, false].some((half) => hostedName(each, half) === file));
    const network = metadata.network ?? published?.network;
    const from = metadata.source ?? published?.repository;
    const revision = metadata.revision ?? published?.revision;
    if (network === undefined || from === undefined || revision === undefined) return null;
    const variant = metadata.variant ?? findNetwork(network).defaultVariant;
    const { last_block: lastBlock } = metadata;
    const part = lastBlock === undefined ? {} : { lastBlock };
    return { file, network, variant, source: from, revision, dtype: mainType(opened), bytes, ...part };
  } catch {
    // Half a copy, or no weights at all: the site is not told of it.
    return null;
  } finally {
    await source.close();
  }
}

/** What the list says now; nothing where there is none or it is broken, since it is about to be written again. */
async function listed(folder: string): Promise<readonly HostedWeights[]> {
  try {
    return readHostedIndex(await readFile(join(folder, HOSTED_INDEX), 'utf8'));
  } catch {
    return [];
  }
}

/**
 * The weight files of a folder, by name: what each says of itself, or what the list there says of it.
 * @param folder may be missing; then it holds none.
 */
export async function hostedIn(folder: string): Promise<readonly HostedWeights[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.safetensors')).sort();
  const before = await listed(folder);
  const found: HostedWeights[] = [];
  for (const name of names) {
    const said = (await describe(folder, name)) ?? before.find(({ file }) => file === name);
    if (said && (await stat(join(folder, name))).size === said.bytes) found.push(said);
  }
  return found;
}

/**
 * Writes the list of the weight files of a folder, which is where the site looks for them.
 * @throws `activations/cannot-write`.
 */
export async function listHosted(folder: string): Promise<readonly HostedWeights[]> {
  const found = await hostedIn(folder);
  const target = join(folder, HOSTED_INDEX);
  try {
    // Whoever reads it meanwhile finds the old list or the new one, never half of it.
    await writeFile(`${target}.part`, writeHostedIndex(found));
    await rename(`${target}.part`, target);
  } catch (cause) {
    await rm(`${target}.part`, { force: true });
    throw activationsError('activations/cannot-write', { folder, reason: failureReason(cause) }, { cause });
  }
  return found;
}
