import sharp from 'sharp';
import { resolvePath } from '@/lib/graph/address';
import { findNetwork, modelOf } from '@/lib/networks';
import { contentKey } from '@/lib/picture/content-key';
import { prepare } from '@/lib/picture/prepare';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import { Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { compute, prepareRun } from '@/lib/runtime/session/compute';
import { colourRange, scaleOf } from '@/lib/tiles/colour-range';
import { lutOf } from '@/lib/tiles/colour-scale';
import { channelStatistics } from '@/lib/tiles/statistics';
import { tellingChannels } from '@/lib/tiles/telling-channels';
import { paint } from '@/lib/tiles/tile';
import { packagedInceptionV3 } from '@/lib/weights/catalogue';
import { packagedWeights } from './packaged-inception-v3';
import { readPicture } from './read-picture';

/** From the first layer to the last trained block: where the grid shrinks or the blocks change. */
export const PLACES = [
  'Conv2d_1a_3x3',
  'Conv2d_2b_3x3',
  'Conv2d_4a_3x3',
  'Mixed_5b',
  'Mixed_5d',
  'Mixed_6a',
  'Mixed_6c',
];

/** Maps in a row of a sheet, and as many rows. */
const ROW = 2;
/** Between two maps, in pixels of the sheet. */
const GAP = 3;
/** About the side of a map on the sheet: smaller maps have every value drawn as a square. */
const MAP_SIDE = 148;
/** Twice what the page shows of the picture. */
const PICTURE_SIDE = 299;

/** A sheet of maps as an image file. */
export interface DrawnSheet {
  readonly at: string;
  readonly shape: readonly number[];
  readonly channels: readonly number[];
  readonly side: number;
  readonly webp: Buffer;
}

/** Everything for the row of trained maps but where it lies. */
export interface DrawnMaps {
  readonly network: string;
  readonly variant: string;
  readonly weights: string;
  readonly key: string;
  readonly picture: { readonly side: number; readonly size: number; readonly webp: Buffer };
  readonly sheets: readonly DrawnSheet[];
}

/** Maps of some channels side by side, every value a square of `scale` pixels, transparent between the maps. */
async function sheetOf(values: Float32Array, [height = 1, width = 1, count = 1]: readonly number[]) {
  const channels = tellingChannels(values, count, ROW * ROW);
  const statistics = channelStatistics(values, height, width, count);
  const ranges = colourRange(statistics, 'channel');
  const lut = lutOf(scaleOf(statistics));
  const scale = Math.max(1, Math.round(MAP_SIDE / height));
  const [across, side] = [width * scale, ROW * height * scale + (ROW - 1) * GAP];
  const pixels = new Uint8ClampedArray(side * side * 4);
  channels.forEach((channel, index) => {
    const own = Float32Array.from({ length: height * width }, (_, place) => values[place * count + channel] ?? 0);
    const map = paint(own, width, height, [ranges.low[channel] ?? 0, ranges.high[channel] ?? 1], lut);
    const [top, left] = [Math.floor(index / ROW) * (height * scale + GAP), (index % ROW) * (across + GAP)];
    for (let y = 0; y < height * scale; y++) {
      for (let x = 0; x < across; x++) {
        const from = 4 * (Math.floor(y / scale) * width + Math.floor(x / scale));
        pixels.set(map.subarray(from, from + 4), 4 * ((top + y) * side + left + x));
      }
    }
  });
  const raw = { width: side, height: side, channels: 4 } as const;
  // Squares have sharp edges, which a lossy format blurs; single pixels are too many for a lossless one.
  const webp = await sharp(pixels, { raw })
    .webp(scale > 1 ? { lossless: true } : { quality: 72 })
    .toBuffer();
  return { channels, side, webp };
}

/**
 * Computes and draws what Inception-v3 with the trained weights of the packages answers to a picture.
 * @param load, modules as for `readPackagedModel`. @param places local addresses; all of the row where left out.
 */
export async function drawTrainedMaps(
  bytes: Uint8Array<ArrayBuffer>,
  load: (path: string) => unknown,
  modules: string,
  places: readonly string[] = PLACES,
): Promise<DrawnMaps> {
  const { id: weightsId, network, variants } = packagedInceptionV3;
  const variant = variants[0] ?? null;
  const weights = await packagedWeights(load, modules);
  const definition = findNetwork(network);
  const model = modelOf(network, variant);
  const { graph } = model;
  const size = definition.defaultSize;
  const { image } = await readPicture(bytes);
  const { pixels } = prepare(image, preprocessingAt(size, definition.preprocessing));
  const nodeOf = (at: string): string => resolvePath(model, network, at).node.id;
  const picture = { height: size, width: size, channels: 3, pixels };
  const given = {
    network,
    graph,
    picture,
    pictureKey: contentKey(pixels, size),
    weights,
    calibrated: false,
    rewrites: {},
  };

  const engine = new Engine(await openBackend('wasm'));
  try {
    const targets = places.map(nodeOf);
    const prepared = prepareRun(engine, given, targets);
    const deepest = prepared.ground.reach(nodeOf(PLACES.at(-1) ?? ''));
    const sheets: DrawnSheet[] = [];
    await compute(engine, prepared, {}, async ({ whole, shapeOf }) => {
      for (const [index, at] of places.entries()) {
        const node = targets[index] ?? '';
        const shape = shapeOf(node);
        sheets.push({ at, shape, ...(await sheetOf(await whole(node), shape)) });
      }
    });
    const rgb = Uint8ClampedArray.from(pixels, (value, i) => {
      const { mean, std } = definition.preprocessing;
      return 255 * (value * (std[i % 3] ?? 1) + (mean[i % 3] ?? 0));
    });
    const webp = await sharp(rgb, { raw: { width: size, height: size, channels: 3 } })
      .resize(PICTURE_SIDE)
      .webp({ quality: 82 })
      .toBuffer();
    const shown = { side: PICTURE_SIDE, size, webp };
    return { network, variant: variant ?? '', weights: weightsId, key: deepest ?? '', picture: shown, sheets };
  } finally {
    engine.close();
  }
}
