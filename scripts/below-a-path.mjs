/**
 * The export that tests serve below a path, as hosts of many sites do.
 * @type {{ out: string, base: string }}
 */
export const belowAPath = { out: 'out-atlas', base: '/atlas' };
