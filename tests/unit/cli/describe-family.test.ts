import { expect, describe as group, it } from 'vitest';
import { describe } from '@/cli/describe';
import { describeCommand } from '@/cli/describe-command';
import { selectNetwork } from '@/cli/select-network';
import { networks } from '@/lib/networks';
import cadeneV2 from '../../golden/architecture/cadene-inceptionresnetv2.json';
import facenetV1 from '../../golden/architecture/facenet-inception_resnet_v1.json';
import timmV2 from '../../golden/architecture/timm-inception_resnet_v2.json';
import timmV3 from '../../golden/architecture/timm-inception_v3.json';

const everyVariant = networks.flatMap((definition) =>
  definition.variants.map((variant) => [`${definition.id}:${variant.id}`, definition] as const),
);

async function table(...args: string[]): Promise<string> {
  let out = '';
  await describeCommand(args, {
    out: (text) => {
      out += text;
    },
    err: () => {},
  });
  return out;
}

group('the description of every network and variant', () => {
  it.each(everyVariant)('%s: in every naming as many keys, each once', async (name, definition) => {
    const selection = selectNetwork(name);
    const canonical = describe(selection, definition.defaultSize, definition.naming);
    expect(canonical.totals.parameters).toBeGreaterThan(20_000_000);
    for (const naming of Object.keys(definition.renames)) {
      const { stateDict, nodes } = describe(selection, definition.defaultSize, naming);
      expect(stateDict.map(({ shape }) => shape)).toEqual(canonical.stateDict.map(({ shape }) => shape));
      expect(new Set(stateDict.map(({ key }) => key)).size).toBe(stateDict.length);
      // Addresses are the atlas's own in every naming.
      expect(nodes.map(({ path }) => path)).toEqual(canonical.nodes.map(({ path }) => path));
    }
    const out = await table(name);
    expect(out).toMatch(/^total /m);
    expect(out).not.toMatch(/undefined|NaN|batchNorm|l2Norm/);
  });

  it.each([
    ['inception-resnet-v2', 'timm', timmV2],
    ['inception-resnet-v2', 'cadene', cadeneV2],
    ['inception-resnet-v1', 'facenet', facenetV1],
    ['inception-v3', 'timm', timmV3],
  ] as const)('%s has the keys of %s, in order', (name, naming, reference) => {
    const selection = selectNetwork(name);
    const { stateDict } = describe(selection, selection.definition.defaultSize, naming);
    expect(stateDict.map(({ key }) => key)).toEqual(reference.state_dict.map(({ key }) => key));
  });
});

group('the naming of another code', () => {
  it('counts the runs of Inception-ResNet-v1 as timm does: repeat, repeat_1, repeat_2', () => {
    const { stateDict, nodes } = describe(selectNetwork('inception-resnet-v1'), 160, 'timm');
    const runs = new Set(stateDict.map(({ key }) => key.split('.')[0]).filter((key) => key?.startsWith('repeat')));
    expect([...runs]).toEqual(['repeat', 'repeat_1', 'repeat_2']);
    expect(nodes.find(({ path }) => path === 'repeat_1.0.branch0@conv')?.referencePath).toBe('repeat.0.branch0.conv');
    expect(nodes.find(({ path }) => path === 'repeat_3.4.conv2d')?.referencePath).toBe('repeat_2.4.conv2d');
  });

  it('counts those of Inception-ResNet-v2 as facenet-pytorch does', () => {
    const { stateDict } = describe(selectNetwork('inception-resnet-v2'), 299, 'facenet');
    const keys = stateDict.map(({ key }) => key);
    expect(keys).toContain('repeat_1.9.conv2d.weight');
    expect(keys).toContain('repeat_2.19.conv2d.weight');
    expect(keys).toContain('repeat_3.8.conv2d.weight');
    expect(keys).toContain('logits.weight');
    expect(keys.some((key) => key.startsWith('repeat.'))).toBe(false);
  });

  it('stands beside the addresses in the table, which stay', async () => {
    const own = await table('inception-resnet-v1');
    const timm = await table('inception-resnet-v1', '--naming', 'timm');
    expect(own).toMatch(/^path +block /m);
    expect(timm).toMatch(/^path +in timm +block /m);
    expect(timm).toMatch(/^repeat_1\.0 +repeat\.0 +Inception-ResNet-A /m);
    expect(timm).toMatch(/^repeat_3\.4 +repeat_2\.4 +Inception-ResNet-C /m);
    expect(timm).toMatch(/^block8 +block8 +Inception-ResNet-C /m);
    expect(timm).toMatch(/^total +23,482,624 +1,417,662,304 +100\.0 %$/m);
    expect(await table('inception-resnet-v2', '--naming', 'cadene')).toMatch(/^classif +last_linear +linear /m);
  });
});
