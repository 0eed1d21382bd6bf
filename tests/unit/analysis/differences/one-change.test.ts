import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComparedNetwork,
  compareNetworks,
  type Difference,
  type DifferenceValue,
  type Side,
} from '@/lib/analysis/differences';
import { type NetworkModel, readNetwork } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import { networks } from '@/lib/networks';
import { copyOf, sitesOf } from './mutations';

const everyVariant = networks.flatMap((definition) => definition.variants.map((variant) => ({ definition, variant })));

const subject = (of: (typeof everyVariant)[number], model: NetworkModel, variant = of.variant.id): ComparedNetwork => ({
  definition: of.definition,
  variant: { id: variant },
  model,
});

const own = (differences: readonly Difference[]): readonly Difference[] =>
  differences.filter(({ follows }) => !follows);

/** The bare value of a side. */
const bare = (value: DifferenceValue | null): unknown => {
  if (value === null) return null;
  if (value.type === 'count') return value.count;
  if (value.type === 'branches') return 'branches';
  const { type, ...rest } = value;
  return Object.values(rest)[0];
};

const address = (variant: string, network: string, part: Part): string =>
  `${network}:${variant}/${part.path ?? part.id.split('/')[0]}`;

/** The blocks of one family around a run: what a repeat counts. */
function familyAround(model: NetworkModel, run: Part): readonly Part[] {
  const siblings = [...model.parts.values()].filter(
    (part) => part.kind === 'block' && part.name === run.children[0]?.name && model.parents.get(part.id) !== undefined,
  );
  return siblings;
}

describe.each(everyVariant.map((each) => [`${each.definition.id}:${each.variant.id}`, each] as const))(
  'one change of %s',
  (_name, of) => {
    const network = of.definition.id;

    it('is the one difference that is found, with both values, at every place', () => {
      fc.assert(
        fc.property(fc.nat(), fc.nat(), fc.nat({ max: 997 }), (where, which, seed) => {
          const before = copyOf(of.variant.network);
          const after = copyOf(of.variant.network);
          const sites = sitesOf(after, seed);
          const index = where % sites.length;
          const site = sites[index];
          const original = sitesOf(before, seed)[index]?.expression;
          const mutation = site?.mutations[which % site.mutations.length];
          if (!site || !original || !mutation) throw new Error('there is always a place to change');
          const unchanged = JSON.stringify(after);
          mutation.apply();
          // Equal branches change places without a trace.
          fc.pre(JSON.stringify(after) !== unchanged);
          const [a, b] = [readNetwork(before), readNetwork(after)];
          const { differences } = compareNetworks(subject(of, a), subject(of, b, 'changed'));
          const [difference, ...others] = own(differences);
          expect(others.map(({ id }) => id)).toEqual([]);
          if (!difference) throw new Error(`${mutation.name} was not found`);
          expect(difference.kind).toBe(mutation.kind);
          expect(difference.id.split('.').at(-1)).toBe(mutation.name);
          const partsOf = (model: NetworkModel, expression: unknown) =>
            [...model.parts.values()].filter((part) => part.expression === expression);
          const check = (side: Side, model: NetworkModel, expression: typeof original, variant: string): void => {
            const parts = partsOf(model, expression);
            const run = parts.find(({ kind }) => kind === 'times');
            if (run) {
              const family = familyAround(model, run);
              expect(side.places).toEqual(family.map((part) => address(variant, network, part)));
              expect(bare(side.value)).toBe(family.length);
            } else {
              expect(side.places).toEqual(parts.map((part) => address(variant, network, part)));
              expect(bare(side.value)).toEqual(mutation.value(expression));
            }
            expect(side.address).toBe(side.places[0]);
          };
          check(difference.a, a, original, of.variant.id);
          check(difference.b, b, site.expression, 'changed');
        }),
        { numRuns: 100 },
      );
    });

    it('is none where nothing changed', () => {
      const model = readNetwork(of.variant.network);
      expect(
        compareNetworks(subject(of, model), subject(of, readNetwork(copyOf(of.variant.network)))).differences,
      ).toEqual([]);
    });
  },
);

describe('the two sides', () => {
  const pairs = everyVariant.flatMap((a) => everyVariant.map((b) => [a, b] as const));

  it.each(
    pairs.map(([a, b]) => [`${a.definition.id}:${a.variant.id}`, `${b.definition.id}:${b.variant.id}`, a, b] as const),
  )('mirror: %s and %s', (_a, _b, a, b) => {
    const there = compareNetworks(
      subject(a, readNetwork(a.variant.network)),
      subject(b, readNetwork(b.variant.network)),
    );
    const back = compareNetworks(
      subject(b, readNetwork(b.variant.network)),
      subject(a, readNetwork(a.variant.network)),
    );
    // Ids are named after the left side; what they say is the same.
    const said = (difference: Difference, first: 'a' | 'b', second: 'a' | 'b') =>
      JSON.stringify([difference.kind, difference.follows, difference[first], difference[second]]);
    expect(back.differences.map((each) => said(each, 'b', 'a')).sort()).toEqual(
      there.differences.map((each) => said(each, 'a', 'b')).sort(),
    );
    expect(new Set(there.differences.map(({ id }) => id)).size).toBe(there.differences.length);
    expect(there.stages.flatMap(({ differences }) => differences)).toEqual(there.differences.map(({ id }) => id));
  });
});
