/** Signs between words that a component puts together: lists, clauses, sentences. */
export const marks = {
  list: ', ',
  clause: '; ',
  colon: ': ',
  stop: '.',
  /** Between a sentence and what follows it. */
  gap: ' ',
};
