const inceptionA =
  'The notes give a module for Inception-A. It is right, down to an average pool that leaves the padding out of its mean.';
const inceptionB =
  'The notes give a module for Inception-B in the released order of its rows and columns; the paper draws the long branch the other way about.';
const inceptionC =
  'The notes give a module for Inception-C with both nested splits. Inside the long branch it has the released order, column before row; the paper draws the row first.';
const reductionA = 'The notes name Reduction-A in their list of modules and never define it. Here it is whole.';
const reductionB = 'The notes name Reduction-B in their list of modules and never define it. Here it is whole.';
const head =
  'The notes say that the tail uses no dropout. That is true of one port only: the paper and the released code keep 0.8 of the values in training.';

const same = (paths: readonly string[], remark: string): Readonly<Record<string, string>> =>
  Object.fromEntries(paths.map((path) => [`inception-v4/${path}`, remark]));

/** What the notes of 2018 say about a part, by address; shown beside the selected part. */
export const remarks: Readonly<Record<string, string>> = {
  ...same(
    ['stem'],
    'The notes say that this stem is also in Inception-v3. Only the first three convolutions are shared; the three joins are new in Inception-v4.',
  ),
  ...same(
    ['features.0', 'features.1', 'features.2'],
    'One of the three convolutions that the stems of Inception-v3 and Inception-v4 do share.',
  ),
  ...same(
    ['features.3'],
    'Used in the notes as Mixed_3a and not defined there. The pool comes first in the join, unlike in Mixed_5a.',
  ),
  ...same(
    ['features.4'],
    'Used in the notes as Mixed_4a and not defined there. The long branch has the row before the column; the paper draws them the other way about.',
  ),
  ...same(
    ['features.5'],
    'Used in the notes as Mixed_5a and not defined there. The convolution comes first in the join, unlike in Mixed_3a.',
  ),
  ...same(['inception-a', 'features.6', 'features.7', 'features.8', 'features.9'], inceptionA),
  ...same(['reduction-a', 'features.10'], reductionA),
  ...same(['inception-b', ...Array.from({ length: 7 }, (_, index) => `features.${11 + index}`)], inceptionB),
  ...same(['reduction-b', 'features.18'], reductionB),
  ...same(['inception-c', 'features.19', 'features.20', 'features.21'], inceptionC),
  ...same(['head', 'head_drop'], head),
  ...same(
    ['global_pool'],
    'The notes pool with a window of adaptiveAvgPoolWidth and do not say what that is: the height of the last grid, so that one window covers all of it.',
  ),
};
