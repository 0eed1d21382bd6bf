import type { PictureNote } from '@/lib/picture/image';

/** What is said beside a picture, on the page and on the command line. */
export const pictureNotes: Readonly<Record<PictureNote, string>> = {
  'first-frame': 'More than one picture in the file, as in an animation: this is the first.',
  rotated: 'Turned upright, as the camera noted.',
  'profile-ignored': 'Its colour profile is not applied: the stored values are read, as Pillow reads them.',
  'alpha-on-white': 'Transparent parts are laid on white.',
  grey: 'A grey picture: the network gets the same value for red, green and blue.',
  enlarged: 'Smaller than the input of the network, so it was enlarged.',
  padded: 'Smaller than the input of the network, so it is surrounded with black.',
};
