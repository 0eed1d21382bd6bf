/** What the variants of networks are called, by id. */
export const variants: Readonly<Record<string, string>> = {
  released: 'Released',
  paper: 'Paper',
  keras: 'Keras',
};
