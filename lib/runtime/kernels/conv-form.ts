import type { Shape } from '../../graph/shapes';
import type { ConvOp } from '../plan/plan';

/**
 * How a convolution is computed. `stock`: by tfjs. `direct`: as one product of matrices with its windows as rows.
 * `winograd`: with fewer multiplications, in tiles of `outputs` places (down, across); 1 where the window is 1.
 */
export type ConvForm =
  | { readonly type: 'stock' }
  | { readonly type: 'direct' }
  | { readonly type: 'winograd'; readonly outputs: Tile };

/** Places of one tile, down and across. */
type Tile = readonly [number, number];

/** Two convolutions of one form and shape share packed weights if their names are equal. */
export const nameOfForm = (form: ConvForm): string =>
  form.type === 'winograd' ? `winograd ${form.outputs.join('×')}` : form.type;

/**
 * Which tiles serve a window, by height×width: the quick ones, and smaller ones whose rounding is hardly more than that
 * of the sum itself. A batch norm that measures its statistics divides by the deviation of what may be a nearly
 * constant map, and so magnifies rounding, from block to block: 30 of them make 0.1 deviations of 1e-4.
 */
const WINOGRAD: Readonly<Record<string, { readonly quick: Tile; readonly careful: Tile }>> = {
  '3×3': { quick: [4, 4], careful: [2, 2] },
  '1×7': { quick: [1, 4], careful: [1, 2] },
  '7×1': { quick: [4, 1], careful: [2, 1] },
};

/** The windows and tiles for which transforms are compiled. */
export const WINOGRAD_WINDOWS = Object.entries(WINOGRAD).flatMap(([name, { quick, careful }]) => {
  const [height = 1, width = 1] = name.split('×').map(Number);
  return [quick, careful].map((outputs) => ({ window: [height, width] as const, outputs }));
});

/**
 * The form of a convolution from a map of so many channels to one of `output` (H×W×C).
 * Winograd needs stride 1 and whole groups of four channels.
 * @param careful whether rounding is magnified by what comes next.
 */
export function convForm(op: ConvOp, channels: number, output: Shape, careful = false): ConvForm {
  const tiles = WINOGRAD[op.kernel.join('×')];
  const stride = op.stride[0] * op.stride[1];
  if (!tiles || stride !== 1 || channels % 4 !== 0 || op.filters % 4 !== 0) return { type: 'direct' };
  const outputs = careful ? tiles.careful : tiles.quick;
  const [height = 0, width = 0] = output;
  return height >= outputs[0] && width >= outputs[1] ? { type: 'winograd', outputs } : { type: 'direct' };
}
