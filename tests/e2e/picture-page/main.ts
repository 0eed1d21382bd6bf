import { AtlasError } from '@/lib/error';
import { createPictureClient } from '@/lib/picture/client';
import type { Preprocessing } from '@/lib/picture/preprocessing';

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const blobOf = (base64: string, type: string) => new Blob([bytesOf(base64)], { type });
const codeOf = (error: unknown) => (error instanceof AtlasError ? error.code : String(error));

const client = createPictureClient();

/** Opens and prepares one file; plain data of what came back. */
async function read(base64: string, type: string, preprocessing: Preprocessing) {
  try {
    const opened = await client.open(blobOf(base64, type));
    const prepared = await client.prepare(opened.id, preprocessing);
    return {
      kind: opened.kind,
      size: [opened.width, opened.height],
      notes: opened.notes,
      preview: [opened.preview.width, opened.preview.height],
      crop: prepared.crop,
      cropPreview: [prepared.preview.width, prepared.preview.height],
      key: prepared.key,
      pixels: [...prepared.pixels],
    };
  } catch (error) {
    return { code: codeOf(error), data: error instanceof AtlasError ? error.data : null };
  }
}

/** An open that is given one millisecond; then one overtaken by the next; then one that is closed under way. */
async function interrupt(base64: string) {
  const blob = blobOf(base64, 'image/png');
  const hasty = await createPictureClient({ timeoutMs: 1 }).open(blob).catch(codeOf);
  const other = createPictureClient();
  const overtaken = other.open(blob).catch(codeOf);
  const newest = await other.open(blob);
  const leaving = other.open(blob).catch(codeOf);
  other.close();
  return { hasty, overtaken: await overtaken, newest: newest.kind, leaving: await leaving };
}

declare global {
  interface Window {
    pictures: { read: typeof read; interrupt: typeof interrupt };
  }
}
window.pictures = { read, interrupt };
