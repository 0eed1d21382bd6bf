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

/** Every English word of the interface, by area. Its type is the contract that other languages fill. */
export const words = {
  ...everyPageWords,
  errors,
  explorer,
  inspector,
  lab,
  head,
  compare,
  differences,
  results,
  figureSlips,
};
