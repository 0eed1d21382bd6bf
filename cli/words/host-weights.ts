import type { ErrorWords } from '@/lib/explanation';
import type { CliErrors } from '../errors';
import type { HostWeightsErrors } from '../host-weights-errors';

/** What `npm run weights` says besides errors. */
export const hostWeights = {
  help: `Usage: npm run weights -- NETWORK[:tag] [--half] [--from BASE]
       npm run weights -- --list

Fills public/weights with published ImageNet weights, from where the site then streams them a block at a time, without
the hub. What was interrupted goes on with the same command.

  --half       kernels and matrices in float16: half the bytes, and maps that look the same
  --from BASE  stands for https://huggingface.co: a mirror, or a server with the same paths (default: HF_ENDPOINT where
               it is set)
  --list       what can be had, and what is there

Example: npm run weights -- inception-v4 --half
`,
  columns: {
    name: 'name',
    megabytes: 'MB',
    licence: 'licence',
    top1: 'top-1 %',
    sum: 'published sum',
    here: 'here',
  },
  interrupted: (megabytes: string) => `interrupted at ${megabytes} MB`,
  sum: { known: 'yes', unknown: 'no' },
  unknownSize: '?',
  others: 'Also in public/weights:',
  other: (entry: { file: string; network: string; variant: string; source: string; megabytes: string }) =>
    `  ${entry.file}: ${entry.network}:${entry.variant}, ${entry.megabytes} MB, from ${entry.source}`,
  listMore: 'Fetch one with: npm run weights -- NAME [--half]',
  opened: ({ name, host, megabytes }: { name: string; host: string; megabytes: string }) =>
    `${name} on ${host}: ${megabytes} MB`,
  already: (file: string) => `${file} is there already, whole.`,
  goesOn: (megabytes: string) => `An earlier run left ${megabytes} MB, which are the beginning of this file; going on.`,
  beginsAgain: 'What an earlier run left is no beginning of this file; starting again.',
  progress: (done: string, total: string) => `${done} of ${total} MB`,
  sumRight: 'The sum is the published one.',
  noSum: (sum: string) => `No sum is published for this file, so it could not be checked. Its own sha256 is ${sum}.`,
  stays: (key: string, value: string) =>
    `${key} holds ${value}, which float16 cannot; it stays float32, everything else is halved.`,
  done: (file: string, megabytes: string) =>
    `public/weights/${file}: ${megabytes} MB. npm start (or npm run build) puts it on the site.`,
  stopped: 'Stopped. What arrived is kept; the same command goes on from there.',
} as const;

const HELP = 'npm run weights -- --help shows what it takes.';

/** Errors of `npm run weights`, and those of arguments, which say another command elsewhere. */
export const hostWeightsErrors: ErrorWords<
  HostWeightsErrors & Pick<CliErrors, 'cli/missing-argument' | 'cli/unexpected-argument'>
> = {
  'cli/missing-argument': ({ argument }) => ({
    what: `Which weights? ${argument} is missing.`,
    means: 'Nothing was fetched.',
    next: HELP,
  }),
  'cli/unexpected-argument': ({ argument }) => ({
    what: `“${argument}” is one argument too many.`,
    means: 'Nothing was fetched.',
    next: HELP,
  }),
  'host/unknown': ({ text, known }) => ({
    what: `There are no published weights “${text}”.`,
    means: 'Nothing was fetched.',
    next: `Choose one of: ${known.join(', ')}.`,
  }),
  'host/none-published': ({ network, known }) => ({
    what: `Nobody publishes ImageNet weights of ${network} as a safetensors file.`,
    means: 'Nothing was fetched.',
    next: `Open a file of your own in the lab, or choose one of: ${known.join(', ')}.`,
  }),
  'host/other-sum': ({ name, wanted, found }) => ({
    what: `What came as ${name} is not the published file: its sha256 is ${found}, the published one ${wanted}.`,
    means: 'Nothing of it is kept.',
    next: 'Try again, or another server with --from; its publisher may also have replaced the file.',
  }),
};
