/** Words of “predict, then reveal”. */
export const exercise = {
  title: 'Predict, then reveal',
  unit: (path: string) => `the unit ${path}`,
  asks: {
    output: (part: string, picture: string) => `A picture of ${picture} pixels goes in. Which shape leaves ${part}`,
    parameters: (part: string, _picture: string) => `How many parameters has ${part}`,
    macs: (part: string, picture: string) =>
      `A picture of ${picture} pixels goes in. How many multiply-accumulates does it take to compute ${part}`,
    values: (part: string, picture: string) =>
      `A picture of ${picture} pixels goes in. How many values come out of ${part}`,
    'receptive-field': (part: string, _picture: string) =>
      `How many pixels wide is the patch of the picture that one output value can depend on, in ${part}`,
  },
  ask: '?',
  labelShape: 'Height × width × channels, for example 10×10×64',
  labelVector: 'The shape, as numbers with × between them',
  labelNumber: 'A number',
  check: 'Check',
  hint: 'A hint',
  reveal: 'Reveal the answer',
  answer: 'Answer:',
  empty: 'Write your prediction first.',
  unreadable: 'That could not be read as a shape. Write whole numbers with × or spaces between them.',
  unreadableNumber: 'That could not be read as a number. Write digits only; commas are fine.',
  right: 'Right.',
  wrong: 'Not yet.',
  rank: (count: number) => (count === 1 ? 'The answer is a single number.' : `The answer has ${count} numbers.`),
  partly: (right: readonly string[], wrong: readonly string[]) =>
    right.length === 0
      ? 'None of the numbers fits.'
      : `Right: ${right.join(' and ')}. Not right: ${wrong.join(' and ')}.`,
  axes: ['height', 'width', 'channels'],
  high: 'Too many.',
  low: 'Too few.',
};
