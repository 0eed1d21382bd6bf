/** Words of the frame around every page: header, footer, home page, small parts. */
export const shell = {
  siteName: 'Inception Atlas',
  siteDescription: 'An interactive atlas of the Inception family: read it, click it, see it on your own picture.',
  skipToContent: 'Skip to the content',
  mainNavigation: 'Main',
  learn: 'Learn',
  networks: 'Networks',
  compare: 'Compare',
  results: 'Results',
  close: 'Close',
  copied: 'Copied',
  copyFailed: 'Copying was not allowed',
  legend: 'What the colours mean',
  sizeHint: 'The side of a square, or height × width: 224x320',
  kinds: {
    pointwise: '1×1 convolution',
    square: 'square convolution',
    asymmetric: '1×n or n×1 convolution',
    pool: 'pooling',
    join: 'joining branches',
    head: 'head',
  },
  theme: (now: string) => `Colours: ${now}. Change`,
  themes: { system: 'as your system', light: 'light', dark: 'dark' },
  footer: {
    paper: 'The networks are those of Szegedy, Ioffe, Vanhoucke and Alemi,',
    title: 'Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning,',
    privacy: 'A picture that you open here stays on your machine: everything is computed in your browser.',
    bench: 'How fast is that on your machine?',
    photographs: 'Where the sample photographs come from:',
    licences: 'licences of the samples',
    more: 'Reference',
    coverage: 'The notes of 2018, row by row',
  },
  home: {
    title: 'The Inception family, taken apart',
    lead: 'In 2016 one paper asked two things: do residual connections help Inception, and how far does Inception go without them? Its answers are Inception-v4 and two Inception-ResNets. Here they are whole, with Inception-v3 beside them: every convolution drawn, counted and run.',
    verbs: [
      {
        verb: 'Read',
        text: 'Short articles take one block each: what it does, why it was built so, and the arithmetic of its shapes worked through.',
        go: 'Start reading',
      },
      {
        verb: 'Click',
        text: 'Open any block into its branches and any branch into its operations, with shape, cost and receptive field of each.',
        go: 'Open the network',
      },
      {
        verb: 'See',
        text: 'Choose a picture of your own and look at what any layer makes of it. It is computed in your browser; nothing is uploaded.',
        go: 'See feature maps',
      },
    ],
    trained: {
      title: 'What a trained network sees',
      lead: 'The same photograph on its way down: edges and colours first, then textures, then answers that no longer look like the picture. Open any of them and compute it here.',
      picture: 'the picture',
      pictureAlt: (sample: string) => `${sample}, the square that the network sees`,
      sheetAlt: (place: string, channels: readonly string[]) =>
        `Maps of the channels ${channels.join(', ')} of ${place}`,
      caption: ({
        title,
        perSheet,
        source,
        bits,
        lastBlock,
      }: {
        title: string;
        perSheet: string;
        source: string;
        bits: string;
        lastBlock: string;
      }) =>
        `${title}, ${perSheet} channels at each place: those that show most and repeat each other least, dark for zero, each bright at its own maximum. The weights are trained: Keras’ ImageNet weights as the package ${source} (MIT) left them from the first layer to ${lastBlock}, rounded to ${bits} bits there. The maps were drawn when this site was made.`,
    },
    family: 'Four networks',
    articles: 'The articles, in order',
  },
  tour: {
    take: 'Take the tour',
    goOn: (step: number, count: number) => `Go on with the tour: step ${step} of ${count}`,
    says: 'Ten steps, a few minutes: from a photograph to the last block, with the real controls.',
  },
  languages: 'Languages',
  article: {
    contents: 'Contents',
    previous: 'Previous',
    next: 'Next',
    minutes: (n: number) => `${n} min read`,
    more: 'More articles',
  },
  learnPage: {
    title: 'Learn',
    lead: 'From the picture to the answer, one block at a time. Each article stands alone; read in order they are the whole family.',
  },
  tryAgain: 'Try again',
  notLoaded: {
    what: 'This part did not load.',
    means:
      'The connection broke off, or the site has changed since you opened this page. What else you see still works.',
    next: 'Try again; if that does not help, reload the page.',
    asking: 'Loading …',
  },
  pageFailed: {
    what: 'This page ran into an error that nobody foresaw.',
    means: 'It may have stopped in the middle. What you chose is kept in the address.',
    next: 'Reload it; if it happens again, please report it.',
    reload: 'Reload the page',
  },
  notFound: {
    title: 'There is no such page',
    means: 'The address may be mistyped, or the page may have moved.',
    next: 'To the start page',
  },
};
