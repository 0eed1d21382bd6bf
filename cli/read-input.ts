import { readFile } from 'node:fs/promises';
import { pictureNotes } from '@/content/en/words/picture-notes';
import { isNpy, readNpy } from '@/lib/export/npy';
import type { Preprocessing } from '@/lib/networks';
import { prepare } from '@/lib/picture/prepare';
import { preprocessingAt } from '@/lib/picture/preprocessing';
import { inputSize, sameSize } from '@/lib/reading/size';
import type { Picture } from '@/lib/runtime/engine/layer';
import { activationsError } from './activations-errors';
import { failureReason } from './failure-reason';
import { readPicture } from './read-picture';
import { type ChosenNetwork, selectSize } from './select-network';

/** What goes in, and what was done to it or is to be known of it: lines in the words of the page, for stderr. */
interface Input {
  readonly picture: Picture;
  readonly notes: string;
}

/**
 * The input of a network from a picture, prepared as the weights ask, or from an H×W×3 float32 .npy, which goes in as it is.
 * @param size of a picture, as it was typed.
 * @throws `activations/cannot-read`, `activations/bad-npy`, `activations/not-finite`, `activations/size-of-tensor`, `picture/…`, `cli/bad-size`, `shape/…`.
 */
export async function readInput(
  selection: ChosenNetwork,
  preprocessing: Preprocessing,
  file: string,
  size: string | undefined,
): Promise<Input> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw activationsError('activations/cannot-read', { file, reason: failureReason(cause) }, { cause });
  }
  if (isNpy(bytes) || file.toLowerCase().endsWith('.npy')) {
    const array = readNpy(bytes);
    if (typeof array === 'string') throw activationsError('activations/bad-npy', { file, reason: array });
    const [height = 0, width = 0, channels = 0] = array.shape;
    if (array.shape.length !== 3 || channels !== 3 || height < 1 || width < 1) {
      throw activationsError('activations/bad-npy', {
        file,
        reason: `its shape is ${array.shape.join('×') || 'scalar'}`,
      });
    }
    const index = array.data.findIndex((value) => !Number.isFinite(value));
    if (index >= 0) {
      const at = [Math.floor(index / (width * channels)), Math.floor(index / channels) % width, index % channels];
      throw activationsError('activations/not-finite', { file, at, value: String(array.data[index]) });
    }
    if (size !== undefined && !sameSize(selectSize(selection, size), inputSize(height, width))) {
      throw activationsError('activations/size-of-tensor', { file, height, width });
    }
    return { picture: { height, width, channels, pixels: array.data }, notes: '' };
  }
  const wanted = selectSize(selection, size);
  const { image, notes: found } = await readPicture(bytes);
  const { pixels, height, width, notes: made } = prepare(image, preprocessingAt(wanted, preprocessing));
  const notes = [...new Set([...found, ...made])].map((note) => `${pictureNotes[note]}\n`).join('');
  return { picture: { height, width, channels: 3, pixels }, notes };
}
