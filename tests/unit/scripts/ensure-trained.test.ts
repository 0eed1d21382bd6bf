import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ensureTrained } from '../../../scripts/ensure-trained.mjs';

let base: string;
let runs: number;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'atlas-trained-'));
  runs = 0;
  await mkdir(join(base, 'scripts'));
  await writeFile(join(base, 'scripts', 'trained-weights.ts'), 'first version');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(base, { recursive: true, force: true });
});

/** Makes what the script makes. */
async function make(): Promise<number> {
  runs++;
  const folder = join(base, 'public', 'weights');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'inception-v3-keras.safetensors'), `weights ${runs}`);
  await writeFile(join(folder, 'index.json'), '{}');
  return 0;
}
const fail = async (): Promise<number> => {
  runs++;
  return 1;
};

describe('the set-up of the trained weights', () => {
  it('runs once, and not again while nothing changed', async () => {
    await ensureTrained(base, make);
    await ensureTrained(base, make);
    expect(runs).toBe(1);
  });

  it('runs again where its result is gone or its makers changed', async () => {
    await ensureTrained(base, make);
    await rm(join(base, 'public', 'weights', 'index.json'));
    await ensureTrained(base, make);
    expect(runs).toBe(2);
    await writeFile(join(base, 'scripts', 'trained-weights.ts'), 'second version');
    await ensureTrained(base, make);
    expect(runs).toBe(3);
    await ensureTrained(base, make);
    expect(runs).toBe(3);
  });

  it('tells a failure, goes on, and tries again the next time', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await ensureTrained(base, fail);
    expect(said.mock.calls.flat().join()).toContain('the site shows untrained maps instead');
    await ensureTrained(base, make);
    expect(runs).toBe(2);
    // What worked before does not count after a change that fails.
    await writeFile(join(base, 'scripts', 'trained-weights.ts'), 'third version');
    await ensureTrained(base, fail);
    await ensureTrained(base, fail);
    expect(runs).toBe(4);
    expect(await readFile(join(base, 'public', 'weights', 'index.json'), 'utf8')).toBe('{}');
  });
});
