import type { CitationId } from './citations';

/** Why something that a figure prints cannot be, or was hardly meant. */
export interface FigureSlipWords {
  readonly explanation: string;
  readonly citations: readonly [CitationId, ...CitationId[]];
}

/** By the id of a slip in `lib/networks`; the printed and the meant value stand there. */
export const figureSlips: Readonly<Record<string, FigureSlipWords>> = {
  'v4-b-middle-branch': {
    explanation:
      'The figure is transcribed with two rows one after the other. They would see a strip without height, where every other branch of the kind pairs a row with a column; so does the code. The network here is built as drawn.',
    citations: ['v4-fig-5', 'slim-v4', 'slim-thread-7041'],
  },
  'ir-v2-b-width': {
    explanation:
      'A residual is added to its own input, so the linear 1×1 must put out as many channels as the trunk has. The number printed there is two more than the trunk that the blocks before it make. The network here takes the width of the trunk.',
    citations: ['v4-fig-17', 'titu-port', 'slim-thread-11227'],
  },
  'ir-v2-c-width': {
    explanation:
      'The number printed at the linear 1×1 is less than the trunk behind Reduction-B, and a sum needs both sides equally wide. The network here takes the width of the trunk.',
    citations: ['v4-fig-19', 'titu-port', 'slim-thread-11227', 'cadene-thread-206'],
  },
};
