import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('./compute-in-small-heap.ts', import.meta.url));
const root = fileURLToPath(new URL('../../../..', import.meta.url));

const run = async (mebibytes: number): Promise<{ code: string; data?: object }> => {
  const args = ['--import', 'tsx', script, String(mebibytes)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
};

// Limits at which an upload, a result, or a copy inside of the backend is the first that gets nothing; each left to
// itself gives a trap, an abort, or numbers that are wrong.
it.each([17, 33, 64])(
  'a heap of %i MiB is an error with a code, never wrong numbers',
  { timeout: 300_000 },
  async (limit) => {
    expect(await run(limit)).toMatchObject({ code: 'runtime/out-of-memory', data: { backend: 'wasm' } });
  },
);

it('a heap that is large enough computes', { timeout: 300_000 }, async () => {
  expect(await run(2048)).toEqual({ code: 'computed' });
});
