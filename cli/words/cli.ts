/** What the `atlas` command says besides errors. Not part of the interface's dictionary: it never runs in a browser. */
export const cli = {
  help: {
    atlas: `atlas: the Inception networks on the command line.

Usage: npm run --silent atlas -- COMMAND …

Commands:
  networks     list the networks and their variants
  describe     shapes, parameters, multiply-accumulates and receptive fields of a network
  diff         everything in which two networks or variants differ
  activations  compute the tensors inside a network for a picture
  classify     which classes a network names, and which places and channels made it say so
  weights      what is in a file of weights, on disk, on a server or on the Hugging Face hub
  export       a network or a part of it as PyTorch code, as data or as a table

atlas COMMAND --help shows what a command takes.
`,
    networks: `Usage: atlas networks [--format table|json]

Lists every network and variant, its input size and the known conventions for its weight names.
`,
    describe: `Usage: atlas describe NETWORK[:variant] [--size N|HxW] [--naming NAME] [--format table|json]

  --size         side of the square input picture in pixels, or height x width: 224x320
                 (at most 4096; default: the network's own)
  --naming NAME  convention of reference paths and state-dict keys (default: the canonical one)
  --format       table: one line per block; json: every op and the state dict too (default: table)

Parameters are the trainable numbers. MACs are the multiply-accumulates of convolutions and linear layers only.
Example: atlas describe inception-v4 --size 299 --format json
`,
    diff: `Usage: atlas diff A[:variant] B[:variant] [--size N] [--format table|json]

  --size N       side of the square input picture in pixels, for the grids, at most 4096
                 (default: the larger of both networks' own)
  --format       table: one line per difference; json: every place of each too (default: table)

Stages are aligned by name, else by what they do at which grid. Equal differences of repeated blocks are one.
What “follows” was decided nowhere: a width that is derived from others, a padding that goes with its stride.
Example: atlas diff inception-resnet-v2:paper inception-resnet-v2:released
`,
  },
  networks: {
    columns: { network: 'network', title: 'title', size: 'input', namings: 'namings' },
    isDefault: '(default)',
  },
  diff: {
    heading: ({ a, b, size }: { a: string; b: string; size: string }) => `A: ${a}\nB: ${b}\ngrids for input ${size}`,
    columns: { difference: 'difference', grid: 'grid', a: 'A', b: 'B', atA: 'at A', atB: 'at B' },
    /** An address and the number of places, itself included. */
    places: ({ first, count }: { first: string; count: number }) => `${first} (${count} places)`,
    summary: ({ own, following }: { own: number; following: number }) =>
      `${own} ${own === 1 ? 'difference' : 'differences'}` +
      (following === 0 ? '.' : `, and ${following} that ${following === 1 ? 'follows' : 'follow'}.`),
    none: 'No difference.',
  },
  describe: {
    heading: ({ title, variant, input, naming }: { title: string; variant: string; input: string; naming: string }) =>
      `${title} (${variant}), input ${input}, names as in ${naming}`,
    columns: {
      path: 'path',
      otherName: (naming: string) => `in ${naming}`,
      name: 'block',
      output: 'output',
      parameters: 'parameters',
      macs: 'MACs',
      share: 'of MACs',
      field: 'field',
      whole: 'whole',
    },
    total: 'total',
    more: ({ convolutions, ops }: { convolutions: string; ops: string }) =>
      `${convolutions} convolutions, ${ops} ops. MACs: multiply-accumulates of convolutions and linear layers. ` +
      'Field: rows × columns of the picture that a value can depend on.',
  },
} as const;
