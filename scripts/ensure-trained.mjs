import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runCommand } from './run-command.mjs';

/**
 * Makes sure that the trained weights which come with the packages are in `public/weights`. The site works without
 * them, so a failure is told and no reason to stop.
 */
export async function ensureTrained() {
  const file = join(root, 'public', 'weights', 'inception-v3-keras.safetensors');
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there) return;
  const code = await runCommand(process.execPath, ['--import', 'tsx', join(root, 'scripts', 'trained-weights.ts')]);
  if (code !== 0) console.error('The trained weights could not be prepared; the site shows untrained maps instead.');
}
