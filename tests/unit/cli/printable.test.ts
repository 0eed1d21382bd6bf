import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '@/cli/main';
import { printable } from '@/cli/printable';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atlas-printable-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function atlas(...args: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join(''), err: err.join('') };
}

/** Colours, a title, a cursor, a bell, C1, directions and separators. */
const EVIL = '\u001b[31m\u001b]0;x\u0007\r\b\u007f\u009b2J\u202e\u2066\u200f\u2028';
const moves = (text: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/.test(text);

describe('what a terminal is shown', () => {
  it('has what would move it written out, and everything else as it is', () => {
    expect(printable('a\nb\tc ×ä中😀\r\n')).toBe('a\nb\tc ×ä中😀\r\n');
    expect(printable('a\rb')).toBe('a\\u000db');
    expect(printable('\u001b[31m\u202e')).toBe('\\u001b[31m\\u202e');
    expect(moves(printable(EVIL))).toBe(false);
  });

  it('is clean whatever stands in a file: keys, metadata and names', async () => {
    const pieces = safetensorsPieces(
      [{ key: `k${EVIL}`, dtype: 'F32', shape: [1], byteLength: 4, bytes: () => new Uint8Array(4) }],
      { format: `m${EVIL}` },
    );
    const path = join(folder, 'evil\u001b[31m\u202e.safetensors');
    await writeFile(path, pieces);
    const table = await atlas('weights', 'inspect', path);
    expect(table.code).toBe(0);
    expect(table.out).toContain('k\\u001b[31m');
    expect(moves(table.out)).toBe(false);
    const json = await atlas('weights', 'inspect', path, '--format', 'json');
    expect(moves(json.out)).toBe(false);
    // Escaped, it is still the same text.
    expect(JSON.parse(json.out)).toMatchObject({ metadata: { format: `m${EVIL}` }, tensors: [{ key: `k${EVIL}` }] });
  });

  it('is clean where an error repeats what was typed or found', async () => {
    for (const args of [
      [EVIL],
      ['describe', EVIL],
      ['weights', 'inspect', `no${EVIL}file`],
      ['activations', 'inception-v4', `--x${EVIL}`],
      ['activations', 'inception-v4', '--weights', 'seeded', '--input', 'x.png', '--at', EVIL, '--out', 'y'],
    ]) {
      const { code, err } = await atlas(...args);
      expect(code, args.join(' ')).toBe(2);
      expect(moves(err), args.join(' ')).toBe(false);
    }
  });
});
