/** Names by which a prefix can be told: enough that one odd file has one of them, few enough to be quick. */
const PROBES = 12;

/**
 * What may stand before every name of a network in a file: `module.` of a parallel wrapper, `state_dict.`, `backbone.`,
 * `model.`, `ema.`, or several of them. Whatever stands before one of the names is tried.
 * @param keys of the file. @param names that the network would read. @returns each with its point, in the order of the file.
 */
export function prefixesOf(keys: readonly string[], names: readonly string[]): readonly string[] {
  const step = Math.max(1, Math.floor(names.length / PROBES));
  const endings = names.filter((_, index) => index % step === 0).map((name) => `.${name}`);
  const found = new Set<string>();
  for (const key of keys) {
    const ending = endings.find((each) => key.endsWith(each));
    if (ending !== undefined) found.add(key.slice(0, key.length - ending.length + 1));
  }
  return [...found];
}

const isAverage = (prefix: string): boolean => /(^|[._])ema([._]|$)/i.test(prefix);

/** Whether weights under a prefix count before those under another: a running average is what its makers evaluate. */
export const preferred = (prefix: string, other: string): boolean => isAverage(prefix) && !isAverage(other);
