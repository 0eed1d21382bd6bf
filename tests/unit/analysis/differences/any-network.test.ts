import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparedNetwork, compareNetworks, type Difference } from '@/lib/analysis/differences';
import type { Network } from '@/lib/graph/expression';
import { readNetwork } from '@/lib/graph/model';
import { arbitraryNetwork } from '../../graph/arbitrary-network';
import { copyOf } from './mutations';

const subject = (network: Network, variant: string): ComparedNetwork => ({
  definition: { id: 'any', defaultSize: 64 },
  variant: { id: variant },
  model: readNetwork(network),
});

const said = ({ kind, follows, a, b }: Difference, mirrored: boolean): string =>
  JSON.stringify([kind, follows, mirrored ? b : a, mirrored ? a : b]);

describe('comparing any networks', () => {
  it('finds nothing between a network and its copy', () => {
    fc.assert(
      fc.property(arbitraryNetwork, (network) => {
        expect(compareNetworks(subject(network, 'a'), subject(copyOf(network), 'b')).differences).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('names every difference once, points at parts that exist, and lists them by row', () => {
    fc.assert(
      fc.property(arbitraryNetwork, arbitraryNetwork, (first, second) => {
        const [a, b] = [subject(first, 'a'), subject(second, 'b')];
        const { stages, differences } = compareNetworks(a, b);
        expect(new Set(differences.map(({ id }) => id)).size).toBe(differences.length);
        expect(stages.flatMap((stage) => stage.differences)).toEqual(differences.map(({ id }) => id));
        expect(new Set(stages.map(({ id }) => id)).size).toBe(stages.length);
        for (const difference of differences) {
          const sides = [
            [difference.a, a],
            [difference.b, b],
          ] as const;
          for (const [side, { model, variant }] of sides) {
            expect(side.value === null).toBe(side.places.length === 0);
            const paths = new Set([...model.parts.values()].map(({ path }) => path));
            for (const place of side.places) {
              const [head, ...rest] = place.split('/');
              expect(head).toBe(`any:${variant.id}`);
              expect(paths, difference.id).toContain(rest.join('/'));
            }
          }
          expect(difference.a.places.length + difference.b.places.length).toBeGreaterThan(0);
          expect(JSON.stringify(difference.a.value), difference.id).not.toBe(JSON.stringify(difference.b.value));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('says the same from the other side', () => {
    fc.assert(
      fc.property(arbitraryNetwork, arbitraryNetwork, (first, second) => {
        const [a, b] = [subject(first, 'a'), subject(second, 'b')];
        const there = compareNetworks(a, b).differences.map((each) => said(each, false));
        const back = compareNetworks(b, a).differences.map((each) => said(each, true));
        expect(back.sort()).toEqual(there.sort());
      }),
      { numRuns: 100 },
    );
  });
});
