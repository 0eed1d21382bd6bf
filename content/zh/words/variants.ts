import type { Words } from '../../words-type';

/** What the variants of networks are called, by id. */
export const variants: Words['variants'] = {
  released: '发布版',
  paper: '论文版',
  keras: 'Keras 版',
};
