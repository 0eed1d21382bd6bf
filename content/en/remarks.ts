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

const at = (network: string, paths: readonly string[], remark: string): Readonly<Record<string, string>> =>
  Object.fromEntries(paths.map((path) => [`${network}/${path}`, remark]));

const same = (paths: readonly string[], remark: string) => at('inception-v4', paths, remark);

/** A repeating entry, and each of its blocks. */
const run = (entry: string, count: number): readonly string[] => [
  entry,
  ...Array.from({ length: count }, (_, index) => `${entry}.${index}`),
];

/** What the notes say about the three residual blocks, with what is said of their widths. */
const residual = (className: string, widths: string): string =>
  `The notes call this block ${className} and discuss it under Inception-ResNet-v1. ${widths} That the sum is scaled, by how much and why, they never say.`;

const scaledOnce =
  'The notes give this class an argument noReLU and do not say what it is for. It is for this last block alone, which is not scaled either; they leave the block itself out.';
const reduction = 'The notes speak of the residual blocks only. The reductions between them are left out.';

const RELEASED_WIDTHS = 'The widths that they give are these, the ones of the released Inception-ResNet-v2.';
const PAPER_WIDTHS =
  'The widths that they give are those of the released Inception-ResNet-v2; the figures of the paper have wider ones.';
const NARROW_WIDTHS =
  'The widths that they give are those of the released Inception-ResNet-v2, though; here they are narrower.';

const V2 = 'inception-resnet-v2';
const V2_PAPER = 'inception-resnet-v2:paper';
const V1 = 'inception-resnet-v1';
const V3 = 'inception-v3';
const uniform =
  'The notes call the blocks of Inception-v4 about the same as these. There all blocks of a kind are equal and wider; here their numbers and widths are others, and some windows too.';

/**
 * What the notes of 2018 say about a part, by address; shown beside the selected part. An address without a variant is
 * about all of them, as far as none has a remark of its own.
 */
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

  ...at(
    V2,
    ['stem'],
    'The notes give this stem under a title that speaks of Inception-v4. It is the plain stem of Inception-v3 with its pools: so the released network has it. The figures of the paper begin with the stem of Inception-v4, see the variant “Paper”.',
  ),
  ...at(
    V2_PAPER,
    ['stem'],
    'The notes say that this network begins with the stem of Inception-v4. In the figures of the paper it does; the released network begins with the plain stem of Inception-v3.',
  ),
  ...at(
    V2,
    ['mixed_5b', 'inception-a'],
    'Missing from the notes: a block as in Inception-v3 stands between the stem and the residual blocks. The figures of the paper have none here.',
  ),
  ...at(V2, ['inception-resnet-a', ...run('repeat', 10)], residual('Block35', RELEASED_WIDTHS)),
  ...at(V2, ['inception-resnet-b', ...run('repeat_1', 20)], residual('Block17', RELEASED_WIDTHS)),
  ...at(V2, ['inception-resnet-c', ...run('repeat_2', 9)], residual('Block8', RELEASED_WIDTHS)),
  ...at(V2_PAPER, ['inception-resnet-a', ...run('repeat', 5)], residual('Block35', PAPER_WIDTHS)),
  ...at(V2_PAPER, ['inception-resnet-b', ...run('repeat_1', 10)], residual('Block17', PAPER_WIDTHS)),
  ...at(V2_PAPER, ['inception-resnet-c', ...run('repeat_2', 5)], residual('Block8', PAPER_WIDTHS)),
  ...at(V2, ['reduction-a', 'mixed_6a', 'reduction-b', 'mixed_7a'], reduction),
  ...at(V2, ['block8'], scaledOnce),
  ...at(
    V2,
    ['last-convolution', 'conv2d_7b'],
    'Missing from the notes, and from the figures of the paper: the released network brings the channels down once more before it pools.',
  ),
  ...at(V2, ['head', 'head_drop'], head),
  ...at(
    V1,
    ['stem'],
    'The notes say that this is the stem of Inception-v3. It is so up to the last step: where that stem has a max pool, this one has a convolution with a stride, and more channels.',
  ),
  ...at(
    V1,
    ['conv2d_4b'],
    'By this convolution the stem differs from that of Inception-v3. The listing in the notes leaves it out, and the pools too.',
  ),
  ...at(V1, ['inception-resnet-a', ...run('repeat_1', 5)], residual('Block35', NARROW_WIDTHS)),
  ...at(V1, ['inception-resnet-b', ...run('repeat_2', 10)], residual('Block17', NARROW_WIDTHS)),
  ...at(V1, ['inception-resnet-c', ...run('repeat_3', 5)], residual('Block8', NARROW_WIDTHS)),
  ...at(V1, ['reduction-a', 'mixed_6a', 'reduction-b', 'mixed_7a'], reduction),
  ...at(V1, ['block8'], scaledOnce),
  ...at(
    V3,
    ['stem'],
    'The notes say that the stem of Inception-v4 is also here. Only the first three convolutions are shared; the rest of this one is a plain chain, without a join.',
  ),
  ...at(V3, ['inception-a', 'Mixed_5b', 'Mixed_5c', 'Mixed_5d'], uniform),
  ...at(V3, ['inception-b', 'Mixed_6b', 'Mixed_6c', 'Mixed_6d', 'Mixed_6e'], uniform),
  ...at(V3, ['inception-c', 'Mixed_7b', 'Mixed_7c'], uniform),
};
