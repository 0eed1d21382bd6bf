import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main } from '@/cli/main';
import { stateDict } from '@/lib/graph/graph';
import { readNetwork } from '@/lib/graph/model';
import { modelOf } from '@/lib/networks';

async function atlas(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await main(['export', ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('atlas export', () => {
  it('writes PyTorch code of a network or a part, and says where it came from', async () => {
    const { code, out, err } = await atlas('inception-v4');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^# Inception-v4 \(Released\), generated .*\nimport torch\n/);
    expect(out).toContain('class InceptionV4(nn.Module):');
    const part = await atlas('inception-v4:paper/features.6', '--format', 'pytorch');
    expect(part.out).toMatch(/^# features\.6 of Inception-v4 \(Paper\)/);
    expect(part.out.trimEnd()).toMatch(/class Inception_A[\s\S]*return torch\.cat\(\(x0, x1, x2, x3\), 1\)$/);
  });

  it('writes to a file, and the same', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atlas-'));
    try {
      const file = join(folder, 'a.py');
      const { code, out, err } = await atlas('inception-v4/stem', '--out', file);
      const text = await readFile(file, 'utf8');
      expect({ code, out }).toEqual({ code: 0, out: '' });
      expect(err).toBe(`${file}: ${text.split('\n').length - 1} lines\n`);
      expect(text).toBe((await atlas('inception-v4/stem')).out);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('writes the expression, off which the whole network can be read again', async () => {
    const { out } = await atlas('inception-resnet-v2', '--format', 'json');
    const { network, variant, path, expression } = JSON.parse(out);
    expect({ network, variant, path }).toEqual({ network: 'inception-resnet-v2', variant: 'released', path: '' });
    expect(stateDict(readNetwork(expression).graph)).toEqual(stateDict(modelOf('inception-resnet-v2').graph));
  });

  it('writes a table that adds up, at any size', async () => {
    const { out } = await atlas('inception-v4', '--format', 'csv');
    const [heading = '', ...rows] = out.trimEnd().split('\r\n');
    const column = (name: string): readonly string[] => {
      const at = heading.split(',').indexOf(name);
      return rows.map((row) => row.split(',')[at] ?? '');
    };
    const sum = (name: string): number => column(name).reduce((total, value) => total + Number(value), 0);
    expect(rows).toHaveLength(modelOf('inception-v4').graph.nodes.length - 1);
    expect({ parameters: sum('parameters'), macs: sum('macs') }).toEqual({
      parameters: 42_679_816,
      macs: 12_253_974_624,
    });
    const small = await atlas('inception-v4/features.6', '--format', 'csv', '--size', '160');
    expect(small.out).toMatch(/^features\.6,[^\r]*,concat,.*,17x17x384,/m);
  });

  it.each([
    [['inception-v4/features.66'], /no part “features\.66”.*features\.6/],
    [['inception-v4/features.6@concat'], /points into a tensor.*Write inception-v4\/features\.6\./],
    [['inception-v4', '--format', 'keras'], /no format “keras”\. Choose one of: pytorch, json, csv/],
    [['inception-v4', '--format', 'csv', '--size', '8'], /not an input size of inception-v4/],
    [['inception-resnet-v2/stem', '--format', 'json'], /stem has no expression of its own/],
    [['inception-v4', '--out', '/no/such/folder/a.py'], /cannot be written: there is no such file/],
  ])('%j is refused with the reason', async (args, said) => {
    const { code, out, err } = await atlas(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(said);
  });

  it('helps', async () => {
    expect((await atlas('--help')).out).toMatch(/^Usage: atlas export/);
  });
});
