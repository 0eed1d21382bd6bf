import type { ErrorWords } from '@/lib/explanation';
import type { ExportCommandErrors } from '../export-errors';

/** What `atlas export` says besides errors. */
export const exporting = {
  help: `Usage: atlas export NETWORK[:variant][/PATH] [--format pytorch|json|csv] [--size N|HxW] [--out FILE]

Writes a network, or a part of it, for other programs.

  --format   pytorch: a Python file whose state dict has the canonical keys in the canonical order;
             json: the expression that everything is read off;
             csv: one line per op with its shape and cost (default: pytorch)
  --size     side of the square input picture in pixels, or height x width (224x320), for csv
             (at most 4096; default: the network's own)
  --out FILE where it goes (default: standard output)

Example: atlas export inception-v4/features.6 --format pytorch --out inception_a.py
`,
  comment: ({ title, variant, path }: { title: string; variant: string; path: string | null }) =>
    `${path === null ? '' : `${path} of `}${title} (${variant}), generated from its expression by Inception Atlas.`,
  written: ({ file, lines }: { file: string; lines: number }) => `${file}: ${lines} lines`,
} as const;

/** Errors of `atlas export` itself. */
export const exportCommandErrors: ErrorWords<ExportCommandErrors> = {
  'export/cannot-write': ({ file, reason }) => ({
    what: `“${file}” cannot be written: ${reason}.`,
    means: 'Nothing was written.',
    next: 'Name a file in a folder that exists and may be written to.',
  }),
  'export/only-a-part': ({ text, part }) => ({
    what: `“${text}” points into a tensor, but whole parts are exported.`,
    means: 'Nothing was written.',
    next: `Write ${part}.`,
  }),
};
