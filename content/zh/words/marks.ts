import type { Words } from '../../words-type';

/** Signs between words that a component puts together. */
export const marks: Words['marks'] = {
  list: '，',
  clause: '；',
  colon: '：',
  stop: '。',
  gap: '',
};
