import type { Graph } from '../../graph/graph';
import type { Renames } from '../../weights/fit';
import { checkpointsOf } from '../plan/checkpoints';
import { Grounds } from '../plan/ground';

/** A graph that was put into a session, and what all computations of it share. */
export interface KnownNetwork {
  readonly graph: Graph;
  /** The conventions in which its weight files may name their tensors. */
  readonly renames: Renames;
  /** Whether a file may be one of keras-applications. */
  readonly keras: boolean;
  /** Nodes whose tensors are kept the longest. */
  readonly checkpoints: ReadonlySet<string>;
  readonly grounds: Grounds;
}

/** The weights of a network that has no file of its own yet: the canonical names only. */
const CANONICAL: Renames = { canonical: [] };

/** Reads off a graph what every computation of it needs. */
export const knownNetwork = (graph: Graph, renames: Renames = CANONICAL, keras = false): KnownNetwork => ({
  graph,
  renames,
  keras,
  checkpoints: checkpointsOf(graph),
  grounds: new Grounds(graph),
});
