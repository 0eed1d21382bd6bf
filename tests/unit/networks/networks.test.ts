import { describe, expect, it } from 'vitest';
import { walkParts } from '@/lib/graph/naming';
import { inferShapes } from '@/lib/graph/shapes';
import { findNetwork, findVariant, modelOf, networks, renameKey, resolveAddress } from '@/lib/networks';

describe('the list of networks', () => {
  it('has ids that fit an address, titles, and a default that exists', () => {
    for (const definition of networks) {
      expect(definition.id).toMatch(/^[a-z0-9-]+$/);
      expect(definition.title).not.toBe('');
      expect(findVariant(definition, null).id).toBe(definition.defaultVariant);
      expect(definition.renames[definition.naming], `${definition.id}: the canonical naming renames nothing`).toEqual(
        [],
      );
      for (const variant of definition.variants) expect(variant.id).toMatch(/^[a-z0-9-]+$/);
    }
    expect(new Set(networks.map(({ id }) => id)).size).toBe(networks.length);
  });

  it('has shapes at the default size for every variant', () => {
    for (const { id, variants, defaultSize } of networks) {
      for (const variant of variants) {
        const { graph } = modelOf(id, variant.id);
        expect(inferShapes(graph, defaultSize).size).toBe(graph.nodes.length);
      }
    }
  });

  it('reads a network once', () => {
    expect(modelOf('inception-v4')).toBe(modelOf('inception-v4', 'released'));
  });

  it('refuses what it does not have, and says what it has', () => {
    expect(() => findNetwork('inception-v5')).toThrow(
      expect.objectContaining({
        code: 'address/unknown-network',
        data: { network: 'inception-v5', known: networks.map(({ id }) => id) },
      }),
    );
    expect(() => resolveAddress('inception-v4:draft/stem')).toThrow(
      expect.objectContaining({
        code: 'address/unknown-variant',
        data: expect.objectContaining({ network: 'inception-v4', variant: 'draft' }),
      }),
    );
  });
});

describe('Inception-v4', () => {
  const { root } = modelOf('inception-v4');

  it('has the stages of the paper in order', () => {
    const stages = [...walkParts(root)].filter(({ kind }) => kind === 'stage');
    expect(stages.map(({ name }) => name)).toEqual([
      'Stem',
      'Inception-A',
      'Reduction-A',
      'Inception-B',
      'Reduction-B',
      'Inception-C',
      'Head',
    ]);
  });

  it('repeats its blocks 4, 7 and 3 times', () => {
    const runs = [...walkParts(root)].filter(({ kind }) => kind === 'times');
    expect(runs.map(({ children }) => [children[0]?.name, children.length])).toEqual([
      ['Inception-A', 4],
      ['Inception-B', 7],
      ['Inception-C', 3],
    ]);
  });
});

describe('names of other conventions', () => {
  const base = findNetwork('inception-v4');
  const definition = {
    ...base,
    renames: {
      timm: [],
      other: [
        { from: 'features', to: 'body' },
        { from: 'last_linear', to: 'fc' },
      ],
    },
  };

  it('replace whole steps of a path only', () => {
    expect(renameKey(definition, 'other', 'features.0.conv.weight')).toBe('body.0.conv.weight');
    expect(renameKey(definition, 'other', 'last_linear')).toBe('fc');
    expect(renameKey(definition, 'other', 'features2.0')).toBe('features2.0');
    expect(renameKey(definition, 'timm', 'last_linear.bias')).toBe('last_linear.bias');
  });

  it('are the same for Inception-v4 in timm and Cadene (FACTS section 7)', () => {
    expect(renameKey(base, 'cadene', 'last_linear.weight')).toBe('last_linear.weight');
  });
});
