/** Words of the search over the whole site. */
export const search = {
  open: 'Search',
  title: 'Search',
  label: 'Articles, terms, blocks',
  placeholder: 'residual scale, Mixed_6a, 1×7 …',
  hint: 'Arrow keys walk through what is found, Enter opens it.',
  loading: 'The index is loading.',
  none: (query: string) => `Nothing is found for “${query}”. Try a shorter word, or the name of a block.`,
  found: (count: string, query: string) => `${count} found for “${query}”`,
  foundOne: (query: string) => `One found for “${query}”`,
  more: 'Show more',
  failed: {
    what: 'The search index could not be loaded.',
    means: 'It is made with the built site and comes from this server; while developing there is none.',
    next: 'Check the connection and try again, or go by the list of articles.',
  },
  /** A part of a network, as a thing that is found. */
  part: (name: string, network: string) => `${name} of ${network}`,
  /** What is searched in for a part: its names, its shape, its counts. */
  partText: (names: string, shape: string, parameters: string, macs: string) =>
    `${names}. Output ${shape}. ${parameters} parameters, ${macs} multiply-accumulates.`,
};
