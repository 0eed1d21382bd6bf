import { describe, expect, it } from 'vitest';
import { errors as englishErrors } from '@/content/en/words/every-error';
import { errors as chineseErrors } from '@/content/zh/words/every-error';
import { explain } from '@/lib/explanation';
import { withClasses } from '@/lib/graph/classifier';
import { stateDict, type TensorSpec } from '@/lib/graph/graph';
import { findNetwork, modelOf } from '@/lib/networks';
import { memorySource } from '@/lib/weights/byte-source';
import { DTYPES, type Dtype } from '@/lib/weights/dtypes';
import { fits, fitsInPart, lackOf, type Match, matchOf, misfit } from '@/lib/weights/fit';
import { openSafetensors, type SafetensorsFile } from '@/lib/weights/safetensors';
import { safetensorsPieces } from '@/lib/weights/safetensors-writer';
import { fileWeights } from '@/lib/weights/weight-source';

/** The entries of a file, without its numbers. */
function listed(tensors: Iterable<readonly [string, readonly number[], Dtype?]>): SafetensorsFile {
  const entries = new Map(
    [...tensors].map(([key, shape, dtype = 'F32']) => [key, { key, dtype, shape, from: 0, to: 0 }] as const),
  );
  return { source: memorySource(new Uint8Array(0), 'f'), bytes: 0, headerBytes: 0, entries, metadata: {} };
}

const graphOf = (network: string) => modelOf(network).graph;
const specsOf = (network: string): readonly TensorSpec[] => stateDict(graphOf(network));
const match = (network: string, file: SafetensorsFile): Match => {
  const { renames, keras } = findNetwork(network);
  return matchOf(file, specsOf(network), renames, keras);
};
/** The tensors of a network as its file lists them; `change` gives another name and shape, or null for none. */
const changed = (
  network: string,
  change: (spec: TensorSpec) => readonly [string, readonly number[], Dtype?] | null,
): SafetensorsFile =>
  listed(specsOf(network).flatMap((spec) => [change(spec)].flatMap((each) => (each ? [each] : []))));
const isHead = ({ key }: TensorSpec): boolean => /^(last_linear|fc|classif)\./.test(key);

describe('a head of another width', () => {
  it.each([
    ['inception-v4', 10],
    ['inception-v3', 1008],
    ['inception-resnet-v2', 21_841],
  ])('of %s with %i classes is taken as it is', (network, classes) => {
    const file = changed(network, (spec) => [spec.key, isHead(spec) ? [classes, ...spec.shape.slice(1)] : spec.shape]);
    const found = match(network, file);
    expect(found.fit).toMatchObject({ classes, missing: [], misshapen: [], lacking: [], head: null });
    expect(fits(found.fit)).toBe(true);
    const graph = withClasses(graphOf(network), classes);
    const wide = stateDict(graph);
    expect(wide.filter(isHead).map(({ shape }) => shape[0])).toEqual([classes, classes]);
    expect(graph.nodes.at(-1)?.channels).toBe(classes);
    expect(lackOf('f', found, wide)).toBeNull();
  });

  it('that is not there refuses what reads it and nothing else', () => {
    const found = match(
      'inception-v4',
      changed('inception-v4', (spec) => (isHead(spec) ? null : [spec.key, spec.shape])),
    );
    expect(found.fit).toMatchObject({ classes: null, missing: ['last_linear.weight', 'last_linear.bias'] });
    expect([fits(found.fit), fitsInPart(found.fit)]).toEqual([false, true]);
    const specs = specsOf('inception-v4');
    expect(
      lackOf(
        'f',
        found,
        specs.filter((spec) => !isHead(spec)),
      ),
    ).toBeNull();
    expect(lackOf('f', found, specs)).toMatchObject({
      code: 'weights/lacks',
      data: { name: 'f', key: 'last_linear.weight', missing: 2 },
    });
  });

  it.each(['fc', 'head.classifier', 'classifier.1'])('under the name %s is found by its shape', (name) => {
    const file = changed('inception-v4', (spec) =>
      isHead(spec) ? [spec.key.replace('last_linear', name), [10, ...spec.shape.slice(1)]] : [spec.key, spec.shape],
    );
    const found = match('inception-v4', file);
    expect(found.fit).toMatchObject({ classes: 10, head: `${name}.weight`, lacking: [], unexpected: [] });
  });

  it('as a 1×1 convolution is one as well', () => {
    const file = changed('inception-v4', (spec) =>
      isHead(spec) && spec.role === 'weight'
        ? [spec.key, [7, 1536, 1, 1]]
        : isHead(spec)
          ? [spec.key, [7]]
          : [spec.key, spec.shape],
    );
    expect(match('inception-v4', file).fit).toMatchObject({ classes: 7, lacking: [] });
  });

  it('is none where two may be it, where its bias has other units, or where it belongs to training', () => {
    const without = specsOf('inception-v3')
      .filter((spec) => !isHead(spec))
      .map(({ key, shape }) => [key, shape] as const);
    const twice = [
      ...['a', 'b'].flatMap(
        (name) =>
          [
            [`${name}.weight`, [5, 2048]],
            [`${name}.bias`, [5]],
          ] as const,
      ),
    ];
    expect(match('inception-v3', listed([...without, ...twice])).fit).toMatchObject({ classes: null, head: null });
    const odd = [
      ['a.weight', [5, 2048]],
      ['a.bias', [6]],
    ] as const;
    expect(match('inception-v3', listed([...without, ...odd])).fit.classes).toBeNull();
    const auxiliary = [
      ['AuxLogits.fc.weight', [5, 2048]],
      ['AuxLogits.fc.bias', [5]],
    ] as const;
    expect(match('inception-v3', listed([...without, ...auxiliary])).fit).toMatchObject({
      classes: null,
      extras: expect.arrayContaining(['AuxLogits.fc.weight']),
    });
  });

  it('of 1001 classes leaves out the background, whatever its name', () => {
    const file = changed('inception-v4', (spec) =>
      isHead(spec)
        ? [spec.key.replace('last_linear', 'logits2'), [1001, ...spec.shape.slice(1)]]
        : [spec.key, spec.shape],
    );
    expect(match('inception-v4', file).fit).toMatchObject({
      classes: 1000,
      background: ['logits2.weight', 'logits2.bias'],
    });
  });

  it('is no matter for an embedding', () => {
    const file = changed('inception-resnet-v1', ({ key, shape }) => [key, shape]);
    expect(match('inception-resnet-v1', file).fit).toMatchObject({ classes: null, lacking: [] });
    expect(withClasses(graphOf('inception-resnet-v1'), 10)).toBe(graphOf('inception-resnet-v1'));
  });
});

describe('a file of another network', () => {
  it.each([
    ['inception-resnet-v1', 'inception-resnet-v2'],
    ['inception-resnet-v2', 'inception-resnet-v1'],
  ])('%s is refused for %s, whose first layers have the same names and shapes', (from, to) => {
    const { fit } = match(
      to,
      changed(from, ({ key, shape }) => [key, shape]),
    );
    expect(fit.begins).toBe('there');
    expect(fitsInPart(fit)).toBe(false);
    const error = misfit('faces', fit);
    expect(error).toMatchObject({
      code: 'weights/other-network',
      data: { name: 'faces', misshapen: fit.misshapen.length, fitting: fit.fitting, ...fit.misshapen[0] },
    });
    expect(fit.misshapen.length).toBeGreaterThan(fit.fitting);
    for (const errors of [englishErrors, chineseErrors]) {
      expect(explain(errors, error)?.what).toContain(fit.misshapen[0]?.key);
    }
  });
});

describe('prefixes', () => {
  it.each(['module.', 'model.', 'state_dict.', 'backbone.', 'ema.', 'state_dict.module.', '_orig_mod.', 'net.0.'])(
    '%s is taken off and named',
    (prefix) => {
      for (const network of ['inception-v4', 'inception-v3', 'inception-resnet-v2', 'inception-resnet-v1']) {
        const file = changed(network, ({ key, shape }) => [`${prefix}${key}`, shape]);
        expect(match(network, file).fit, network).toMatchObject({ prefix, copies: [], lacking: [], unexpected: [] });
      }
    },
  );

  it('two copies are read once: the running average, else the first', () => {
    const both = (first: string, second: string) =>
      listed(
        [first, second].flatMap((prefix) =>
          specsOf('inception-v4').map(({ key, shape }) => [`${prefix}${key}`, shape] as const),
        ),
      );
    expect(match('inception-v4', both('state_dict.', 'state_dict_ema.')).fit).toMatchObject({
      prefix: 'state_dict_ema.',
      copies: ['state_dict.'],
      unexpected: [],
    });
    expect(match('inception-v4', both('student.', 'teacher.')).fit).toMatchObject({
      prefix: 'student.',
      copies: ['teacher.'],
    });
  });

  it('are no excuse for another network', () => {
    const file = changed('inception-v4', ({ key, shape }) => [`module.${key}`, shape]);
    expect(fitsInPart(match('inception-resnet-v2', file).fit)).toBe(false);
  });
});

describe('a type', () => {
  it('that is not computed with refuses only what reads it', () => {
    const [first] = specsOf('inception-v4');
    const file = changed('inception-v4', ({ key, shape }) => [key, shape, key === first?.key ? 'F8_E4M3' : 'F32']);
    const found = match('inception-v4', file);
    expect(found.fit).toMatchObject({ uncomputable: [{ key: first?.key, dtype: 'F8_E4M3' }], lacking: [first?.key] });
    const [, ...rest] = specsOf('inception-v4');
    expect(lackOf('f', found, rest)).toBeNull();
    expect(lackOf('f', found, specsOf('inception-v4'))).toMatchObject({ code: 'weights/not-float' });
  });

  it.each(DTYPES)('%s lists, and an unread tensor of it blocks nothing', async (dtype) => {
    const specs: readonly TensorSpec[] = [{ key: 'w.weight', shape: [1], dtype: 'F32', role: 'weight' }];
    const bits =
      { F4: 4, F6_E2M3: 6, F6_E3M2: 6, C64: 64 }[dtype] ?? (/\d+/.exec(dtype) ? Number(/\d+/.exec(dtype)?.[0]) : 8);
    const odd = { key: 'step', dtype: dtype as Dtype, shape: [8], byteLength: bits, bytes: () => new Uint8Array(bits) };
    const right = {
      key: 'w.weight',
      dtype: 'F32' as const,
      shape: [1],
      byteLength: 4,
      bytes: () => new Uint8Array(Float32Array.of(1.5).buffer),
    };
    const file = await openSafetensors(
      memorySource(new Uint8Array(Buffer.concat([...safetensorsPieces([odd, right])])), 'f'),
    );
    expect(file.entries.get('step')).toMatchObject({ dtype, shape: [8] });
    const found = matchOf(file, specs, { timm: [] });
    expect(found.fit).toMatchObject({ unexpected: ['step'], lacking: [] });
    const [spec] = specs;
    expect(spec && [...(await fileWeights(file, found, 'i').tensor(spec))]).toEqual([1.5]);
  });

  it('of 64 bits is read as float32; what is beyond it is refused with its place', async () => {
    const specs: readonly TensorSpec[] = [{ key: 'w', shape: [2, 2], dtype: 'F32', role: 'weight' }];
    const of = async (...values: number[]) => {
      const bytes = () => new Uint8Array(Float64Array.from(values).buffer);
      const pieces = safetensorsPieces([{ key: 'w', dtype: 'F64', shape: [2, 2], byteLength: 32, bytes }]);
      const file = await openSafetensors(memorySource(new Uint8Array(Buffer.concat([...pieces])), 'f'));
      const [spec] = specs;
      if (!spec) throw new Error('no spec');
      return fileWeights(file, matchOf(file, specs, { timm: [] }), 'i').tensor(spec);
    };
    expect([...(await of(0.1, -2, 3, 1e-50))]).toEqual([Math.fround(0.1), -2, 3, 0]);
    await expect(of(0, 0, 1e39, 0)).rejects.toMatchObject({
      code: 'weights/not-finite',
      data: { key: 'w', at: [1, 0], value: 'Infinity' },
    });
  });
});
