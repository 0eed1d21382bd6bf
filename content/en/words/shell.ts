/** Words of the frame around every page: header, footer, home page, small parts. */
export const shell = {
  siteName: 'Inception Atlas',
  siteDescription: 'An interactive atlas of the Inception family: read it, click it, see it on your own picture.',
  skipToContent: 'Skip to the content',
  mainNavigation: 'Main',
  learn: 'Learn',
  explorer: 'Network explorer',
};
