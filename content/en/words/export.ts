import type { ErrorWords } from '@/lib/explanation';
import type { ExportErrors } from '@/lib/export/errors';

/** Errors of code for other programs. */
export const exportErrors: ErrorWords<ExportErrors> = {
  'export/no-module': ({ path, why, library }) => ({
    what: `${library} has no module for ${path}.`,
    means:
      why === 'name'
        ? 'Its weights have a name that no attribute of a class can have.'
        : why === 'padding'
          ? 'It is padded differently on opposite sides.'
          : 'There is no such operation that could stand in a row of modules.',
    next:
      why === 'name'
        ? 'Give the part a name in the expression, or its container a block.'
        : why === 'padding'
          ? 'Use a window of odd size, or the same padding on all sides.'
          : 'Write the part as an entry of the network.',
  }),
};
