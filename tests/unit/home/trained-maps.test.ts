import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawTrainedMaps, PLACES } from '@/cli/trained-maps';
import { trainedMaps } from '@/components/home/trained-maps';
import { samplePath } from '@/components/lab/workbench/samples';
import { packagedInceptionV3 } from '@/lib/weights/catalogue';

const file = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const published = (path: string) => readFileSync(file(`public${path}`));
const { sheets, picture, sample } = trainedMaps;

describe('the trained maps of the home page', () => {
  it('show what the network computes now (if not: node --import tsx scripts/home-maps.ts)', async () => {
    // One place, since its key and those of all before it hang together: a map of edges, early and quick.
    const [place = ''] = PLACES;
    const now = await drawTrainedMaps(
      new Uint8Array(published(samplePath(sample))),
      createRequire(import.meta.url),
      file('node_modules'),
      [place],
    );
    expect(trainedMaps).toMatchObject({
      network: now.network,
      variant: now.variant,
      weights: now.weights,
      key: now.key,
    });
    const [sheet] = now.sheets;
    expect(sheets[0]).toMatchObject({
      at: sheet?.at,
      shape: sheet?.shape,
      channels: sheet?.channels,
      side: sheet?.side,
    });
    // Not to the byte: encoders differ.
    const pixels = (webp: Buffer) => sharp(webp).removeAlpha().raw().toBuffer();
    const [kept, drawn] = [
      await pixels(published(sheets[0]?.path ?? '')),
      await pixels(sheet?.webp ?? Buffer.alloc(0)),
    ];
    expect(kept.length).toBe(drawn.length);
    const apart = kept.reduce((sum, value, i) => sum + Math.abs(value - (drawn[i] ?? 0)), 0) / kept.length;
    expect(apart).toBeLessThan(4);
  });

  it('go from the first layer to the last trained block', () => {
    expect(sheets.map(({ at }) => at)).toEqual(PLACES);
    expect(PLACES.at(-1)).toBe(packagedInceptionV3.lastBlock);
    expect(trainedMaps.weights).toBe(packagedInceptionV3.id);
    expect(packagedInceptionV3.variants).toContain(trainedMaps.variant);
    for (const { channels, shape } of sheets) {
      expect(new Set(channels).size).toBe(4);
      expect(Math.max(...channels)).toBeLessThan(shape.at(-1) ?? 0);
    }
  });

  it('are on the site, as large as they say, light, and nothing else is', async () => {
    const all = [{ path: picture.path, side: picture.side }, ...sheets];
    let bytes = 0;
    for (const { path, side } of all) {
      const image = published(path);
      const { width, height, format } = await sharp(image).metadata();
      expect([format, width, height], path).toEqual(['webp', side, side]);
      bytes += image.length;
    }
    // Eight pictures at twice their size on the page, together less than one photograph.
    expect(bytes).toBeLessThan(130_000);
    expect(readdirSync(file('public/trained'))).toHaveLength(all.length);
  });
});
