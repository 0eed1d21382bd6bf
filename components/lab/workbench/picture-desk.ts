import { AtlasError } from '@/lib/error';
import type { Preprocessing } from '@/lib/networks';
import type { CropChoice, PictureClient, PreparedPicture } from '@/lib/picture/client';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import { extentOf, type InputSize } from '@/lib/reading/size';
import { DEFAULT_SAMPLE, type Sample } from './samples';
import type { PictureOrigin, Store } from './state';

/** A picture as a network takes it. */
export interface PictureSetting {
  readonly size: InputSize;
  readonly preprocessing: Preprocessing;
}

/** How many prepared pictures are kept ready: a few sizes and crops back and forth. */
const PREPARED_KEPT = 6;
/** Bytes that those before the newest may take together: at 299 one has 1.1 MB, at 4,096 it has 201 MB. */
const PREPARED_BYTES = 32e6;

/** What a prepared picture takes, H×W×3 float32. */
function bytesOf(size: InputSize): number {
  const { height, width } = extentOf(size);
  return 12 * height * width;
}

/** Where pictures come from; tests bring their own. */
export interface PictureParts {
  loadPictures(): Promise<PictureClient>;
  fetchSample(sample: Sample): Promise<Blob>;
}

/** The desk for pictures: which one is chosen, how it is cut, and how a network takes it. Its worker starts with the first. */
export class PictureDesk {
  readonly #store: Store;
  readonly #parts: PictureParts;
  #pictures: Promise<PictureClient> | null = null;
  readonly #prepared = new Map<string, { readonly picture: Promise<PreparedPicture>; readonly bytes: number }>();

  constructor(store: Store, parts: PictureParts) {
    this.#store = store;
    this.#parts = parts;
  }

  #client(): Promise<PictureClient> {
    this.#pictures ??= this.#parts.loadPictures();
    return this.#pictures;
  }

  /** Chooses the default sample where nothing is chosen yet. */
  async choose(): Promise<void> {
    const { picture, opening } = this.#store.get();
    if (!picture && !opening) await this.#openSample(DEFAULT_SAMPLE, false);
  }

  async chooseSample(sample: Sample): Promise<void> {
    await this.#openSample(sample, true);
  }

  async #openSample(sample: Sample, picked: boolean): Promise<void> {
    const origin = { kind: 'sample', sample } as const;
    this.#store.set({ opening: origin, refusal: null });
    await this.#open(origin, () => this.#parts.fetchSample(sample), picked);
  }

  /** A picture of the reader's own; a refusal keeps the picture before. */
  async chooseFile(blob: Blob, origin: Exclude<PictureOrigin, { kind: 'sample' }>): Promise<void> {
    this.#store.set({ opening: origin, refusal: null });
    await this.#open(origin, () => Promise.resolve(blob), true);
  }

  async #open(origin: PictureOrigin, blobOf: () => Promise<Blob>, picked: boolean): Promise<void> {
    try {
      const blob = await blobOf();
      const client = await this.#client();
      if (this.#store.get().opening !== origin) return;
      const opened = await client.open(blob);
      if (this.#store.get().opening !== origin) {
        opened.preview.close();
        return;
      }
      this.#store.set({
        picture: { ...opened, origin },
        picked: picked || this.#store.get().picked,
        opening: null,
        crop: null,
      });
    } catch (error) {
      if (this.#store.get().opening !== origin) return;
      const name = origin.kind === 'sample' ? origin.sample : origin.name;
      this.#store.set({ opening: null, refusal: { name, error } });
    }
  }

  /** Something else than a picture was refused where pictures go in (a camera, a drop of text). */
  refuse(name: string, error: unknown): void {
    this.#store.set({ refusal: { name, error } });
  }

  dismissRefusal(): void {
    this.#store.set({ refusal: null });
  }

  moveCrop(crop: { readonly x: number; readonly y: number } | null): void {
    this.#store.set({ crop });
  }

  /** The chosen picture as the network sees it; kept ready, so that asking twice costs nothing. */
  prepare(setting: PictureSetting): Promise<PreparedPicture> {
    const { picture, crop } = this.#store.get();
    if (!picture) return Promise.reject(new AtlasError('picture/not-open', { id: '' }));
    const preprocessing = preprocessingAt(setting.size, setting.preprocessing);
    const key = JSON.stringify([picture.id, preprocessing, crop]);
    const known = this.#prepared.get(key);
    if (known) return known.picture;
    const choice: CropChoice | undefined = crop ?? undefined;
    const made = this.#client().then((client) => client.prepare(picture.id, preprocessing, choice));
    this.#prepared.set(key, { picture: made, bytes: bytesOf(setting.size) });
    made.catch(() => this.#prepared.delete(key));
    this.#dropOld();
    return made;
  }

  /** The newest stays; those before it as far as there is room. */
  #dropOld(): void {
    let [kept, bytes] = [0, 0];
    for (const [key, prepared] of [...this.#prepared].reverse()) {
      if (kept > 0) bytes += prepared.bytes;
      if (kept >= PREPARED_KEPT || bytes > PREPARED_BYTES) this.#prepared.delete(key);
      kept++;
    }
  }

  /** Back to the first sample and its centre. */
  async reset(): Promise<void> {
    this.#store.set({ refusal: null, crop: null });
    const origin = this.#store.get().picture?.origin;
    if (origin?.kind !== 'sample' || origin.sample !== DEFAULT_SAMPLE) await this.chooseSample(DEFAULT_SAMPLE);
  }
}
