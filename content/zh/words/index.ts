import type { Words } from '../../languages';
import { figureSlips } from '../figure-slips';
import { compare } from './compare';
import { diagram } from './diagram';
import { differences } from './differences';
import { errors } from './errors';
import { explorer } from './explorer';
import { head } from './head';
import { inspector } from './inspector';
import { lab } from './lab';
import { marks } from './marks';
import { prose } from './prose';
import { results } from './results';
import { shell } from './shell';
import { variants } from './variants';

/** Every Chinese word of the interface, by area. */
export const words: Words = {
  shell,
  marks,
  variants,
  diagram,
  explorer,
  inspector,
  lab,
  prose,
  errors,
  compare,
  differences,
  results,
  figureSlips,
  head,
};
