import { AtlasError } from '../error';
import { contentKey } from './content-key';
import { decode } from './decode';
import { pictureError } from './errors';
import type { OpaqueImage, PictureNote } from './image';
import type { PictureKind } from './kind';
import { prepare } from './prepare';
import { cropPreviewOf, previewOf } from './preview';
import type { PictureAnswer, PictureFailure, PictureRequest } from './protocol';

/** The last picture, so that another crop or size does not decode again. One only: it may be 256 MiB. */
type Kept = {
  readonly id: string;
  readonly image: OpaqueImage;
  readonly kind: PictureKind;
  readonly notes: readonly PictureNote[];
};

let kept: Kept | null = null;

async function pictureOf(id: string, blob: Blob): Promise<Kept> {
  if (kept?.id === id) return kept;
  // Let go of the old pixels before the new ones are made.
  kept = null;
  const { image, notes, identity } = await decode(blob);
  kept = { id, image, notes, kind: identity.kind };
  return kept;
}

async function answerTo(message: PictureRequest): Promise<{ answer: PictureAnswer; transfer: Transferable[] }> {
  const { request, id } = message;
  const { image, kind, notes } = await pictureOf(id, message.blob);
  switch (message.type) {
    case 'open': {
      const preview = await previewOf(image);
      const { width, height } = image;
      return {
        answer: { type: 'opened', request, picture: { id, kind, width, height, notes, preview } },
        transfer: [preview],
      };
    }
    case 'prepare': {
      const prepared = prepare(image, message.preprocessing, message.choice);
      const preview = await cropPreviewOf(image, prepared);
      const { pixels, width, height, crop } = prepared;
      const key = contentKey(pixels, width);
      const allNotes = [...notes, ...prepared.notes];
      return {
        answer: {
          type: 'prepared',
          request,
          picture: { pixels, width, height, crop, notes: allNotes, preview, key },
        },
        transfer: [pixels.buffer, preview],
      };
    }
  }
}

function failureOf(error: unknown): PictureFailure {
  const known = error instanceof AtlasError && error.code.startsWith('picture/') ? error : null;
  const { code, data } = known ?? pictureError('picture/worker-failed', { reason: String(error) });
  return { code, data } as PictureFailure;
}

// One request after the other: two pictures in memory at once would be twice the limit.
let queue: Promise<void> = Promise.resolve();

addEventListener('message', ({ data }: MessageEvent<PictureRequest>) => {
  queue = queue.then(async () => {
    try {
      const { answer, transfer } = await answerTo(data);
      postMessage(answer, { transfer });
    } catch (error) {
      postMessage({ type: 'failed', request: data.request, failure: failureOf(error) } satisfies PictureAnswer);
    }
  });
});
