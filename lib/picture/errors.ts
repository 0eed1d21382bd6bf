import { errorFactory } from '../error';

/** What a refused file looks like, where its first bytes say so. */
export type Resemblance = 'text' | 'pdf' | 'archive' | 'video' | 'audio' | 'nothing-known';

/** Kinds that are told by name and read by few decoders or none. */
export type UnreadKind = 'tiff' | 'jp2' | 'jxl' | 'ico';

/** Every way in which a picture is refused or lost, with the facts that go with it. Sizes in pixels and bytes. */
export type PictureErrors = {
  /** The file holds no byte. */
  'picture/empty': Record<string, never>;
  'picture/not-a-picture': { bytes: number; resembles: Resemblance };
  /** The file ends before its (first) picture does. */
  'picture/truncated': { kind: string; bytes: number };
  /** More pixels than are decoded here; known from the header, before any decoding. */
  'picture/too-large': { kind: string; width: number; height: number; maxSide: number; maxPixels: number };
  'picture/too-heavy': { bytes: number; maxBytes: number };
  'picture/svg': Record<string, never>;
  /** This decoder has no HEVC. */
  'picture/heic': Record<string, never>;
  /** A kind that this decoder does not read at all. */
  'picture/kind-unread': { kind: UnreadKind };
  /** A known kind that this decoder cannot read: damaged inside, or a kind that it does not know. */
  'picture/undecodable': { kind: string };
  /** The bytes of the file cannot be read (moved, changed or locked since it was chosen). */
  'picture/unreadable': { reason: string };
  'picture/timeout': { seconds: number };
  /** A newer picture was chosen, or the client was closed. */
  'picture/cancelled': Record<string, never>;
  'picture/worker-failed': { reason: string };
  /** A prepare for a picture that this client has not opened. */
  'picture/not-open': { id: string };
  'picture/bad-preprocessing': { field: string; value: number };
};

export const pictureError = errorFactory<PictureErrors>();
