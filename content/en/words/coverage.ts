/** Words of the page that lists where every row of the notes is treated. */
export const coverage = {
  title: 'The notes of 2018, row by row',
  description: 'Every figure, listing and claim of the notes that this atlas grew from, and where it is treated.',
  lead: (rows: number, places: number) =>
    `This atlas grew from a page of notes. Each of their ${rows} figures, listings and claims is drawn, run, explained or corrected here, at ${places} places in all.`,
  table: 'Rows of the notes and where they are treated; scroll to see all columns',
  row: 'Row',
  says: 'In the notes',
  verdict: 'What is to be said',
  where: 'Treated in',
};
