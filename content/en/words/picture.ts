import type { ErrorWords } from '@/lib/explanation';
import type { PictureErrors, Resemblance, UnreadKind } from '@/lib/picture/errors';

const KINDS: Readonly<Record<string, string>> = {
  jpeg: 'a JPEG',
  png: 'a PNG',
  gif: 'a GIF',
  webp: 'a WebP picture',
  bmp: 'a BMP',
  avif: 'an AVIF picture',
  heic: 'a HEIC photograph',
  tiff: 'a TIFF',
  jxl: 'a JPEG XL picture',
  jp2: 'a JPEG 2000 picture',
  ico: 'a Windows icon',
};
const kindName = (kind: string): string => KINDS[kind] ?? 'a picture';
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const RESEMBLANCES: Readonly<Record<Resemblance, string>> = {
  text: 'It looks like text.',
  pdf: 'It looks like a PDF document.',
  archive: 'It looks like an archive.',
  video: 'It looks like a video.',
  audio: 'It looks like a sound.',
  'nothing-known': 'Its bytes begin like no kind of picture that is known here.',
};

const UNREAD: Readonly<Record<UnreadKind, string>> = {
  tiff: 'Few browsers read this format of scanners and print; the command line of the atlas does.',
  jxl: 'Some browsers read this new format, this decoder does not.',
  jp2: 'Few programs outside of cinemas, archives and medicine read this format.',
  ico: 'It holds several pictures of a few pixels a side, and each decoder takes another one.',
};

const count = (value: number): string => value.toLocaleString('en');
const mebibytes = (bytes: number): string => `${count(Math.ceil(bytes / 2 ** 20))} MiB`;
const megapixels = (pixels: number): string => `${(pixels / 1e6).toFixed(0)} megapixels`;

/** Pictures that are refused or lost (`lib/picture`). */
export const pictureErrors: ErrorWords<PictureErrors> = {
  'picture/empty': () => ({
    what: 'The file is empty.',
    means: 'It holds 0 bytes, so there is no picture in it.',
    next: 'Save or copy the picture again, or choose another.',
  }),
  'picture/not-a-picture': ({ resembles }) => ({
    what: 'This file is not a picture.',
    means: RESEMBLANCES[resembles],
    next: 'Choose a JPEG, PNG, WebP, GIF, AVIF or BMP.',
  }),
  'picture/truncated': ({ kind, bytes }) => ({
    what: `The file ends before the picture does: ${kindName(kind)} cut off after ${count(bytes)} bytes.`,
    means: 'A part of the picture is missing, as after a broken download.',
    next: 'Download or copy it again, or choose another.',
  }),
  'picture/too-large': ({ width, height, maxSide, maxPixels }) => ({
    what: `The picture is too large: ${count(width)} × ${count(height)} pixels.`,
    means: `At most ${count(maxSide)} pixels a side and ${megapixels(maxPixels)} are decoded, so that memory suffices.`,
    next: 'Make it smaller in another program; the network sees a few hundred pixels a side anyway.',
  }),
  'picture/too-heavy': ({ bytes, maxBytes }) => ({
    what: `The file is too large: ${mebibytes(bytes)}.`,
    means: `Files of up to ${mebibytes(maxBytes)} are read.`,
    next: 'Save the picture as a JPEG, or choose another.',
  }),
  'picture/svg': () => ({
    what: 'This is an SVG drawing, not a picture made of pixels.',
    means: 'It has no pixels of its own, and how it looks depends on fonts and files that are not in it.',
    next: 'Export it as a PNG, or take a screenshot of it, and choose that.',
  }),
  'picture/heic': () => ({
    what: 'This is a HEIC photograph, which cannot be decoded here.',
    means: 'Among browsers only Safari reads the format of the iPhone camera.',
    next: 'Export it as JPEG (on a Mac with Preview, on an iPhone by sharing it as “most compatible”), or use Safari.',
  }),
  'picture/kind-unread': ({ kind }) => ({
    what: `This is ${kindName(kind)}, which cannot be decoded here.`,
    means: UNREAD[kind],
    next: 'Open it in another program, save it as PNG, and choose that.',
  }),
  'picture/undecodable': ({ kind }) => ({
    what: `${capital(kindName(kind))} that cannot be decoded here.`,
    means: 'It is damaged inside, or of a variety that this decoder does not know.',
    next: 'Open it in another program, save it as JPEG or PNG, and choose that.',
  }),
  'picture/unreadable': ({ reason }) => ({
    what: `The file cannot be read (${reason}).`,
    means: 'It was moved, changed or locked since it was chosen.',
    next: 'Choose it again.',
  }),
  'picture/timeout': ({ seconds }) => ({
    what: `The picture was not ready after ${seconds} seconds.`,
    means: 'Decoding was given up; everything else goes on.',
    next: 'Try again, or choose a smaller picture.',
  }),
  'picture/cancelled': () => ({
    what: 'The picture was given up for a newer one.',
    means: 'Nothing is lost.',
    next: 'Choose it again if you want it after all.',
  }),
  'picture/worker-failed': ({ reason }) => ({
    what: `The picture decoder broke down (${reason}).`,
    means: 'The pictures opened before are still there.',
    next: 'Try again; if it happens again, choose a smaller picture or reload the page.',
  }),
  'picture/not-open': () => ({
    what: 'This picture is not open any more.',
    means: 'Its file was let go.',
    next: 'Choose it again.',
  }),
  'picture/bad-preprocessing': ({ field, value }) => ({
    what: `A ${field} of ${value} is not possible.`,
    means: 'The picture cannot be prepared for the network.',
    next: 'Give sizes in whole pixels of at least 1, and deviations above 0.',
  }),
};
