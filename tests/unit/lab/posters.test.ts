import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { posterPath, postersOf } from '@/components/lab/poster';
import { DEFAULT_SAMPLE, samplePath } from '@/components/lab/samples';
import { readPicture } from '@/lib/cli/read-picture';
import { inferShapes } from '@/lib/graph/shapes';
import { findNetwork, modelOf } from '@/lib/networks';
import { contentKey } from '@/lib/picture/content-key';
import { prepare } from '@/lib/picture/prepare';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import { structuralHashes } from '@/lib/runtime/structural-hash';
import { seededWeights } from '@/lib/weights/weight-source';

const NETWORK = 'inception-v4';
const published = (path: string) => readFileSync(fileURLToPath(new URL(`../../../public${path}`, import.meta.url)));

describe('the posters', () => {
  const posters = Object.entries(postersOf(NETWORK));

  it('show what the network would compute now (if not: node --import tsx scripts/posters.ts)', async () => {
    const { defaultSize: size, preprocessing } = findNetwork(NETWORK);
    const { graph } = modelOf(NETWORK);
    const { image } = await readPicture(published(samplePath(DEFAULT_SAMPLE)));
    const { pixels } = prepare(image, preprocessingAt(size, preprocessing));
    const root = { picture: contentKey(pixels, size), weights: seededWeights.identity, calibrated: true };
    const keys = structuralHashes(graph, inferShapes(graph, size), root);
    expect(posters.length).toBeGreaterThan(5);
    for (const [node, { key }] of posters) expect(key, node).toBe(keys.get(node));
  });

  it('are on the site, as large as they say', async () => {
    for (const [node, { count, columns, tileWidth, tileHeight, gap }] of posters) {
      const { width, height, format } = await sharp(published(posterPath(NETWORK, node))).metadata();
      expect(format).toBe('webp');
      expect(width).toBe(columns * (tileWidth + gap) - gap);
      expect(height).toBe(Math.ceil(count / columns) * (tileHeight + gap) - gap);
    }
  });
});
