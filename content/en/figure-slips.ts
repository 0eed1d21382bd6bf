import type { CitationId } from './citations';

/** Why something that a figure prints cannot be, or was hardly meant; plain data. */
export interface FigureSlipWords {
  /** Which figure, as in “a slip in Figure 5”. */
  readonly figure: string;
  /** Why it cannot be, and what the network here has. */
  readonly explanation: string;
  readonly citations: readonly [CitationId, ...CitationId[]];
}

/** By the id of a slip in `lib/networks`; the printed and the meant value stand there. */
export const figureSlips: Readonly<Record<string, FigureSlipWords>> = {
  'v4-b-middle-branch': {
    figure: 'Figure 5',
    explanation:
      'Two rows one after the other would see a strip without height, where every other branch of the kind pairs a row with a column; so does the code. The network here is built as drawn.',
    citations: ['v4-fig-5', 'slim-v4', 'slim-thread-7041'],
  },
  'ir-v2-b-width': {
    figure: 'Figure 17',
    explanation:
      'A residual is added to its own input, so the linear 1×1 must put out as many channels as the trunk has, and the number printed is two more than that. The network here takes the width of the trunk.',
    citations: ['v4-fig-17', 'titu-port', 'slim-thread-11227'],
  },
  'ir-v2-c-width': {
    figure: 'Figure 19',
    explanation:
      'The number printed at the linear 1×1 is less than the width of the trunk behind Reduction-B, and a sum needs both sides equally wide. The network here takes the width of the trunk.',
    citations: ['v4-fig-19', 'titu-port', 'slim-thread-11227', 'cadene-thread-206'],
  },
};
