/** Words of the head, live: which classes a network names, and what made it say so. */
export const head = {
  title: 'What the network says',
  lead: (classes: string) =>
    `The whole network, to its end: which of ${classes} classes it would name, and which places and channels made it say so.`,
  ask: 'Ask the whole network',
  askLoading: (bytes: string) => `Load ${bytes} and ask the whole network`,
  askAgain: 'Ask again',
  waiting: 'Waiting for the engine',
  said: (name: string, share: string) => `The network says ${name}, ${share}`,
  running: 'Asking the whole network',
  close: 'Close the answer',
  none: {
    'no-linear': 'This network has no linear layer, so it scores no classes.',
    'not-means': (node: string) =>
      `This network scores something else than the means of its last maps (${node}), so no class has an exact map.`,
    'not-scores': (node: string) =>
      `This network names no classes: after its last linear layer comes ${node}, and what leaves it is an embedding, a point on a sphere. Two pictures can be compared by it; a single one has no class and no class activation map.`,
  },
  seeded: {
    says: 'These weights are seeded, not learned: the names mean nothing, and which class comes first is chance, however sure the number looks. Only the arithmetic is real.',
    trained: 'Use trained weights',
  },
  part: (name: string, block: string) =>
    `The weights of ${name} end with ${block}, before the head: there is nothing to score classes with.`,
  lacks: (name: string, key: string) =>
    `The weights of ${name} have no “${key}” that fits, and without it there is nothing to score classes with.`,
  partNext: 'Choose weights of the whole network',

  own: {
    hint: 'Other names for the classes: a text with one name a line, or JSON.',
    numbered: (classes: string) =>
      `These ${classes} classes have no names here and stand under their numbers. Names: a text with one a line, or JSON.`,
    from: (file: string) => `Names of the classes from ${file}.`,
    open: 'Names from a file…',
    forget: 'Without these names',
  },

  classes: {
    title: (count: number) => `The first ${count}`,
    columns: { name: 'Class', probability: 'Probability', logit: 'Logit' },
    item: (name: string, share: string, logit: string) => `${name}, ${share}, logit ${logit}`,
    unnamed: (index: number) => `class ${index}`,
    number: (index: number, synset: string) => (synset === '' ? String(index) : `${index} · ${synset}`),
    chosen: 'The chosen class',
    rank: (rank: string, count: string) => `rank ${rank} of ${count}`,
    loading: 'Reading the names of the classes…',
    failed: 'The names of the classes could not be read, so they stand under their numbers.',
    credit: 'Names: WordNet 3.0, © 2006 Princeton University.',
  },

  search: {
    label: 'Any other class',
    placeholder: 'tabby, n02123045, 281',
    hint: 'Arrow keys choose, Enter takes, Escape closes.',
    results: (count: number) => `${count} ${count === 1 ? 'class' : 'classes'}`,
    none: 'No class is called so.',
  },

  map: {
    title: (name: string) => `What speaks for “${name}”`,
    loading: 'Reading the map…',
    place: 'A place on the map. Arrow keys move it.',
    value: (value: string, y: number, x: number) => `${value} at row ${y}, column ${x}`,
    hint: 'Point at the picture for the value there.',
    opacity: 'Map over the picture',
    form: 'Drawn',
    forms: { smooth: 'smoothly', grid: (height: number, width: number) => `as the ${height}×${width} it is` },
    scale: 'Red speaks for the class, blue against it; zero is white.',
    sum: (mean: string, bias: string, logit: string) => `mean of the map ${mean} + bias ${bias} = logit ${logit}`,
    table: (height: number, width: number) => `The ${height}×${width} values as a table`,
    tableLabel: (name: string) => `Class activation map of ${name}`,
    column: (x: number) => `column ${x}`,
    row: (y: number) => `row ${y}`,
  },

  why: {
    before:
      'This is exact, not a guess. The head takes the mean of every map and scores the means, and both steps are sums, so each place can as well be scored by itself first, by the class’s weight w of each channel and the value f of its map there: ',
    after:
      ', and the mean of this map plus the bias is the logit. Every value can depend on much more of the picture than its tile.',
    link: 'Why, in the article on the head',
  },

  channels: {
    title: (name: string) => `The channels that made “${name}”`,
    says: (channels: string, block: string) =>
      `A logit is also a sum over the ${channels} channels of ${block}: the weight of each times the mean of its map.`,
    sides: { most: 'most for it', least: 'most against it' },
    side: 'Which channels',
    sum: (shown: number, part: string, rest: string, others: string, bias: string, logit: string) =>
      `these ${shown} add ${part}, the other ${others} add ${rest}, the bias ${bias}: logit ${logit}`,
    item: (channel: number, added: string) => `Channel ${channel} adds ${added}; show it in the lab`,
    own: 'Each small map in its own colours, as the lab shows it; the number is what it adds to the logit.',
  },
};
