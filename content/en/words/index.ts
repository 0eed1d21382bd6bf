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
import { reading } from './reading';
import { results } from './results';
import { search } from './search';
import { shell } from './shell';
import { variants } from './variants';

/** Every English word of the interface, by area. Its type is the contract that other languages fill. */
export const words = {
  shell,
  marks,
  variants,
  diagram,
  explorer,
  inspector,
  lab,
  head,
  prose,
  errors,
  compare,
  differences,
  reading,
  results,
  search,
  figureSlips,
};
