import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stateDict, type TensorSpec } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import { memorySource } from '@/lib/weights/byte-source';
import { fitOf, fits, matchOf } from '@/lib/weights/fit';
import { FIRST_BYTES, openHttpSource, type Transfer } from '@/lib/weights/http-source';
import { seededTensor } from '@/lib/weights/recipe';
import { openSafetensors } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { fileWeights, readAhead, seededWeights } from '@/lib/weights/weight-source';
import { fileOfBytes, recipeFile } from '../../hub/recipe-file';
import { type Hub, startHub } from '../../hub/server';

const specs: readonly TensorSpec[] = [
  { key: 'bn.running_var', shape: [2], dtype: 'F32', role: 'variance' },
  { key: 'fc.weight', shape: [1000, 2], dtype: 'F32', role: 'weight' },
  { key: 'fc.bias', shape: [1000], dtype: 'F32', role: 'bias' },
];
const renames = { timm: [] };
const counted = (length: number, start = 1) => Float32Array.from({ length }, (_, i) => start + i);

const open = (tensors: Record<string, { shape: readonly number[]; data: Float32Array }>) =>
  openSafetensors(
    memorySource(
      new Uint8Array(
        Buffer.concat([
          ...safetensorsPieces(
            Object.entries(tensors).map(([key, { shape, data }]) => ({
              key,
              shape,
              dtype: 'F32',
              byteLength: data.byteLength,
              bytes: () => new Uint8Array(data.slice().buffer),
            })),
          ),
        ]),
      ),
      'f',
    ),
  );

const spec = (key: string): TensorSpec => {
  const found = specs.find((each) => each.key === key);
  if (!found) throw new Error(key);
  return found;
};

describe('the weights of a file', () => {
  it('leave out the row of the background class, read alone or ahead', async () => {
    const file = await open({
      'bn.running_var': { shape: [2], data: counted(2) },
      'fc.weight': { shape: [1001, 2], data: counted(2002, 0) },
      'fc.bias': { shape: [1001], data: counted(1001, 0) },
    });
    const fit = fitOf(file, specs, renames);
    expect(fit).toMatchObject({ background: ['fc.weight', 'fc.bias'], misshapen: [], unexpected: [] });
    expect(fits(fit)).toBe(true);
    const weights = fileWeights(file, matchOf(file, specs, renames), 'f');
    for (const source of [weights, readAhead(weights, specs)]) {
      expect(await source.tensor(spec('fc.weight'))).toEqual(counted(2000, 2));
      expect(await source.tensor(spec('fc.bias'))).toEqual(counted(1000, 1));
      expect(await source.tensor(spec('bn.running_var'))).toEqual(counted(2));
    }
  });

  it('take 1001 rows for nothing else', async () => {
    const shapes: [string, readonly number[], readonly number[]][] = [
      ['fc.weight', [1000, 2], [1001, 3]],
      ['fc.weight', [999, 2], [1000, 2]],
      ['conv.weight', [1000, 2, 1, 1], [1001, 2, 1, 1]],
    ];
    for (const [key, wanted, found] of shapes) {
      const data = new Float32Array(found.reduce((product, extent) => product * extent, 1));
      const file = await open({ [key]: { shape: found, data } });
      const fit = fitOf(file, [{ key, shape: wanted, dtype: 'F32', role: 'weight' }], renames);
      expect(fit.misshapen, `${wanted} ${found}`).toEqual([{ key, wanted, found }]);
    }
  });

  it('have no variance below zero', async () => {
    const file = await open({ 'bn.running_var': { shape: [2], data: Float32Array.of(1, -0.5) } });
    const weights = fileWeights(file, matchOf(file, specs, renames), 'f');
    await expect(weights.tensor(spec('bn.running_var'))).rejects.toMatchObject({
      code: 'weights/negative-variance',
      data: { key: 'bn.running_var', index: 1, value: -0.5 },
    });
  });

  it('that need no reading are the same ahead', async () => {
    const reading = readAhead(seededWeights, specs);
    expect(reading.identity).toBe('seeded');
    expect(await reading.tensor(spec('fc.bias'))).toEqual(seededTensor('fc.bias', [1000]));
    reading.close();
  });

  it('in every convention are recognised, and known extras are no surprise', async () => {
    const names: [string, string, string][] = [
      ['inception-v3', 'released', 'timm'],
      ['inception-v3', 'released', 'cadene'],
      ['inception-v4', 'released', 'timm'],
      ['inception-resnet-v2', 'released', 'timm'],
      ['inception-resnet-v2', 'released', 'cadene'],
      ['inception-resnet-v1', 'released', 'facenet'],
    ];
    for (const [network, variant, naming] of names) {
      const lead = recipeFile(network, naming);
      const file = await openSafetensors({
        name: network,
        size: lead.size,
        read: async (from, to) => lead.bytes(from, to),
      });
      const extra = { key: '', dtype: 'F32', shape: [1], from: 0, to: 4 } as const;
      const more = ['AuxLogits.conv0.conv.weight', 'AuxLogits.conv0.bn.num_batches_tracked', 'logits.weight'];
      const entries = new Map([...file.entries, ...more.map((key) => [key, { ...extra, key }] as const)]);
      const fit = fitOf({ ...file, entries }, stateDict(modelOf(network, variant).graph), findNetwork(network).renames);
      expect(fit, network).toMatchObject({ naming, missing: [], misshapen: [], unexpected: [], background: [] });
      expect(fit.extras).toEqual(expect.arrayContaining(more));
    }
  });
});

describe('trained weights on a hub', () => {
  const PATH = '/timm/inception_v4.tf_in1k/resolve/main/model.safetensors';
  const network = 'inception-v4';
  const all = stateDict(modelOf(network).graph).filter(({ dtype }) => dtype === 'F32');
  const ofBlocks = (blocks: readonly string[]) =>
    all.filter(({ key }) => blocks.some((each) => key.startsWith(`${each}.`)));
  let hub: Hub;
  beforeAll(async () => {
    hub = await startHub({ files: { [PATH]: recipeFile(network) } });
  });
  afterAll(() => hub.close());

  it.each([true, false])(
    'cost the header, then one request per block and its bytes only (size told: %s)',
    async (told) => {
      const other = told ? hub : await startHub({ files: { [PATH]: recipeFile(network) }, exposed: false });
      const transfers: Transfer[] = [];
      const source = await openHttpSource(other.url + PATH, { onTransfer: (transfer) => transfers.push(transfer) });
      expect(source.size === null).toBe(!told);
      const file = await openSafetensors(source);
      const requests = () => transfers.filter(({ type }) => type === 'request').length;
      const bytes = () => transfers.reduce((sum, each) => sum + (each.type === 'bytes' ? each.count : 0), 0);
      expect(file.bytes).toBe(171_064_488);
      expect({ requests: requests(), bytes: bytes() }).toEqual({ requests: 1, bytes: FIRST_BYTES });

      const match = matchOf(file, stateDict(modelOf(network).graph), findNetwork(network).renames);
      expect(fits(match.fit)).toBe(true);
      const weights = fileWeights(file, match, 'hub');
      /** What of a block the first request did not bring. */
      const lacking = (blocks: readonly string[]): number =>
        ofBlocks(blocks).reduce((sum, { key }) => {
          const { from = 0, to = 0 } = file.entries.get(key) ?? {};
          return sum + Math.max(0, to - Math.max(from, FIRST_BYTES));
        }, 0);
      for (const blocks of [['features.6'], ['features.18'], ['features.2', 'features.3', 'features.4']]) {
        transfers.length = 0;
        const wanted = ofBlocks(blocks);
        const reading = readAhead(weights, wanted);
        for (const each of wanted) {
          expect(
            Buffer.compare(
              new Uint8Array((await reading.tensor(each)).buffer),
              new Uint8Array(seededTensor(each.key, each.shape).buffer),
            ),
          ).toBe(0);
        }
        reading.close();
        expect(requests(), blocks.join()).toBeLessThanOrEqual(blocks.length);
        expect(bytes()).toBe(lacking(blocks));
      }
      if (!told) await other.close();
    },
  );

  it('have a header that costs two requests at most, however long it may be', async () => {
    const notes = { notes: 'x'.repeat(3 * 2 ** 20) };
    const small = { key: 'a', dtype: 'F32', shape: [1], byteLength: 4, bytes: () => new Uint8Array(4) } as const;
    const long = fileOfBytes(new Uint8Array(Buffer.concat([...safetensorsPieces([small], notes)])));
    const other = await startHub({ files: { [PATH]: long } });
    let requests = 0;
    const onTransfer = ({ type }: Transfer): void => {
      if (type === 'request') requests++;
    };
    const file = await openSafetensors(await openHttpSource(other.url + PATH, { onTransfer }));
    expect(file.metadata).toEqual(notes);
    expect(requests).toBe(2);
    await other.close();
  });

  it('that break in the middle of a block come whole', async () => {
    const weights = await openHttpSource(hub.url + PATH, { retry: { firstDelay: 1 } });
    const file = await openSafetensors(weights);
    const wanted = ofBlocks(['features.10']);
    const reading = readAhead(fileWeights(file, matchOf(file, all, { timm: [] }), 'hub'), wanted);
    hub.fail({ type: 'cut', after: 3_000_000 }, { type: 'status', status: 503 });
    hub.expire();
    for (const each of wanted) expect(await reading.tensor(each)).toHaveLength(each.shape.reduce((a, b) => a * b, 1));
    reading.close();
  });
});
