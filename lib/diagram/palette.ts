import type { OpKind } from './op-kind';

/** The colours of the kinds of op: words in `ink` on `fill`, the border in `stroke`. */
export interface KindColours {
  readonly fill: string;
  readonly stroke: string;
  readonly ink: string;
}

/** The colours of a drawing, as #rrggbb: those of the site (`app/tokens.css`, held by tests/unit/ui/tokens.test.ts). */
export interface Palette {
  readonly paper: string;
  readonly paperRaised: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly inkFaint: string;
  readonly rule: string;
  readonly kinds: Readonly<Record<OpKind, KindColours>>;
}

/** The palettes by what the page calls its themes. */
export const PALETTES = {
  light: {
    paper: '#fbfaf6',
    paperRaised: '#ffffff',
    ink: '#1e1c19',
    inkSoft: '#4f4b44',
    inkFaint: '#6a655c',
    rule: '#dcd7cc',
    kinds: {
      pointwise: { fill: '#b3ddfe', stroke: '#1052cc', ink: '#132b57' },
      square: { fill: '#fee6a4', stroke: '#b87400', ink: '#533809' },
      asymmetric: { fill: '#fcf2ff', stroke: '#6e4473', ink: '#372635' },
      pool: { fill: '#c4f7d2', stroke: '#01948f', ink: '#0d4440' },
      join: { fill: '#d6dad7', stroke: '#3d3336', ink: '#241f1e' },
      head: { fill: '#ffcaad', stroke: '#a63504', ink: '#4c200b' },
    },
  },
  dark: {
    paper: '#17181b',
    paperRaised: '#202226',
    ink: '#ece8df',
    inkSoft: '#bdb8ad',
    inkFaint: '#9c978c',
    rule: '#383a40',
    kinds: {
      pointwise: { fill: '#12233f', stroke: '#5a90f7', ink: '#dbe7fd' },
      square: { fill: '#33230a', stroke: '#fcd33c', ink: '#fef5d4' },
      asymmetric: { fill: '#522d66', stroke: '#a56c9d', ink: '#ebdfe9' },
      pool: { fill: '#354d44', stroke: '#9df1e0', ink: '#e9fcf8' },
      join: { fill: '#313131', stroke: '#b3a3a7', ink: '#eeebec' },
      head: { fill: '#6b2f0a', stroke: '#e05a20', ink: '#f8dbce' },
    },
  },
} as const satisfies Readonly<Record<string, Palette>>;
