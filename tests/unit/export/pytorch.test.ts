import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeText } from '@/lib/export/code';
import { pytorchCode, pytorchFile } from '@/lib/export/pytorch';
import { avgPool, block, chain, concat, conv, maxPool, named, network, residual, stage } from '@/lib/graph/combinators';
import type { Expression } from '@/lib/graph/expression';
import { nodesOf, readNetwork } from '@/lib/graph/model';
import { walkParts } from '@/lib/graph/naming';
import { networks, resolveAddress } from '@/lib/networks';
import { classNameOf, networkClassOf } from '@/lib/networks/class-names';

const codeOf = (address: string) => {
  const { definition, model, part } = resolveAddress(address);
  const called = (name: string) => classNameOf(definition.id, name);
  return pytorchCode(model, part, { name: networkClassOf(definition.id), classNameOf: called });
};
const mainOf = (address: string): string => codeText(codeOf(address).main);
const fileOf = (address: string): string => codeText(pytorchFile(codeOf(address)));

const whole = networks.flatMap(({ id, variants }) => variants.map((variant) => `${id}:${variant.id}`));
const blocks = whole.flatMap((address) => {
  const { model } = resolveAddress(address);
  return [...model.parts.values()].filter(({ kind }) => kind === 'block').map(({ path }) => `${address}/${path}`);
});

const ofExpression = (entries: Readonly<Record<string, Expression>>) => {
  const model = readNetwork(network(entries));
  return codeText(pytorchFile(pytorchCode(model, model.root, { name: 'Net' })));
};

describe('the code of a block', () => {
  it('reads like the reference code', () => {
    expect(mainOf('inception-v4/features.19')).toBe(`class Inception_C(nn.Module):
    def __init__(self):
        super().__init__()
        self.branch0 = BasicConv2d(1536, 256, kernel_size=1)
        self.branch1_0 = BasicConv2d(1536, 384, kernel_size=1)
        self.branch1_1a = BasicConv2d(384, 256, kernel_size=(1, 3), padding=(0, 1))
        self.branch1_1b = BasicConv2d(384, 256, kernel_size=(3, 1), padding=(1, 0))
        self.branch2_0 = BasicConv2d(1536, 384, kernel_size=1)
        self.branch2_1 = BasicConv2d(384, 448, kernel_size=(3, 1), padding=(1, 0))
        self.branch2_2 = BasicConv2d(448, 512, kernel_size=(1, 3), padding=(0, 1))
        self.branch2_3a = BasicConv2d(512, 256, kernel_size=(1, 3), padding=(0, 1))
        self.branch2_3b = BasicConv2d(512, 256, kernel_size=(3, 1), padding=(1, 0))
        self.branch3 = nn.Sequential(
            nn.AvgPool2d(kernel_size=3, stride=1, padding=1, count_include_pad=False),
            BasicConv2d(1536, 256, kernel_size=1),
        )

    def forward(self, x):
        x0 = self.branch0(x)
        x1 = self.branch1_0(x)
        x1a = self.branch1_1a(x1)
        x1b = self.branch1_1b(x1)
        x1 = torch.cat((x1a, x1b), 1)
        x2 = self.branch2_0(x)
        x2 = self.branch2_1(x2)
        x2 = self.branch2_2(x2)
        x2a = self.branch2_3a(x2)
        x2b = self.branch2_3b(x2)
        x2 = torch.cat((x2a, x2b), 1)
        x3 = self.branch3(x)
        return torch.cat((x0, x1, x2, x3), 1)
`);
  });

  it('has a line for each step of a residual sum, and no ReLU where there is none', () => {
    const steps = (address: string) => mainOf(address).split('torch.cat')[1]?.split('\n').slice(1);
    const common = ['        out = self.conv2d(out)', '        out = self.scale * out', '        out = x + out'];
    expect(steps('inception-resnet-v2/repeat.0')).toEqual([...common, '        return F.relu(out)', '']);
    expect(steps('inception-resnet-v2/block8')).toEqual([...common, '        return out', '']);
    expect(mainOf('inception-resnet-v2/repeat.0')).toContain('self.scale = 0.17\n');
    expect(mainOf('inception-resnet-v2/block8')).toContain('self.scale = 1.0\n');
  });

  it.each(blocks)('builds and runs every op of %s, with its own numbers, in a line bound to it', (address) => {
    const { model, part } = resolveAddress(address);
    const { main } = codeOf(address);
    for (const line of main) {
      expect(line.at === null).toBe(line.node === null);
      if (line.node !== null) expect(model.nodes.has(line.node), line.at ?? '').toBe(true);
    }
    const lines = new Set(main.map(({ node }) => node));
    for (const inner of walkParts(part)) {
      const output = model.outputs.get(inner.id);
      expect(lines, inner.id).toContain(output);
    }
    for (const { op, id } of nodesOf(model, part)) {
      if (op.type === 'scale' || op.type === 'add') expect(lines, id).toContain(id);
    }
    for (const { op, tensors, origin } of nodesOf(model, part)) {
      if (op.type !== 'conv' || op.bias) continue;
      const [out, into] = tensors[0]?.shape ?? [];
      const built = main.filter((line) => line.does === 'build' && line.at === origin);
      expect(codeText(built), origin ?? '').toContain(`BasicConv2d(${into}, ${out}, kernel_size=`);
    }
  });
});

describe('the code of a network', () => {
  it('has one class for blocks that differ in numbers only, and those as its arguments', () => {
    const text = fileOf('inception-v3');
    expect(text).toContain('class InceptionA(nn.Module):\n    def __init__(self, in_channels, filters):\n');
    expect(text).toContain('self.branch_pool = BasicConv2d(in_channels, filters, kernel_size=1)\n');
    expect(text).toContain('self.Mixed_5c = InceptionA(in_channels=256, filters=64)\n');
    expect(text).toContain('self.branch7x7_2 = BasicConv2d(filters, filters, kernel_size=(1, 7), padding=(0, 3))\n');
    expect(text).toContain('self.Mixed_7c = InceptionE(in_channels=2048)\n');
    expect(text.match(/^class /gm)).toHaveLength(7);
  });

  it('says how the average pools of the two variants of Inception-v3 differ', () => {
    expect(fileOf('inception-v3').match(/count_include_pad=True/g)).toHaveLength(3);
    expect(fileOf('inception-v3:keras').match(/count_include_pad=False/g)).toHaveLength(3);
  });

  it('gives the last residual block its scale and no ReLU', () => {
    const text = fileOf('inception-resnet-v1');
    expect(text).toContain('self.repeat_3 = nn.Sequential(*(Block8(scale=0.2, relu=True) for _ in range(5)))\n');
    expect(text).toContain('self.block8 = Block8(scale=1.0, relu=False)\n');
    expect(text).toContain('self.last_bn = nn.BatchNorm1d(512, eps=0.001)\n');
  });

  it('returns the logits, and probabilities on request', () => {
    expect(fileOf('inception-v4')).toMatch(/x = self\.last_linear\(x\)\n {8}return x\n\n {4}def predict/);
    expect(fileOf('inception-resnet-v1')).not.toContain('softmax');
  });

  const python = spawnSync('python3', ['--version']).status === 0;
  it.skipIf(!python)(
    `compiles: every network, variant, block and stage${python ? '' : ' (skipped: no python3 here)'}`,
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'atlas-py-'));
      try {
        const stages = whole.flatMap((address) => {
          const { model } = resolveAddress(address);
          return [...model.parts.values()]
            .filter(({ kind }) => kind === 'stage')
            .map(({ path }) => `${address}/${path}`);
        });
        const files = [...whole, ...stages, ...blocks].map((address) => {
          const file = join(folder, `${address.replace(/[^a-z0-9]+/gi, '_')}.py`);
          writeFileSync(file, fileOf(address));
          return file;
        });
        const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', ...files], { encoding: 'utf8' });
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

describe('an expression of other shape', () => {
  it('gets classes of its own for joins without a block', () => {
    const text = ofExpression({ body: chain(conv(4, 1), concat(conv(2, 1), residual(concat(conv(3, 3))))) });
    expect(text).toContain('class Residual(nn.Module):');
    expect(text).toContain('class Concat(nn.Module):');
    expect(text).toContain('self.branch1 = Residual()\n');
    expect(text).toContain('    Concat(),\n');
  });

  it('tells classes of one name and another structure apart, and widths that follow from arguments', () => {
    const text = ofExpression({
      a: block('Same', concat(conv(4, 1), residual(concat(conv(2, 1))))),
      b: block('Same', concat(conv(4, 1), maxPool(3, { stride: 1 }))),
      c: block('Sum', residual(concat(conv(3, 1), conv(5, 1)))),
      d: block('Sum', residual(concat(conv(6, 1), conv(5, 1)))),
    });
    expect(text).toContain('self.a = Same()\n');
    expect(text).toContain('self.b = Same_2()\n');
    expect(text).toContain('self.conv2d = nn.Conv2d(filters + 5, 11, kernel_size=1)\n');
    expect(text).toContain('self.c = Sum(filters=3)\n');
  });

  it('has pools in ceil mode where more padding after than before is just that', () => {
    const after = { top: 0, bottom: 1, left: 0, right: 1 };
    const text = ofExpression({
      max: maxPool(3, { stride: 2, ceil: true }),
      mean: avgPool(2, { stride: 2, padding: after }),
    });
    expect(text).toContain('nn.MaxPool2d(kernel_size=3, stride=2, ceil_mode=True)');
    expect(text).toContain('nn.AvgPool2d(kernel_size=2, stride=2, ceil_mode=True, count_include_pad=False)');
  });

  it('is refused where PyTorch has no such module', () => {
    const fault = (entries: Readonly<Record<string, Expression>>) => {
      try {
        ofExpression(entries);
      } catch (error) {
        return error;
      }
      return null;
    };
    expect(fault({ even: conv(4, 2) })).toMatchObject({
      code: 'export/no-module',
      data: { path: 'even', why: 'padding', library: 'PyTorch' },
    });
    const pool = { stride: 2, padding: { top: 0, bottom: 1, left: 0, right: 1 } };
    expect(fault({ mean: avgPool(2, { ...pool, countPadding: true }) })).toMatchObject({ data: { why: 'padding' } });
    expect(fault({ conv: conv(4, 3, pool) })).toMatchObject({ data: { path: 'conv', why: 'padding' } });
    expect(fault({ before: maxPool(3, { ...pool, padding: { top: 1, bottom: 0, left: 1, right: 0 } }) })).toMatchObject(
      {
        data: { path: 'before', why: 'padding' },
      },
    );
    expect(fault({ mixed: block('Mixed', concat(chain(named('a', conv(4, 1)), conv(4, 1)))) })).toMatchObject({
      code: 'export/no-module',
      data: { path: 'mixed.branch0.1', why: 'name' },
    });
    // In a stage the name is seen by nobody else: the row would number it 1.
    expect(fault({ row: chain(stage('Part', conv(4, 1), named('row.2', conv(4, 1)))) })).toMatchObject({
      code: 'export/no-module',
      data: { path: 'row.1', why: 'position' },
    });
  });
});
