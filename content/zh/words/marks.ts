import type { Words } from '../../languages';

/** Signs between words that a component puts together. */
export const marks: Words['marks'] = {
  list: '，',
  clause: '；',
  colon: '：',
  stop: '。',
  gap: '',
};
