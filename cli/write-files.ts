import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { activationsError } from './activations-errors';
import { failureReason } from './failure-reason';

/** A folder and those around it, where they are not there. @throws `activations/cannot-write`. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw activationsError('activations/cannot-write', { folder, reason: failureReason(cause) }, { cause });
  }
}

/** @throws `activations/cannot-write`. */
export async function writeFiles(
  folder: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[],
) {
  try {
    for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
  } catch (cause) {
    throw activationsError('activations/cannot-write', { folder, reason: failureReason(cause) }, { cause });
  }
}
