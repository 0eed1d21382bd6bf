/** Words of what stands around the articles: where one was, citing, reporting, glossary and sources. */
export const reading = {
  goOn: 'Go on reading',
  goOnAt: (section: string) => `at “${section}”`,
  forget: 'Forget where I was',
  cite: {
    title: 'Cite this page',
    page: 'This article',
    paper: 'The paper',
    copy: 'Copy the BibTeX',
    copied: 'Copied',
    /** The author field of BibTeX. */
    authors: '{The authors of Inception Atlas}',
  },
  report: {
    title: 'Something wrong here?',
    says: 'A number, a sentence or a drawing that is wrong helps nobody: please tell us. The report names the page, the part that you have selected and your browser, and nothing else.',
    open: 'Open a report',
    copy: 'Copy a report to send',
    copied: 'Copied',
    text: (page: string, selected: string | null, browser: string) =>
      [
        `Page: ${page}`,
        ...(selected ? [`Selected: ${selected}`] : []),
        `Browser: ${browser}`,
        'What is wrong:',
        '',
      ].join('\n'),
  },
  glossary: {
    title: 'Glossary',
    lead: 'The words of the field as this site uses them. In the articles each opens where it stands.',
    used: 'Used in',
  },
  sources: {
    title: 'Sources',
    lead: 'Everything that the articles, the comparisons and the results rest on, and where each place is cited.',
    cited: 'Cited in',
    elsewhere: 'in comparisons and results',
  },
};
