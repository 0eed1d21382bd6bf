/**
 * The matrices of a minimal filter after Winograd, F(m, r): m neighbouring outputs of an r-tap filter from n = m + r − 1
 * multiplications instead of m·r: y = Aᵀ [(G g) ⊙ (Bᵀ d)], with d the n inputs, g the filter. Evaluated at n − 1 finite
 * points and at infinity (Cook and Toom). S. Winograd, Arithmetic Complexity of Computations (1980); A. Lavin and
 * S. Gray, arXiv 1509.09308.
 */
export interface WinogradMatrices {
  readonly outputs: number;
  readonly taps: number;
  /** n: inputs and multiplications of one tile. */
  readonly points: number;
  /** Aᵀ, m×n. */
  readonly output: readonly (readonly number[])[];
  /** G, n×r. */
  readonly filter: readonly (readonly number[])[];
  /** Bᵀ, n×n. */
  readonly input: readonly (readonly number[])[];
}

/** The finite points: small, and in pairs of ± that share half of their additions. */
const FINITE = [0, 1, -1, 0.5, -0.5, 2, -2, 0.75, -0.75, 1.5, -1.5];

/**
 * Better points where five or nine are taken: of all pairs from a grid of eighths these gave the smallest error of
 * F(4, 3) in the plane and of F(4, 7), on noise and on nearly constant maps alike, about six tenths of that of the
 * whole numbers and their halves.
 */
const BEST: Readonly<Record<number, readonly number[]>> = {
  5: [0, 0.625, -0.625, 1.5, -1.5],
  9: [0, 0.375, -0.375, 0.875, -0.875, 1.25, -1.25, 2, -2],
};

/** Coefficients of Π (x − root), lowest power first. */
function polynomial(roots: readonly number[]): readonly number[] {
  let factors = [1];
  for (const root of roots) {
    const shifted = [0, ...factors];
    factors = shifted.map((value, i) => value - root * (factors[i] ?? 0));
  }
  return factors;
}

const product = (values: readonly number[]): number => values.reduce((total, value) => total * value, 1);

/** The power of two nearest to a number: scaling by it rounds nothing. */
const powerOfTwo = (value: number): number => 2 ** Math.round(Math.log2(Math.abs(value)));

/**
 * F(outputs, taps); one output of one tap is the identity, so that a one-dimensional filter is a plane one.
 * @param points finite ones, n − 1 of them.
 */
export function winogradMatrices(
  outputs: number,
  taps: number,
  points: readonly number[] = BEST[outputs + taps - 2] ?? FINITE.slice(0, outputs + taps - 2),
): WinogradMatrices {
  const n = points.length + 1;
  const rows = points.map((point, j) => {
    const others = points.filter((_, l) => l !== j);
    const scale = product(others.map((other) => point - other));
    // Row j of G is divided by the product; a part of that may as well go to row j of Bᵀ.
    const shift = powerOfTwo(Math.sqrt(Math.abs(scale)));
    return {
      input: [...polynomial(others), 0].map((value) => value / shift),
      filter: Array.from({ length: taps }, (_, k) => (point ** k / scale) * shift),
      output: Array.from({ length: outputs }, (_, i) => point ** i),
    };
  });
  const all = [
    ...rows,
    {
      input: polynomial(points),
      filter: Array.from({ length: taps }, (_, k) => Number(k === taps - 1)),
      output: Array.from({ length: outputs }, (_, i) => Number(i === outputs - 1)),
    },
  ];
  return {
    outputs,
    taps,
    points: n,
    input: all.map(({ input }) => input),
    filter: all.map(({ filter }) => filter),
    output: Array.from({ length: outputs }, (_, i) => all.map(({ output }) => output[i] ?? 0)),
  };
}
