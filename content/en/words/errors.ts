import type { ErrorWords } from '@/lib/explanation';
import type { GraphErrors } from '@/lib/graph/errors';
import { networkErrors } from './explorer';

const shape = (extents: readonly number[]): string => extents.join('×');
const list = (values: readonly (string | number)[]): string => values.join(', ');

/** The language, its shapes and addresses (`lib/graph`). */
const graph: ErrorWords<GraphErrors> = {
  'expression/not-positive': ({ what, value }) => ({
    what: `A ${what} of ${value} is not possible.`,
    means: 'The network cannot be built as it is written.',
    next: `Give the ${what} as a whole number of at least 1.`,
  }),
  'expression/bad-padding': ({ padding }) => ({
    what: `A padding of ${list(padding)} pixels is not possible.`,
    means: 'The network cannot be built as it is written.',
    next: 'Give every side as a whole number of at least 0.',
  }),
  'expression/same-needs-stride-1': ({ stride }) => ({
    what: `“Same” padding does not go with a stride of ${shape(stride)}.`,
    means: '“Same” keeps the size of the map, which only stride 1 can do.',
    next: 'Choose valid padding, or say how many pixels each side gets.',
  }),
  'expression/no-ceil': ({ kernel, stride, padding }) => ({
    what: `A window of ${kernel} at a stride of ${stride} with a padding of ${padding} cannot be rounded up.`,
    means: 'Its last place could lie beyond the map, with nothing in it to choose from.',
    next: 'Make the window at least as long as stride and padding together, or leave the rounding out.',
  }),
  'expression/bad-rate': ({ rate }) => ({
    what: `A dropout rate of ${rate} is not possible.`,
    means: 'The rate is the share of values that training drops.',
    next: 'Give a rate of at least 0 and below 1.',
  }),
  'expression/empty': ({ what }) => ({
    what: `A ${what} has no parts.`,
    means: 'There is nothing in it to compute.',
    next: 'Give it at least one part.',
  }),
  'expression/unknown-entry': ({ stage, entry }) => ({
    what: `The stage “${stage}” covers “${entry}”, which the network does not have.`,
    means: 'The network cannot be built as it is written.',
    next: 'Name an entry of the network.',
  }),
  'naming/duplicate': ({ path }) => ({
    what: `Two parts answer to “${path}”.`,
    means: 'An address must point at one part only.',
    next: 'Give one of them another name.',
  }),
  'edit/no-such-part': ({ at, near }) => ({
    what: `There is no “${at}” to change.`,
    means: 'An edit before it may have taken the part away, or moved it to another position.',
    next: near.length > 0 ? `Near it: ${list(near)}.` : 'Name a part of the network as it is now.',
  }),
  'edit/wrong-part': ({ at, wanted }) => ({
    what: {
      residual: `“${at}” is no residual connection, so it has no scale.`,
      unit: `“${at}” is no convolution unit, so it has no filters.`,
      window: `“${at}” is neither a convolution unit nor a pool, so it has no window.`,
      repeat: `“${at}” is no run of equal parts, so it has no count.`,
    }[wanted],
    means: 'The network stays as it was.',
    next: 'Name the part itself, not what holds it.',
  }),
  'edit/fixed': ({ at, why }) => ({
    what: {
      whole: `${at === '' ? 'The network' : `“${at}”`} cannot be replaced or removed as a whole.`,
      body: `“${at}” is all that its block or residual holds.`,
      sum: `“${at}” is the 1×1 that a residual makes itself.`,
      branch: `“${at}” is a branch, not a part of a sequence.`,
    }[why],
    means: 'The network stays as it was.',
    next: {
      whole: 'Change its parts one by one.',
      body: 'Remove the block or the residual, or replace what it holds.',
      sum: 'Its width follows from the input; change the body or the scale of the residual.',
      branch: 'Remove it as a branch: the concatenation becomes narrower by it.',
    }[why],
  }),
  'edit/not-a-branch': ({ at }) => ({
    what: `“${at}” is no branch of a concatenation.`,
    means: 'Only branches side by side can be switched off one by one.',
    next: 'Name a branch, such as features.6.branch1.',
  }),
  'edit/last-branch': ({ at }) => ({
    what: `“${at}” is the last branch of its concatenation.`,
    means: 'Without it nothing would be left to join.',
    next: 'Remove what holds the branches, or keep one of them.',
  }),
  'edit/last-part': ({ at }) => ({
    what: `“${at}” is the last part of what holds it.`,
    means: 'Without it there would be nothing to compute.',
    next: 'Remove what holds it, or put another part in its place.',
  }),
  'edit/bad-scale': ({ at, scale }) => ({
    what: `A scale of ${scale} at “${at}” is not possible.`,
    means: 'A residual is multiplied by its scale before it is added.',
    next: 'Give the scale as a number; 0 switches the residual off.',
  }),
  'shape/window-too-large': ({ node, op, input, window, padded }) => ({
    what: `At ${node} the ${shape(window)} window of a ${op} does not fit into its ${shape(padded)} input${
      shape(padded) === shape(input.slice(0, 2)) ? '' : ` (padded; ${shape(input.slice(0, 2))} without)`
    }.`,
    means: 'The picture is too small for this network: nothing is left of it at this depth.',
    next: 'Choose a larger input size.',
  }),
  'shape/join-mismatch': ({ node, op, first, second, branch }) => ({
    what: `At ${node} the ${op} cannot join ${shape(first)} and ${shape(second)} (input ${branch}).`,
    means:
      op === 'add'
        ? 'An addition needs the same height, width and channels on both sides.'
        : 'Branches may differ in channels only.',
    next: 'Make strides and paddings of the branches agree.',
  }),
  'shape/wrong-rank': ({ node, op, input, wanted }) => ({
    what: `At ${node} the ${op} got ${shape(input)}, but it works on a ${wanted}.`,
    means: wanted === 'vector' ? 'The map has not been pooled to one value per channel.' : 'The map is gone already.',
    next: wanted === 'vector' ? 'Put a global pool before it.' : 'Put it before the global pool.',
  }),
  'shape/bad-input': ({ size }) => ({
    what: `A picture cannot be ${size} pixels wide.`,
    means: 'Without a size there are no shapes.',
    next: 'Give the size as a whole number of pixels.',
  }),
  'shape/never-fits': ({ upTo }) => ({
    what: `No picture of up to ${upTo} pixels fits this network.`,
    means: 'Some op never gets a map that it can work on.',
    next: 'Look at the paddings and strides of the network.',
  }),
  'address/syntax': ({ text, at }) => ({
    what: `“${text}” is not an address: it goes wrong at character ${at + 1}.`,
    means: 'An address is network[:variant]/path[@tensor][#channel[,y,x]].',
    next: 'Write it like inception-v4/features.6.branch1.0@conv#12.',
  }),
  'address/unknown-network': ({ network, known }) => ({
    what: `There is no network “${network}”.`,
    means: 'The address points nowhere.',
    next: `Choose one of: ${list(known)}.`,
  }),
  'address/unknown-variant': ({ network, variant, known }) => ({
    what: `${network} has no variant “${variant}”.`,
    means: 'The address points nowhere.',
    next: `Choose one of: ${list(known)}.`,
  }),
  'address/unknown-path': ({ network, path, near }) => ({
    what: `${network} has no part “${path}”.`,
    means: 'The address points nowhere.',
    next: near.length === 0 ? 'Choose a part of the network.' : `The nearest are: ${list(near)}.`,
  }),
  'address/no-such-tensor': ({ path, tensor, known }) => ({
    what: `“${path}” has no tensor “@${tensor}”.`,
    means: 'Only parts that make several tensors let you choose.',
    next:
      known.length === 0
        ? 'Leave the @ out: this part makes one tensor.'
        : `Choose one of: ${list(known.map((name) => `@${name}`))}.`,
  }),
  'address/channel-out-of-range': ({ path, channel, channels }) => ({
    what: `“${path}” has no channel ${channel}.`,
    means: 'Channels are counted from 0.',
    next: `Choose a channel from 0 to ${channels - 1}.`,
  }),
  'address/position-out-of-range': ({ path, y, x, height, width }) => ({
    what: `“${path}” has no place (${y}, ${x}).`,
    means: `Its map has ${height} rows and ${width} columns at this input size, counted from 0.`,
    next: `Choose a row from 0 to ${height - 1} and a column from 0 to ${width - 1}.`,
  }),
};

/** Errors of networks and their drawings, by code: any page with a drawing can show them. */
export const drawingErrors = { ...graph, ...networkErrors };
