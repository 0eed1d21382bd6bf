import type * as instruments from './en/instruments';
import type { words } from './en/words';
import type { bench } from './en/words/bench';
import type { coverage } from './en/words/coverage';
import type { everyPageWords } from './en/words/every-page';

/**
 * What every language has to say. The English words are the contract; a dictionary of another language takes its type
 * from here, so that it never imports the module that gathers the dictionaries.
 */

/** The same keys and arguments, with any text in the place of the English one. */
export type AnyText<Value> = Value extends string
  ? string
  : Value extends (...given: infer Given) => infer Said
    ? (...given: Given) => AnyText<Said>
    : Value extends object
      ? { readonly [Key in keyof Value]: AnyText<Value[Key]> }
      : Value;

/** What every language provides. */
export type Words = AnyText<typeof words>;

/** The words that every page loads. */
export type EveryPageWords = AnyText<typeof everyPageWords>;

/** The words of the instruments, each by the name of its folder. */
export type InstrumentWords = AnyText<typeof instruments>;

/** The words of the page that measures. They stand apart from the others, which every page loads. */
export type BenchWords = typeof bench;

/** The words of the list of the notes. They stand apart from the others, which every page loads. */
export type CoverageWords = typeof coverage;
