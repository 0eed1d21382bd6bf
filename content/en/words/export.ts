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
          : why === 'position'
            ? 'A row of modules numbers its weights by position, and they are called otherwise.'
            : 'There is no such operation that could stand in a row of modules.',
    next:
      why === 'name'
        ? 'Give the part a name in the expression, or its container a block.'
        : why === 'padding'
          ? 'Use a window of odd size, or the same padding on all sides.'
          : why === 'position'
            ? 'Name the parts of the row one by one, or leave every part at its position.'
            : 'Write the part as an entry of the network.',
  }),
  'export/no-expression': ({ path }) =>
    path === null
      ? {
          what: 'This network came without an expression.',
          means: 'Only its operations are known, and this format writes what they were made from.',
          next: 'Export it as a table.',
        }
      : {
          what: `${path} has no expression of its own.`,
          means: 'It follows from what stands around it.',
          next: 'Export the network, or a block, or another format.',
        },
};
