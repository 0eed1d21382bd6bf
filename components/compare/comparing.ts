import { type Comparison, compareNetworks } from '@/lib/analysis/differences';
import { AtlasError } from '@/lib/error';
import { parseAddress } from '@/lib/graph/address';
import type { Model } from '@/lib/graph/model';
import { findNetwork, findVariant, modelOf } from '@/lib/networks';
import { type NetworkReading, networkReadingOf, smallestSizeOf } from '@/lib/reading/reading';
import { parseSide } from '@/lib/reading/size';
import { COMMON_SIZE, DEFAULT_PAIR, type Pair } from './pairs';

export type SideName = 'a' | 'b';

/** One side of the comparison, and what of its address could not be used. */
interface ComparedSide {
  /** As in addresses, with its variant: `inception-v4:released`. */
  readonly key: string;
  readonly network: string;
  readonly variant: string;
  readonly problem: AtlasError | null;
}

/** Something wrong in the address of the page, and the parameter in which it stands. */
export interface Problem {
  readonly param: 'a' | 'b' | 'size';
  readonly error: AtlasError;
}

export interface Compared {
  readonly a: NetworkReading;
  readonly b: NetworkReading;
  readonly keys: Pair;
  readonly comparison: Comparison;
  /** Side of the picture for both, in pixels. */
  readonly size: number;
  /** The smallest side that both networks take. */
  readonly smallest: number;
  readonly problems: readonly Problem[];
}

const asProblem = (error: unknown): AtlasError => {
  if (error instanceof AtlasError) return error;
  throw error;
};

/** Reads one side; a wrong variant falls back to the default one of its network, anything else to `fallback`. */
export function readSubject(text: string, fallback: string): ComparedSide {
  const subject = (network: string, variant: string | null, problem: AtlasError | null): ComparedSide => {
    const known = findVariant(findNetwork(network), variant);
    return { key: `${network}:${known.id}`, network, variant: known.id, problem };
  };
  try {
    const { network, variant } = parseAddress(text);
    findNetwork(network);
    try {
      return subject(network, variant, null);
    } catch (error) {
      return subject(network, null, asProblem(error));
    }
  } catch (error) {
    const { network, variant } = parseAddress(fallback);
    return subject(network, variant, asProblem(error));
  }
}

/** A pair with both variants written out: `inception-v4` is its default one. */
export const wholePair = ({ a, b }: Pair): Pair => ({ a: readSubject(a, a).key, b: readSubject(b, b).key });

/** The same comparison with its sides exchanged; the ids of differences stay, so that a link to one stays right. */
function exchanged({ a, b, size, stages, differences }: Comparison): Comparison {
  return {
    a: b,
    b: a,
    size,
    stages: stages.map((stage) => ({ ...stage, a: stage.b, b: stage.a })),
    differences: differences.map((difference) => ({ ...difference, a: difference.b, b: difference.a })),
  };
}

const modelOfSide = ({ network, variant }: ComparedSide): Model => modelOf(network, variant);

function readingOfSide({ network, variant }: ComparedSide, size: number): NetworkReading {
  const definition = findNetwork(network);
  return networkReadingOf(definition, findVariant(definition, variant), size);
}

/** The side of the picture for both; the common one where the address says nothing, or something else than a square. */
export function readSide(
  text: string | null,
  smallest: number,
): { readonly size: number; readonly problem: AtlasError | null } {
  try {
    return { size: text === null ? COMMON_SIZE : parseSide(text, smallest), problem: null };
  } catch (error) {
    return { size: COMMON_SIZE, problem: asProblem(error) };
  }
}

/**
 * Reads a comparison off the parameters of the page's address. What is wrong is reported, and a default stands in for
 * it; the rest counts.
 * @param pairs the prepared ones: the other way round they are the same comparison.
 */
export function readComparison(
  a: string | null,
  b: string | null,
  sizeText: string | null,
  pairs: readonly Pair[],
): Compared {
  const sides = {
    a: readSubject(a ?? DEFAULT_PAIR.a, DEFAULT_PAIR.a),
    b: readSubject(b ?? DEFAULT_PAIR.b, DEFAULT_PAIR.b),
  };
  const smallest = Math.max(smallestSizeOf(modelOfSide(sides.a)), smallestSizeOf(modelOfSide(sides.b)));
  const { size, problem: wrongSize } = readSide(sizeText, smallest);

  const problems: Problem[] = [];
  if (sides.a.problem) problems.push({ param: 'a', error: sides.a.problem });
  if (sides.b.problem) problems.push({ param: 'b', error: sides.b.problem });
  if (wrongSize) problems.push({ param: 'size', error: wrongSize });

  const readings = { a: readingOfSide(sides.a, size), b: readingOfSide(sides.b, size) };
  const isTurned = pairs.map(wholePair).some((pair) => pair.a === sides.b.key && pair.b === sides.a.key);
  const comparison = isTurned
    ? exchanged(compareNetworks(readings.b, readings.a, size))
    : compareNetworks(readings.a, readings.b, size);
  return {
    ...readings,
    keys: { a: sides.a.key, b: sides.b.key },
    comparison,
    size,
    smallest,
    problems,
  };
}
