/** Words of the frame around every page: header, footer, home page, small parts. */
export const shell = {
  siteName: 'Inception Atlas',
  siteDescription: 'An interactive atlas of the Inception family: read it, click it, see it on your own picture.',
  skipToContent: 'Skip to the content',
  mainNavigation: 'Main',
  learn: 'Learn',
  explorer: 'Network explorer',
  close: 'Close',
  legend: 'What the colours mean',
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
};
