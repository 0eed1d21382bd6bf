import type { ErrorWords } from '@/lib/explanation';
import type { ClassifyErrors } from '../classify-errors';

/** What `atlas classify` says besides errors. */
export const classify = {
  help: `Usage: atlas classify NETWORK[:variant] --weights seeded|FILE|URL|hub:OWNER/NAME[@REVISION]
                      --input IMAGE|FILE.npy [--top N] [--classes FILE] [--cam CLASS --out DIR] [--size N|HxW]
                      [--backend wasm|cpu] [--mirror BASE] [--format table|json]

Names the classes with the highest scores, and shows exactly which places and channels made the score of one.

  --weights    seeded: the recipe that needs no download, under which the names mean nothing; or a safetensors file of
               the same network, on disk or on a server; its head may tell any number of classes apart
  --mirror     stands for https://huggingface.co in hub: addresses (default: HF_ENDPOINT where it is set)
  --input      a picture (JPEG, PNG, WebP, GIF, AVIF, TIFF, BMP), resized, cropped and normalised as the published
               weights ask;
               or an H×W×3 float32 .npy that goes in as it is
  --top N      how many classes are listed (default: 5)
  --classes    names of the classes: a text with one a line, or JSON (a list; {"0": "tench"}; {"tench": 0}; an object with
               id2label); without it those of ImageNet where there are 1,000, else numbers
  --cam CLASS  the class activation map of a class, by number (281), WordNet id (n02123045) or name (tabby)
  --out DIR    where the map goes, as cam-N.npy (H×W float32, without the bias: its mean plus the bias is the logit),
               cam-N.json (with what every channel adds) and cam-N.png (over the picture); made where it does not exist
  --size       side of the square input in pixels, or height x width (224x320), of a picture: the crop gets that shape
               (at most 4096; default: the network's own)
  --backend    what computes (default: wasm)
  --format     table: aligned text; json: the same as data (default: table)

Example: atlas classify inception-v4 --weights hub:timm/inception_v4.tf_in1k --input cat.jpg --cam tabby --out maps
`,
  columns: { rank: 'rank', index: 'class', synset: 'id', probability: 'probability', logit: 'logit', name: 'name' },
  channels: { channel: 'channel', added: 'adds to the logit' },
  seeded: 'The weights are seeded, not learned: the names mean nothing.',
  map: ({ name, rank, mean, bias, logit }: { name: string; rank: number; mean: string; bias: string; logit: string }) =>
    `${name}, rank ${rank}: mean of the map ${mean} + bias ${bias} = logit ${logit}`,
  written: (files: readonly string[]) => `Written: ${files.join(', ')}`,
} as const;

/** Errors of `atlas classify`. */
export const classifyErrors: ErrorWords<ClassifyErrors> = {
  'classify/missing-option': ({ option, example }) => ({
    what: `classify needs --${option}.`,
    means: 'Nothing was computed.',
    next: `Write --${option} ${example}; atlas classify --help shows more.`,
  }),
  'classify/bad-top': ({ value, classes }) => ({
    what: `“${value}” is no number of classes.`,
    means: 'Nothing was computed.',
    next: `Give a whole number from 1 to ${classes}.`,
  }),
  'classify/unknown-class': ({ text, near }) => ({
    what: `No class is called “${text}”.`,
    means: 'Nothing was computed.',
    next:
      near.length > 0
        ? `Like it are: ${near.join('; ')}.`
        : 'Give a number from 0, a WordNet id or a name, such as 281, n02123045 or tabby.',
  }),
  'classify/two-classes': ({ text, choices }) => ({
    what: `More than one class is called “${text}”.`,
    means: 'Nothing was computed.',
    next: `Give the number of one: ${choices.join('; ')}.`,
  }),
};
