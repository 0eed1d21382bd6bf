/* Measures of a drawing at natural scale, in px. Even where something is centred on a line, so that halves are whole. */

/** The channel scale of widths: an op that makes c channels is 36 + 4·√c wide, or as wide as its text needs. */
export const channelWidth = (channels: number): number => 2 * Math.round(18 + 2 * Math.sqrt(channels));

export const even = (value: number): number => 2 * Math.ceil(value / 2);

export const TITLE_SIZE = 14;
export const NOTE_SIZE = 12;
export const LABEL_SIZE = 12;

/** An op: two lines of text, and no smaller than a finger. */
export const OP_HEIGHT = 46;
export const OP_PADDING = 12;

export const BAR_HEIGHT = 32;
export const ADD_SIZE = 32;
export const PILL_HEIGHT = 28;
export const PILL_PADDING = 12;

export const CARD_WIDTH = 240;
export const CARD_HEIGHT = 60;
export const CARD_PADDING = 16;

/** Between boxes of a chain: with a shape on the edge, and without. */
export const GAP_LABELLED = 40;
export const GAP_PLAIN = 22;

export const LABEL_HEIGHT = 16;

/** A fan: from the input down to the bus, and from there to the branches. */
export const BUS = 12;
export const FAN = 36;
/** Between branches. */
export const GAP_BRANCH = 20;
/** Below the branches: down to the shape, past it, and the curve to the bar. */
export const DROP_LABEL = 16;
export const DROP_STRAIGHT = 28;
export const DROP = 52;
/** How far from the end of its part an edge may land on a bar. */
export const LANDING = 10;

/** The shortcut of a residual: to the right of everything that it goes round, its name clear of it too. */
export const SHORTCUT = 26;
export const LABEL_GAP = 10;

export const FRAME_HEADER = 44;
export const FRAME_PADDING = 18;
/** Chevron and margins beside the title of a frame. */
export const FRAME_TITLE_MARGINS = 44;

/** Around the whole drawing; a focus ring fits. */
export const MARGIN = 10;
