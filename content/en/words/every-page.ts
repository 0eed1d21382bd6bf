import { diagram } from './diagram';
import { drawingErrors } from './errors';
import { marks } from './marks';
import { prose } from './prose';
import { reading } from './reading';
import { search } from './search';
import { shell } from './shell';
import { variants } from './variants';

/** The words that every page loads, since articles need them; the others come with the pages and parts that use them. */
export const everyPageWords = { shell, marks, variants, diagram, prose, reading, search, errors: drawingErrors };
