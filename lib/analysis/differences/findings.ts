import type { ComparedNetwork, Difference, DifferenceKind, DifferenceValue } from './difference';

/** What was found at one place; equal findings of repeated blocks become one difference. */
export interface Finding {
  /** Where in its row: what repeated blocks share, `branch1.2`; empty for the whole. */
  readonly at: string;
  /** The same on the other side, where another path leads to it. */
  readonly atOther?: string;
  /** The place as the id says it, where that is more than `at`. */
  readonly shown?: string;
  /** Ends the id. */
  readonly name: string;
  readonly kind: DifferenceKind;
  /** Paths on each side. */
  readonly aPaths: readonly string[];
  readonly bPaths: readonly string[];
  readonly a: DifferenceValue | null;
  readonly b: DifferenceValue | null;
  readonly follows?: boolean;
}

interface Group {
  readonly finding: Finding;
  readonly a: Set<string>;
  readonly b: Set<string>;
}

/** Where the findings of a comparison are put together. */
export class Findings {
  readonly #groups = new Map<string, Group>();

  /** The first of equal findings gives the group its id. */
  add(finding: Finding): void {
    const { at, atOther, name, a, b } = finding;
    const key = JSON.stringify([at, atOther ?? at, name, a, b]);
    const group = this.#groups.get(key) ?? { finding, a: new Set(), b: new Set() };
    for (const path of finding.aPaths) group.a.add(path);
    for (const path of finding.bPaths) group.b.add(path);
    this.#groups.set(key, group);
  }

  /** The differences of a row. @param taken ids that are given away; those given here join them. */
  differences(
    networks: { readonly a: ComparedNetwork; readonly b: ComparedNetwork },
    row: { readonly id: string; readonly grid: number | null },
    taken: Set<string>,
  ): readonly Difference[] {
    const addresses = ({ definition, variant }: ComparedNetwork, paths: ReadonlySet<string>): readonly string[] =>
      [...paths].map((path) => `${definition.id}:${variant.id}${path === '' ? '' : `/${path}`}`);
    return [...this.#groups.values()].map(({ finding, a, b }) => {
      const plain = [row.id, finding.shown ?? finding.at, finding.name].filter((step) => step !== '').join('.');
      let id = plain;
      for (let count = 2; taken.has(id); count++) id = `${plain}-${count}`;
      taken.add(id);
      const [aPlaces, bPlaces] = [addresses(networks.a, a), addresses(networks.b, b)];
      return {
        id,
        kind: finding.kind,
        stage: row.id,
        grid: row.grid,
        a: { address: aPlaces[0] ?? null, places: aPlaces, value: finding.a },
        b: { address: bPlaces[0] ?? null, places: bPlaces, value: finding.b },
        follows: finding.follows ?? false,
      };
    });
  }
}
