import { latin1 } from './kind';

/**
 * Whether an ICC profile describes other colours than sRGB, as far as its beginning says: its description (`desc`, ASCII
 * or UTF-16) names sRGB or it does not. Leaving sRGB away changes nothing, so nothing need be said of it.
 */
export function isForeignProfile(profile: Uint8Array): boolean {
  if (profile.length < 132) return true;
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const count = Math.min(view.getUint32(128), 100);
  for (let entry = 132; entry + 12 <= profile.length && entry < 132 + count * 12; entry += 12) {
    if (latin1(profile, entry, entry + 4) !== 'desc') continue;
    const at = view.getUint32(entry + 4);
    const text = latin1(profile, at, Math.min(at + view.getUint32(entry + 8), at + 512));
    return !/sRGB/i.test(text.replaceAll('\0', ''));
  }
  return true;
}

/** The beginning of an ICC profile as a file carries it. */
export type CarriedProfile = { readonly bytes: Uint8Array<ArrayBuffer>; readonly deflated: boolean };

/** As much of a profile as is looked at: its description stands near its beginning. */
const LOOKED_AT = 64 * 1024;

/** The beginning of a profile that lies between two places of a file, on bytes of its own. */
export const carried = (bytes: Uint8Array, start: number, end: number, deflated = false): CarriedProfile => ({
  bytes: new Uint8Array(bytes.subarray(start, Math.min(end, start + LOOKED_AT))),
  deflated,
});

/** `isForeignProfile` of what a file carries; of a deflated one that is damaged, what came out before counts. */
export async function carriesForeign(profile: CarriedProfile | null): Promise<boolean> {
  if (profile === null) return false;
  return isForeignProfile(profile.deflated ? await inflated(profile.bytes) : profile.bytes);
}

async function inflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const out = new Uint8Array(LOOKED_AT);
  let length = 0;
  try {
    while (length < LOOKED_AT) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, LOOKED_AT - length);
      out.set(part, length);
      length += part.length;
    }
    await reader.cancel();
  } catch {
    // Cut at what is looked at, or damaged.
  }
  return out.subarray(0, length);
}
