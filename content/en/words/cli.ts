/** What the `atlas` command says besides errors. Not part of the interface's dictionary: it never runs in a browser. */
export const cli = {
  help: {
    atlas: `atlas: the Inception networks on the command line.

Usage: npm run --silent atlas -- COMMAND …

Commands:
  networks     list the networks and their variants
  describe     shapes, parameters, multiply-accumulates and receptive fields of a network
  activations  compute the tensors inside a network for a picture

atlas COMMAND --help shows what a command takes.
`,
    networks: `Usage: atlas networks [--format table|json]

Lists every network and variant, its input size and the known conventions for its weight names.
`,
    describe: `Usage: atlas describe NETWORK[:variant] [--size N] [--naming NAME] [--format table|json]

  --size N       side of the square input picture in pixels (default: the network's own)
  --naming NAME  convention of reference paths and state-dict keys (default: the canonical one)
  --format       table: one line per block; json: every op and the state dict too (default: table)

Parameters are the trainable numbers. MACs are the multiply-accumulates of convolutions and linear layers only.
Example: atlas describe inception-v4 --size 299 --format json
`,
  },
  networks: {
    columns: { network: 'network', title: 'title', size: 'input', namings: 'namings' },
    isDefault: '(default)',
  },
  describe: {
    heading: ({ title, variant, input, naming }: { title: string; variant: string; input: string; naming: string }) =>
      `${title} (${variant}), input ${input}, names as in ${naming}`,
    columns: {
      path: 'path',
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
