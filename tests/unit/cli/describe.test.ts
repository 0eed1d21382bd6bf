import { expect, describe as group, it } from 'vitest';
import { describe } from '@/cli/describe';
import { partLabel } from '@/cli/op-label';
import { selectNetwork, selectSide, selectSize } from '@/cli/select-network';
import { avgPool, chain, conv, maxPool, network } from '@/lib/graph/combinators';
import { readNetwork } from '@/lib/graph/model';
import { LARGEST_SIZE } from '@/lib/reading/size';
import reference from '../../golden/architecture/timm-inception_v4.json';

const selection = selectNetwork('inception-v4');

group('the description of Inception-v4', () => {
  const description = describe(selection, 299, 'timm');

  it('has the keys of the format', () => {
    expect(Object.keys(description)).toEqual(['network', 'variant', 'input', 'totals', 'blocks', 'nodes', 'stateDict']);
    expect(Object.keys(description.totals)).toEqual(['parameters', 'macs', 'convolutions']);
    for (const block of description.blocks) {
      expect(Object.keys(block)).toEqual(['path', 'name', 'output', 'parameters', 'macs']);
    }
    for (const node of description.nodes) {
      expect(Object.keys(node)).toEqual([
        'path',
        'referencePath',
        'op',
        'inputs',
        'attributes',
        'output',
        'parameters',
        'macs',
        'receptiveField',
      ]);
    }
  });

  it('says the same as timm', () => {
    expect(description).toMatchObject({ network: 'inception-v4', variant: 'released', input: [299, 299, 3] });
    expect(description.totals).toEqual({ parameters: 42_679_816, macs: 12_253_974_624, convolutions: 149 });
    expect(description.blocks.map(({ path, parameters, macs }) => ({ path, params: parameters, macs }))).toEqual(
      reference.stages_299.map(({ path, params, macs }) => ({ path, params, macs })),
    );
    expect(description.stateDict).toEqual(reference.state_dict.map(({ key, shape }) => ({ key, shape })));
  });

  it('names blocks and the ops between them', () => {
    expect(description.blocks.slice(0, 4).map(({ name }) => name)).toEqual([
      'conv 3x3/2 valid',
      'conv 3x3 valid',
      'conv 3x3',
      'Mixed_3a',
    ]);
    expect(description.blocks.slice(-3).map(({ name }) => name)).toEqual(['global average pool', 'dropout', 'linear']);
  });

  it('has every op in execution order, with all that it is', () => {
    expect(description.nodes.map(({ path }) => path)).toEqual(selection.model.graph.nodes.map(({ id }) => id));
    expect(description.nodes[1]).toEqual({
      path: 'features.0@conv',
      referencePath: 'features.0.conv',
      op: 'conv',
      inputs: ['input'],
      attributes: {
        filters: 32,
        kernel: [3, 3],
        stride: [2, 2],
        padding: { top: 0, bottom: 0, left: 0, right: 0 },
        bias: false,
      },
      output: [149, 149, 32],
      parameters: 864,
      macs: 19_181_664,
      receptiveField: { size: [3, 3], stride: [2, 2], start: [0, 0] },
    });
    const join = description.nodes.find(({ path }) => path === 'features.11');
    expect(join?.receptiveField.branches).toHaveLength(4);
    expect(join?.receptiveField.branches?.[1]).not.toHaveProperty('branches');
    expect(description.nodes.at(-1)?.receptiveField).toMatchObject({ whole: true });
  });

  it('follows the input size', () => {
    const small = describe(selection, 75, 'timm');
    expect(small.input).toEqual([75, 75, 3]);
    expect(small.blocks.find(({ path }) => path === 'features.21')?.output).toEqual([1, 1, 1536]);
    expect(small.totals.parameters).toBe(description.totals.parameters);
    expect(small.totals.macs).toBeLessThan(description.totals.macs / 10);
  });

  it('uses the names that are asked for', () => {
    const renamed = {
      ...selection,
      definition: { ...selection.definition, renames: { timm: [], other: [{ from: 'last_linear', to: 'fc' }] } },
    };
    const other = describe(renamed, 75, 'other');
    expect(other.stateDict.at(-1)).toEqual({ key: 'fc.bias', shape: [1000] });
    expect(other.nodes.at(-2)).toMatchObject({ path: 'last_linear', referencePath: 'fc' });
  });
});

group('choosing a network and a size', () => {
  it('takes the default variant or the named one', () => {
    expect(selectNetwork('inception-v4:released').model).toBe(selection.model);
  });

  it('refuses what is not there', () => {
    const code = (text: string) => {
      try {
        selectNetwork(text);
      } catch (error) {
        return error;
      }
      return null;
    };
    expect(code('inceptionv4')).toMatchObject({ code: 'cli/unknown', data: { what: 'network', near: 'inception-v4' } });
    expect(code('inception-v4:')).toMatchObject({ code: 'cli/unknown', data: { what: 'variant', value: '' } });
    expect(code('inception-v4:relased')).toMatchObject({ data: { of: 'inception-v4', near: 'released' } });
    expect(code('inception-v4/stem')).toMatchObject({ code: 'cli/only-a-network', data: { network: 'inception-v4' } });
  });

  it('knows the sizes that are possible', () => {
    expect(selectSize(selection, undefined)).toBe(299);
    expect(selectSize(selection, '75')).toBe(75);
    expect(selectSize(selection, String(LARGEST_SIZE))).toBe(LARGEST_SIZE);
    for (const wrong of ['74', '0', '-299', '299.5', '3e2', '0x12b', '', ' 299', 'big', String(LARGEST_SIZE + 1)]) {
      expect(() => selectSize(selection, wrong), wrong).toThrow(
        expect.objectContaining({
          code: 'cli/bad-size',
          data: { value: wrong, network: 'inception-v4', smallest: 75, largest: LARGEST_SIZE },
        }),
      );
    }
  });

  it('knows rectangles: height first', () => {
    const size = selectSize(selection, '224x320');
    expect(size).toEqual({ height: 224, width: 320 });
    const { input, nodes, totals } = describe(selection, size, 'timm');
    expect(input).toEqual([224, 320, 3]);
    expect(nodes.find(({ path }) => path === 'features.0@conv')?.output).toEqual([111, 159, 32]);
    expect(nodes.find(({ path }) => path === 'features.5')?.output).toEqual([25, 37, 384]);
    const turned = describe(selection, selectSize(selection, '320×224'), 'timm');
    expect(turned.input).toEqual([320, 224, 3]);
    expect(turned.totals).toEqual(totals);
    expect(selectSize(selection, '299x299')).toBe(299);
  });

  it('refuses a rectangle that is too small by the op that does not fit, and one that is too large by its limits', () => {
    expect(() => selectSize(selection, '74x320')).toThrow(
      expect.objectContaining({ code: 'shape/window-too-large', data: expect.objectContaining({ op: 'conv' }) }),
    );
    expect(() => selectSize(selection, '300x4097')).toThrow(expect.objectContaining({ code: 'cli/bad-size' }));
    expect(() => selectSide(selection, '224x320')).toThrow(expect.objectContaining({ code: 'cli/square-only' }));
  });

  it('counts exactly up to the largest size', () => {
    expect(describe(selection, LARGEST_SIZE, 'timm').totals.macs).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });
});

group('the short hand of ops', () => {
  it('shows kernel, stride and missing padding', () => {
    const { parts } = readNetwork(
      network({
        x: chain(
          conv(1, [1, 7]),
          conv(1, 3, { stride: [2, 1] }),
          conv(1, 1, { stride: 2 }),
          maxPool(3, { stride: 2 }),
          avgPool(3),
        ),
      }),
    );
    expect([0, 1, 2, 3, 4].map((j) => parts.get(`x.${j}`)).map((part) => part && partLabel(part))).toEqual([
      'conv 1x7',
      'conv 3x3/2x1 valid',
      'conv 1x1/2',
      'max pool 3x3/2 valid',
      'average pool 3x3',
    ]);
  });
});
