import type { ErrorWords } from '@/lib/explanation';
import type { NetworkErrors } from '@/lib/networks/errors';

/** Words of the explorer's page around diagram, inspector and lab. */
export const explorer = {
  index: {
    title: 'Networks',
    lead: 'Four networks of one family. Open one, choose any part of it, and see its shapes, its cost and what it makes of a picture.',
    parameters: 'Parameters',
    macs: 'MACs',
    depth: 'Depth',
    convolutions: (n: string) => `${n} convolutions`,
    input: 'Input',
    scale:
      'All on one scale, each at its own input size, as the published code builds it: down go the layers, to the left the grid that shrinks, to the right the channels that grow. MACs are multiply-accumulates; the depth is the longest way from the picture to the answer.',
    more: 'Beyond one network',
    compare: { title: 'Compare', text: 'Any two side by side, and why the code is not the paper.' },
    results: { title: 'Results', text: 'What was published about their errors and costs, and what follows from ours.' },
  },
  /** The description of a network's page. */
  description: (network: string) =>
    `Every operation of ${network}: its shape, its cost, its receptive field, its weights, and its feature maps on your own picture.`,
  lead: 'Choose a part, in the drawing or by its name. Strip, drawing, inspector and lab always show the same one.',
  size: 'Input size',
  sizeReset: (size: string) => `Back to ${size}`,
  variants: {
    label: 'Variant',
    /** What a variant is built from. */
    sources: {
      code: 'Built as the published code builds it, and compared with it key by key and shape by shape.',
      figures:
        'Built from the figures of the paper, known here by transcription. The published weights belong to the released variant; where that has the same part, the keys are its keys.',
    },
    /** Where that is not enough, by network and variant. */
    says: {
      'inception-v3:keras':
        'As Keras builds it: the average pools inside its blocks leave the padding out of their means. All else is as released.',
      'inception-resnet-v1:released':
        'Built as facenet-pytorch builds it, and compared with it key by key and shape by shape: trained on faces, it ends in 512 numbers and not in classes.',
    },
    compare: (shown: string, other: string) => `Compare ${shown} with ${other}`,
    /** Said after a change of the variant that could not keep the selection. */
    moved: (from: string, variant: string, to: string) => `${variant} has no ${from}. The nearest is shown: ${to}.`,
  },
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  trail: 'Where you are',
  strip: 'The whole network',
  drawing: 'Drawing',
  view: 'What is drawn',
  views: { part: 'This block', network: 'Whole network' },
  code: (name: string) => `PyTorch code of ${name}`,
  drawingOf: (name: string) => `Drawing of ${name}`,
  previous: (name: string) => `Previous: ${name}`,
  next: (name: string) => `Next: ${name}`,
  neighbours: 'Neighbouring blocks',
  place: (index: string, count: string) => `${index} of ${count}`,
  toInspector: 'Details',
  toLab: 'Feature maps',
  selected: (title: string, shape: string) => `Selected: ${title}, ${shape}`,
  jump: {
    label: 'Jump to',
    placeholder: 'branch1, 7×1, stem …',
    results: (n: number) => (n === 0 ? 'Nothing found' : n === 1 ? 'One result' : `${n} results`),
    none: 'Nothing has such a name.',
    hint: 'A name, a path, a reference path or a kernel.',
  },
  problem: {
    nearest: 'Nearest:',
    clear: 'Show the whole network',
    showDefault: 'Use the default',
    standsIn: 'Until then the network’s own size is shown.',
  },
  lab: {
    loading: 'The lab is being loaded …',
  },
  noScript: 'Choosing a part needs JavaScript; the drawing and the table of the whole network do not.',
};

/** What can be asked of a network and is not possible (`lib/networks`). */
export const networkErrors: ErrorWords<NetworkErrors> = {
  'network/bad-size': ({ text, smallest, largest }) => ({
    what: `“${text}” is not an input size.`,
    means: `Below ${smallest} pixels nothing would be left of the picture at the end; above ${largest} nothing is counted here.`,
    next: `Give a side, or height and width as in 224x320, in whole pixels from ${smallest} to ${largest}.`,
  }),
  'network/square-only': ({ text, smallest, largest }) => ({
    what: `“${text}” is not a square.`,
    means: 'Here a single number has to name a grid, so the picture is as wide as it is high.',
    next: `Give one side in whole pixels from ${smallest} to ${largest}.`,
  }),
};
