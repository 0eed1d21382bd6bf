import { diagram } from './diagram';
import { errors } from './errors';
import { inspector } from './inspector';
import { lab } from './lab';
import { prose } from './prose';
import { shell } from './shell';

/** Every English word of the interface, by area. Its type is the contract that other languages fill. */
export const words = { shell, diagram, inspector, lab, prose, errors };
