import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { packagedWeights } from '@/cli/packaged-inception-v3';
import { readPicture } from '@/cli/read-picture';
import { posterOf, postersOf } from '@/components/lab/maps/poster';
import { firstPath } from '@/components/lab/workbench/lab-target';
import { DEFAULT_SAMPLE, samplePath } from '@/components/lab/workbench/samples';
import { resolvePath } from '@/lib/graph/address';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf, networks } from '@/lib/networks';
import { contentKey } from '@/lib/picture/content-key';
import { prepare } from '@/lib/picture/prepare';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import { structuralHashes } from '@/lib/runtime/plan/structural-hash';
import { packagedInceptionV3, SEEDED } from '@/lib/weights/catalogue';
import { seededWeights } from '@/lib/weights/weight-source';

const published = (path: string) => readFileSync(fileURLToPath(new URL(`../../../../public${path}`, import.meta.url)));

const trained = packagedWeights(
  createRequire(import.meta.url),
  fileURLToPath(new URL('../../../../node_modules', import.meta.url)),
);

const variants = networks.flatMap((definition) =>
  definition.variants.map((variant) => ({ id: definition.id, variant: variant.id, definition })),
);
const allPosters = variants.flatMap(({ id, variant }) => Object.values(postersOf(id, variant)));

describe('the posters', () => {
  it.each(variants)(
    'of $id, $variant, show what the network would compute now (if not: node --import tsx scripts/posters.ts)',
    async ({ id, variant, definition }) => {
      const { defaultSize: size, preprocessing } = definition;
      const { graph } = modelOf(id, variant);
      const { image } = await readPicture(published(samplePath(DEFAULT_SAMPLE)));
      const { pixels } = prepare(image, preprocessingAt(size, preprocessing));
      const picture = contentKey(pixels, size);
      const shapes = inferShapes(graph, size);
      const keysBy: Readonly<Record<string, ReadonlyMap<string, string>>> = {
        [SEEDED]: structuralHashes(graph, shapes, { picture, weights: seededWeights.identity, calibrated: true }),
        [packagedInceptionV3.id]: structuralHashes(graph, shapes, {
          picture,
          weights: (await trained).identity,
          calibrated: false,
        }),
      };
      const posters = Object.entries(postersOf(id, variant));
      expect(posters.length).toBeGreaterThan(0);
      for (const [node, { key, weights }] of posters) expect(key, node).toBe(keysBy[weights]?.get(node));
    },
  );

  it('are of the trained weights that the lab of a variant opens with where those come with the packages', () => {
    const weights = variants.map(({ id, variant }) => [
      `${id}:${variant}`,
      [...new Set(Object.values(postersOf(id, variant)).map((poster) => poster.weights))],
    ]);
    const { network, variants: own, id } = packagedInceptionV3;
    const wanted = variants.map((each) => {
      const isTrained = each.id === network && own.includes(each.variant);
      return [`${each.id}:${each.variant}`, [isTrained ? id : SEEDED]];
    });
    expect(weights).toEqual(wanted);
    // Up to the last trained block: the lab offers nothing trained beyond it.
    expect(Object.keys(postersOf(network, 'keras'))).toContain(packagedInceptionV3.lastBlock);
  });

  it.each(variants)('of $id, $variant, have one for what the lab opens with', ({ id, variant }) => {
    const model = modelOf(id, variant);
    expect(posterOf(id, variant, resolvePath(model, id, firstPath(model)).node.id)).not.toBeNull();
  });

  it('are on the site, as large as they say, and nothing else is', async () => {
    for (const { path, count, columns, tileWidth, tileHeight, gap } of allPosters) {
      const { width, height, format } = await sharp(published(path)).metadata();
      expect(format).toBe('webp');
      expect(width).toBe(columns * (tileWidth + gap) - gap);
      expect(height).toBe(Math.ceil(count / columns) * (tileHeight + gap) - gap);
    }
    const folder = fileURLToPath(new URL('../../../../public/posters', import.meta.url));
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files).toHaveLength(new Set(allPosters.map(({ path }) => path)).size);
  });
});
