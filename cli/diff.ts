import type { ComparedNetwork, Comparison, Difference } from '@/lib/analysis/differences';

/** A row of stages side by side; `a` and `b` are paths, null where that network has no such stage. */
export interface StageDescription {
  readonly id: string;
  readonly grid: number | null;
  readonly a: string | null;
  readonly b: string | null;
  /** Ids of its differences. */
  readonly differences: readonly string[];
}

/** Everything that `atlas diff` knows; its JSON, key by key. */
export interface DifferencesDescription {
  readonly a: { readonly network: string; readonly variant: string };
  readonly b: { readonly network: string; readonly variant: string };
  /** Side of the square input picture in pixels for which the grids are. */
  readonly size: number;
  readonly stages: readonly StageDescription[];
  readonly differences: readonly Difference[];
}

const subject = ({ definition, variant }: ComparedNetwork) => ({ network: definition.id, variant: variant.id });

/** A comparison without what only a program can use. */
export const describeDifferences = ({ a, b, size, stages, differences }: Comparison): DifferencesDescription => ({
  a: subject(a),
  b: subject(b),
  size,
  stages: stages.map((stage) => ({
    id: stage.id,
    grid: stage.grid,
    a: stage.a && (stage.a.path ?? stage.a.id),
    b: stage.b && (stage.b.path ?? stage.b.id),
    differences: stage.differences,
  })),
  differences,
});
