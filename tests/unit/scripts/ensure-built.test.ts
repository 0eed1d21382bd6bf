import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '@/scripts/ensure-built.mjs';

let base = '';

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'atlas-hash-'));
  await mkdir(join(base, 'app'));
  await writeFile(join(base, 'app', 'page.tsx'), 'one');
  await writeFile(join(base, 'next.config.mjs'), 'two');
});

afterEach(() => rm(base, { recursive: true }));

describe('hashOf', () => {
  it('changes with contents, names and presence, and with nothing else', async () => {
    const paths = ['app', 'next.config.mjs', 'absent'];
    const first = await hashOf(base, paths, '');
    expect(await hashOf(base, paths, '')).toBe(first);
    await writeFile(join(base, 'app', 'page.tsx'), 'ONE');
    const edited = await hashOf(base, paths, '');
    await rename(join(base, 'app', 'page.tsx'), join(base, 'app', 'other.tsx'));
    const renamed = await hashOf(base, paths, '');
    await rm(join(base, 'app', 'other.tsx'));
    const removed = await hashOf(base, paths, '');
    const elsewhere = await hashOf(base, paths, '/atlas');
    expect(new Set([first, edited, renamed, removed, elsewhere]).size).toBe(5);
  });

  it('does not confuse where one file ends and the next begins', async () => {
    await writeFile(join(base, 'a'), 'xy');
    await writeFile(join(base, 'b'), 'z');
    const one = await hashOf(base, ['a', 'b'], '');
    await writeFile(join(base, 'a'), 'x');
    await writeFile(join(base, 'b'), 'yz');
    expect(await hashOf(base, ['a', 'b'], '')).not.toBe(one);
  });
});
