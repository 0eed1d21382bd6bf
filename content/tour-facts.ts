/** The numbers and names that the words of the tour need, written for people; all are computed from the network. */
export interface TourFacts {
  /** Shape of the picture as it goes in, and how many numbers that is. */
  readonly input: string;
  readonly numbers: string;
  readonly stem: string;
  readonly stemChannels: string;
  /** Names of modules. */
  readonly block: string;
  readonly reduction: string;
  readonly lastBlock: string;
  /** Where the trained weights end that come with the site. */
  readonly trainedEnd: string;
  readonly blockIn: string;
  readonly blockOut: string;
  /** `64 + 64 + 96 + 32 = 256`. */
  readonly branches: string;
  readonly reductionIn: string;
  readonly reductionOut: string;
  readonly last: string;
  readonly lastChannels: string;
  /** What one place of the selected tensor sees of the picture, rows × columns; null where that is nearly all of it. */
  readonly field: string | null;
}
