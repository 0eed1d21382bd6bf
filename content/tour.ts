import type { tour } from './en/words/tour';
import type { AnyText } from './words-type';

/** What every language says on the tour. They are loaded with it, one language at a time (`components/tour`). */
export type TourWords = AnyText<typeof tour>;
