import { carriesForeign } from './colour-profile';
import type { Identity } from './identify';
import type { PictureNote } from './image';
import type { Size } from './resize';

/** What is to be said of a picture that was decoded to this size upright, beyond its pixels. */
export async function notesOf(identity: Identity, decoded: Size): Promise<readonly PictureNote[]> {
  const { size, turned, frames, profile } = identity;
  const notes: PictureNote[] = [];
  if (frames > 1) notes.push('first-frame');
  // Containers that do not say that they are turned show it by a size that is swapped.
  const swapped = size !== null && size.width !== size.height && size.width === decoded.height;
  if (turned || swapped) notes.push('rotated');
  if (await carriesForeign(profile)) notes.push('profile-ignored');
  return notes;
}
