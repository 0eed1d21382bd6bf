import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { main } from '@/cli/main';
import { networks } from '@/lib/networks';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const script = join(root, 'scripts/atlas.mjs');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const run = (command: string, args: readonly string[], cwd: string): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });

const atlas = (...args: string[]): Promise<Ended> => run(process.execPath, [script, ...args], tmpdir());

/** The same without a process. */
async function inside(...args: string[]): Promise<Ended> {
  let [out, err] = ['', ''];
  const code = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

describe('atlas as a process', () => {
  it('describes a network as JSON, from any folder', async () => {
    const { code, out, err } = await atlas('describe', 'inception-v4', '--size', '299', '--format', 'json');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      network: 'inception-v4',
      totals: { parameters: 42_679_816, macs: 12_253_974_624, convolutions: 149 },
    });
  });

  it('ends with 2 and one line where something is wrong', async () => {
    const { code, out, err } = await atlas('describe', 'inception-v5');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^atlas: There is no network “inception-v5”\. Did you mean inception-v4\?.*\n$/);
  });

  it('does not mind a reader that closes the pipe', async () => {
    const command = `"${process.execPath}" "${script}" describe inception-v4 --format json | head -n 1; echo "\${PIPESTATUS[0]}"`;
    const { out, err } = await run('bash', ['-c', command], root);
    expect({ out, err }).toEqual({ out: '{\n0\n', err: '' });
  });

  it('says in one line that packages are missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'atlas-'));
    try {
      await mkdir(join(folder, 'scripts'));
      await copyFile(script, join(folder, 'scripts/atlas.mjs'));
      const { code, out, err } = await run(process.execPath, [join(folder, 'scripts/atlas.mjs'), 'networks'], folder);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toBe('atlas: the packages are not installed yet. Run npm ci first.\n');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('atlas', () => {
  it('lists networks and variants', async () => {
    const { code, out } = await inside('networks');
    expect(code).toBe(0);
    expect(out).toMatch(/^inception-v4:released +Inception-v4, Released \(default\) +299 +timm, cadene$/m);
    expect(JSON.parse((await inside('networks', '--format', 'json')).out)).toMatchObject({
      networks: networks.map(({ id, defaultSize, variants }) => ({
        network: id,
        variants: variants.map((variant) => variant.id),
        defaultSize,
      })),
    });
  });

  it('describes a network as an aligned table', async () => {
    const { code, out, err } = await inside('describe', 'inception-v4');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    expect(lines[0]).toBe('Inception-v4 (Released), input 299×299×3, names as in timm');
    expect(out).toMatch(/^features\.6 +Inception-A +35×35×384 +317,632 +387,609,600 +3\.2 % +87×87$/m);
    expect(out).toMatch(/^last_linear +linear +1000 +1,537,000 +1,536,000 +0\.0 % +whole$/m);
    expect(out).toMatch(/^total +42,679,816 +12,253,974,624 +100\.0 %$/m);
    const rows = lines.filter((line) => /^(path|features|last_linear|head_drop|global_pool)/.test(line));
    expect(rows).toHaveLength(26);
    expect(new Set(rows.map((line) => line.length)).size).toBe(1);
    expect(Math.max(...lines.slice(0, 30).map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('helps', async () => {
    for (const args of [
      ['--help'],
      ['-h'],
      ['help'],
      ['describe', '--help'],
      ['networks', '--help'],
      ['diff', '--help'],
    ]) {
      const { code, out, err } = await inside(...args);
      expect({ code, err }, args.join(' ')).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/Usage: .*atlas/);
    }
  });

  it.each([
    [[], /No command was given\. Choose one of: networks, describe, diff, activations/],
    [['describ'], /no command “describ”\. Did you mean describe\?/],
    [['describe'], /needs NETWORK/],
    [['describe', 'inception-v4', 'x'], /“x”\. Leave it out/],
    [['describe', 'inception-v4:draft'], /inception-v4 has no variant “draft”\. Choose one of: released, paper/],
    [
      ['describe', 'inception-v4', '--naming', 'facenet'],
      /inception-v4 has no naming “facenet”\. Choose one of: timm, cadene/,
    ],
    [['describe', 'inception-v4/stem'], /points into a network.* Write inception-v4\./],
    [['describe', 'inception-v4', '--sise', '75'], /no option “--sise”\. Did you mean --size\?/],
    [['describe', 'inception-v4', '--size'], /--size needs a value/],
    [['describe', 'inception-v4', '--size', '74'], /“74” is not an input size.* from 75 to 4096\./],
    [['describe', 'inception-v4', '--naming', 'keras'], /no naming “keras”\. Choose one of: timm, cadene/],
    [['describe', 'inception-v4', '--format', 'jsn'], /no format “jsn”\. Did you mean json\?/],
    [['describe', 'inception-v4', '--size', '4097'], /“4097” is not an input size.* from 75 to 4096\./],
    [['describe', 'inception-v4', '--size', '74x320'], /At features\.\S+ the 3×3 window/],
    [['diff', 'inception-v4', 'inception-v3', '--size', '224x320'], /“224x320” is not a square/],
    [['describe', 'inception-v4', '--size', 'a\nb'], /“a b” is not an input size/],
    [['networks', 'all'], /networks does not know what to do with “all”/],
    [['networks', '--format', 'csv'], /no format “csv”/],
  ] as const)('says what is wrong with %j, and what would be right, in one line', async (args, line) => {
    const { code, out, err } = await inside(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^atlas: [^\n]+\.\n$/);
    expect(err).toMatch(line);
  });

  it('lets a fault of its own through', async () => {
    await expect(
      main(['networks'], {
        out: () => {
          throw new Error('no paper');
        },
        err: () => {},
      }),
    ).rejects.toThrow('no paper');
  });
});
