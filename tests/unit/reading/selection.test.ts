import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkParts } from '@/lib/graph/naming';
import { readNetworkView } from '@/lib/reading/reading';
import { addressOfNode, nearestAddresses, readSelection } from '@/lib/reading/selection';
import { LARGEST_SIZE } from '@/lib/reading/size';

const { reading } = readNetworkView('inception-v4', null, null);

describe('what an address selects', () => {
  it.each([
    ['', '', 'network', 'softmax'],
    ['stem', 'stem', 'stage', 'features.5'],
    ['features.6', 'features.6', 'block', 'features.6'],
    ['features.6.branch1.1@conv#12', 'features.6.branch1.1@conv#12', 'unit', 'features.6.branch1.1@conv'],
    ['features.6.branch1.1#12,3,4', 'features.6.branch1.1#12,3,4', 'unit', 'features.6.branch1.1@relu'],
    // The last tensor of a part is the part.
    ['features.0@relu', 'features.0', 'unit', 'features.0@relu'],
    // A module of the reference code inside a unit is the tensor that it makes.
    ['features.0.conv', 'features.0@conv', 'unit', 'features.0@conv'],
    ['features.19.branch1_1a', 'features.19.branch1.1.branch0', 'unit', 'features.19.branch1.1.branch0@relu'],
  ])('%s → %s', (text, at, kind, node) => {
    const { selection, problem } = readSelection(reading, text);
    expect(problem).toBeNull();
    expect(selection.at).toBe(at);
    expect(selection.part.kind).toBe(kind);
    expect(selection.node.id).toBe(node);
  });

  it('reads back what it writes, for every part of the network', () => {
    for (const part of walkParts(reading.model.root)) {
      if (part.path === null) continue;
      const { selection, problem } = readSelection(reading, part.path);
      expect(problem).toBeNull();
      expect(readSelection(reading, selection.at).selection).toEqual(selection);
    }
  });

  it('finds every tensor by its own address', () => {
    for (const node of reading.model.graph.nodes.slice(1)) {
      const { selection, problem } = readSelection(reading, addressOfNode(reading.model, node));
      expect(problem).toBeNull();
      expect(selection.node.id).toBe(node.id);
    }
  });
});

describe('a wrong address', () => {
  it.each([
    ['features.99', 'address/unknown-path', ''],
    ['features.6@conv', 'address/no-such-tensor', 'features.6'],
    ['features.6.branch1.1@conv#96', 'address/channel-out-of-range', 'features.6.branch1.1@conv'],
    ['features.6#3,35,0', 'address/position-out-of-range', 'features.6'],
    ['features.6#', 'address/syntax', 'features.6'],
    ['what is this', 'address/syntax', ''],
  ])('%s is %s and selects “%s”', (text, code, at) => {
    const { selection, problem } = readSelection(reading, text);
    expect(problem?.code).toBe(code);
    expect(selection.at).toBe(at);
  });

  it('leads to right ones', () => {
    const near = (text: string) => {
      const { problem } = readSelection(reading, text);
      return problem ? nearestAddresses(reading, problem, text) : [];
    };
    expect(near('features.6.branch1.7')).toContain('features.6.branch1.1');
    expect(near('features.6@conv')[0]).toBe('features.6');
    expect(near('features.6.branch1.1@conv#96')).toEqual(['features.6.branch1.1@conv#95', 'features.6.branch1.1@conv']);
    expect(near('features.6.branch1.1%')).toContain('features.6.branch1.1');
  });

  it('never breaks the page, and every suggestion works', () => {
    const paths = [...walkParts(reading.model.root)].flatMap(({ path }) => (path === null ? [] : [path]));
    const broken = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc
        .tuple(
          fc.constantFrom(...paths),
          fc.string({ maxLength: 4 }),
          fc.constantFrom('', '@conv', '@x', '#9999', '#1,500,0'),
        )
        .map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(broken, (text) => {
        const { selection, problem } = readSelection(reading, text);
        expect(reading.shapes.has(selection.node.id)).toBe(true);
        if (!problem) return;
        for (const at of nearestAddresses(reading, problem, text)) {
          expect(readSelection(reading, at).problem).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('size and variant', () => {
  it('has the smallest size of the network, and the last one below it is refused', () => {
    expect(reading.smallest).toBe(75);
    const { reading: small, problems } = readNetworkView('inception-v4', null, '75');
    expect(problems).toEqual([]);
    expect(small.size).toBe(75);
    expect(small.shapes.get('features.5')).toEqual([7, 7, 384]);
  });

  it.each(['74', '0', '-299', '299.5', 'big', '', String(LARGEST_SIZE + 1), '1e2'])(
    'refuses %s and shows the default',
    (text) => {
      const { reading: read, problems } = readNetworkView('inception-v4', null, text);
      expect(problems.map(({ code }) => code)).toEqual(['network/bad-size']);
      expect(read.size).toBe(299);
    },
  );

  it('refuses an unknown variant and shows the default', () => {
    const { reading: read, problems } = readNetworkView('inception-v4', 'imagined', '139');
    expect(problems.map(({ code }) => code)).toEqual(['address/unknown-variant']);
    expect(read.variant.id).toBe('released');
    expect(read.size).toBe(139);
  });
});
