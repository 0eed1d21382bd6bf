/** Where a command writes. `out` is for results only; everything said to a person on the way goes to `err`. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}
