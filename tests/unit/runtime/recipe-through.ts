import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileSource } from '@/cli/file-source';
import { stateDict } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import { type ByteSource, blobSource } from '@/lib/weights/byte-source';
import { fits, matchOf } from '@/lib/weights/fit';
import { openHttpSource } from '@/lib/weights/http-source';
import { openSafetensors } from '@/lib/weights/safetensors';
import { fileWeights, seededWeights, type WeightSource } from '@/lib/weights/weight-source';
import { type FloatType, type LazyFile, recipeFile } from '../../hub/recipe-file';
import { startHub } from '../../hub/server';

/** Where the weights of the recipe come from: the recipe itself, or a safetensors file of them. */
export type Through = 'recipe' | 'server' | 'disk' | 'blob';

/** Weights, and how to let go of what they are read from. */
export interface Opened {
  readonly weights: WeightSource;
  readonly close: () => Promise<void>;
}

const PIECE = 8 * 2 ** 20;

function* piecesOf(file: LazyFile): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += PIECE) yield file.bytes(at, Math.min(at + PIECE, file.size));
}

async function sourceOf(through: Exclude<Through, 'recipe'>, file: LazyFile) {
  if (through === 'server') {
    const path = '/me/recipe/resolve/main/model.safetensors';
    const hub = await startHub({ files: { [path]: file } });
    return { source: await openHttpSource(hub.url + path), close: hub.close };
  }
  if (through === 'blob') return { source: blobSource(new Blob([...piecesOf(file)]), 'recipe'), close: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'atlas-recipe-'));
  const target = await open(join(folder, 'model.safetensors'), 'w');
  for (const piece of piecesOf(file)) await target.write(piece);
  await target.close();
  const source = await fileSource(join(folder, 'model.safetensors'));
  const close = async (): Promise<void> => {
    await source.close();
    await rm(folder, { recursive: true });
  };
  return { source, close };
}

/** The weights in a safetensors file of a network, canonical keys. */
async function fileOf(source: ByteSource, network: string, identity: string): Promise<WeightSource> {
  const { renames } = findNetwork(network);
  const file = await openSafetensors(source);
  const match = matchOf(file, stateDict(modelOf(network).graph), renames);
  if (!fits(match.fit)) throw new Error(`the file of ${network} lacks ${match.fit.missing.join(', ')}`);
  return fileWeights(file, match, identity);
}

/** The weights that the recipe gives a network, read the given way. */
export async function recipeThrough(through: Through, network: string, type: FloatType = 'F32'): Promise<Opened> {
  if (through === 'recipe') return { weights: seededWeights, close: async () => {} };
  const { source, close } = await sourceOf(through, recipeFile(network, undefined, undefined, type));
  return { weights: await fileOf(source, network, `${network} ${through} ${type}`), close };
}
