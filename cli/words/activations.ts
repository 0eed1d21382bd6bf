import type { ErrorWords } from '@/lib/explanation';
import type { ActivationsErrors } from '../activations-errors';

/** What `atlas activations` says besides errors. */
export const activations = {
  help: `Usage: atlas activations NETWORK[:variant] --weights seeded|FILE|URL|hub:OWNER/NAME[@REVISION]
                         --input IMAGE|FILE.npy --at PATH[,PATH…] [--size N|HxW] [--backend wasm|cpu]
                         [--mirror BASE] --out DIR

Computes tensors inside a network and writes each as float32 .npy (1×H×W×C, or 1×C for a vector), and summary.json.

  --weights  seeded: the recipe that needs no download, exact; or a safetensors file of the same network, on disk or on
             a server, of which only what is needed is read
  --mirror   stands for https://huggingface.co in hub: addresses (default: HF_ENDPOINT where it is set)
  --input    a picture (JPEG, PNG, WebP, GIF, AVIF, TIFF, BMP), resized, cropped and normalised as the published
             weights ask;
             or an H×W×3 float32 .npy that goes in as it is
  --at       paths, positional or of the reference code; @conv, @bn, @relu, @concat, @sum … picks an earlier tensor
             of a unit; last_linear is the last linear layer of any network, whatever its own code calls it: the logits,
             or the embedding before its norm
  --size     side of the square input in pixels, or height x width (224x320), of a picture: the crop gets that shape
             (at most 4096; default: the network's own)
  --backend  what computes (default: wasm)
  --out DIR  where the files go; made where it does not exist

Example: atlas activations inception-v4 --weights seeded --input cat.jpg --at features.6,last_linear --out maps
`,
  traffic: ({ host, requests, bytes }: { host: string; requests: number; bytes: string }) =>
    `weights from ${host}: ${bytes} bytes in ${requests} ${requests === 1 ? 'request' : 'requests'}`,
  /** Where a statistic of no finite value would stand. */
  none: '-',
  columns: {
    path: 'path',
    shape: 'shape',
    mean: 'mean',
    std: 'std',
    min: 'min',
    max: 'max',
    zeros: 'zeros',
    nonFinite: 'not finite',
    file: 'file',
  },
} as const;

/** Errors of `atlas activations`. */
export const activationsErrors: ErrorWords<ActivationsErrors> = {
  'activations/missing-option': ({ option, example }) => ({
    what: `activations needs --${option}.`,
    means: 'Nothing was computed.',
    next: `Write --${option} ${example}; atlas activations --help shows more.`,
  }),
  'activations/cannot-read': ({ file, reason }) => ({
    what: `“${file}” cannot be read: ${reason}.`,
    means: 'Nothing was computed.',
    next: 'Name a file that exists and may be read.',
  }),
  'activations/cannot-write': ({ folder, reason }) => ({
    what: `“${folder}” cannot be written: ${reason}.`,
    means: 'The results are not kept.',
    next: 'Name a folder that can be made or written to.',
  }),
  'activations/bad-npy': ({ file, reason }) => ({
    what: `“${file}” is no H×W×3 float32 .npy: ${reason}.`,
    means: 'Nothing was computed.',
    next: 'Save it with numpy.save as a C-ordered float32 array of height × width × 3.',
  }),
  'activations/not-finite': ({ file, at, value }) => ({
    what: `“${file}” holds ${value} at [${at.join(', ')}] (row, column, channel).`,
    means: 'Everything computed with it would be lost, so nothing was computed.',
    next: 'Save the tensor with finite numbers only.',
  }),
  'activations/size-of-tensor': ({ file, height, width }) => ({
    what: `--size cannot change “${file}”: a tensor goes in as it is, ${height}×${width}.`,
    means: 'Nothing was computed.',
    next: `Leave --size out, or give its own size, ${height}x${width}.`,
  }),
  'activations/whole-tensors-only': ({ path }) => ({
    what: `“${path}” points into a tensor, but whole tensors are written.`,
    means: 'Nothing was computed.',
    next: `Write ${path.slice(0, path.indexOf('#'))}.`,
  }),
  'activations/same-file': ({ first, second, file }) => ({
    what: `“${first}” and “${second}” would both be written to ${file}.`,
    means: 'Nothing was computed.',
    next: 'Leave one of them out.',
  }),
};
