/** Where the tour stops: paths that both variants of its network have. */
export const PLACES = { stem: 'stem', block: 'Mixed_5b', reduction: 'Mixed_6a', last: 'Mixed_7c' } as const;
