import type { Words } from '../../words-type';
import { figureSlips } from '../figure-slips';
import { compare } from './compare';
import { differences } from './differences';
import { errors } from './every-error';
import { everyPageWords } from './every-page';
import { explorer } from './explorer';
import { head } from './head';
import { inspector } from './inspector';
import { lab } from './lab';
import { results } from './results';

/** Every Chinese word of the interface, by area. */
export const words: Words = {
  ...everyPageWords,
  errors,
  explorer,
  inspector,
  lab,
  compare,
  differences,
  results,
  figureSlips,
  head,
};
