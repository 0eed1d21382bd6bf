import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decode } from '@/lib/picture/decode';
import { identify } from '@/lib/picture/identify';
import { picture } from '@/tests/e2e/pictures';

const animated = readFileSync(new URL('../../golden/picture/files/animated.jxl', import.meta.url));

/** Decodes with a browser that reads what `reads` says; what it was given, in order. */
async function decodedBy(reads: (bytes: Uint8Array) => boolean, file: Buffer) {
  const given: Uint8Array[] = [];
  vi.stubGlobal('createImageBitmap', async (blob: Blob) => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    given.push(bytes);
    if (!reads(bytes)) throw new DOMException('The source image could not be decoded.', 'InvalidStateError');
    return { width: 1, height: 1, close: () => {} };
  });
  const error: unknown = await decode(new Blob([new Uint8Array(file)])).catch((cause: unknown) => cause);
  return { error, given };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('in a browser', () => {
  it('that reads no JPEG XL, one is named', async () => {
    const { error, given } = await decodedBy(() => false, animated);
    expect(error).toMatchObject({ code: 'picture/kind-unread', data: { kind: 'jxl' } });
    expect(given).toHaveLength(2);
  });

  it('that reads JPEG XL, one that cannot be decoded is damaged', async () => {
    const { error, given } = await decodedBy((bytes) => bytes.length < 30, animated);
    expect(error).toMatchObject({ code: 'picture/undecodable', data: { kind: 'jxl' } });
    expect(identify(given[1] ?? new Uint8Array(0))).toMatchObject({ kind: 'jxl', size: { width: 1, height: 1 } });
  });

  it.each(['orientation-6.webp', 'orientation-3.png'])('%s is given without its orientation', async (name) => {
    const file = await picture(name);
    expect(identify(file).orientation).not.toBe(1);
    const { given } = await decodedBy(() => false, file);
    expect(identify(given[0] ?? new Uint8Array(0))).toMatchObject({
      orientation: 1,
      complete: true,
      size: identify(file).size,
    });
  });
});
