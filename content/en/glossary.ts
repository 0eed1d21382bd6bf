/** One entry of the glossary: the word as it stands in a sentence, and what it means here. */
export interface GlossaryEntry {
  readonly term: string;
  readonly means: string;
}

export const glossary = {
  block: {
    term: 'block',
    means:
      'One figure of the paper: a small graph with one input and one output, such as Inception-A. Blocks are stacked like bricks.',
  },
  branch: {
    term: 'branch',
    means:
      'One of the parallel ways through a block, from its input to the concatenation. Branches are counted from zero.',
  },
  stage: { term: 'stage', means: 'A run of blocks that share one grid, with the same height and width throughout.' },
  stem: {
    term: 'stem',
    means: 'The layers before the first Inception block. They turn a picture into a grid of features.',
  },
  unit: {
    term: 'unit',
    means:
      'Convolution, batch normalisation, ReLU: the three steps that every convolution of this network comes with. The notes and the ports call it BasicConv2d.',
  },
  'feature-map': {
    term: 'feature map',
    means: 'The values of one channel over all places of the grid: an image of where a filter found what it looks for.',
  },
  channel: {
    term: 'channel',
    means: 'One slice of a tensor, along its last axis here (H×W×C). Each filter of a convolution makes one channel.',
  },
  grid: { term: 'grid', means: 'The places of a feature map: its height times its width.' },
  'receptive-field': {
    term: 'receptive field',
    means:
      'The patch of the input picture that one output value can depend on. It is given in pixels of the input, and it is an upper bound: most of the influence comes from the middle.',
  },
  stride: {
    term: 'stride',
    means: 'How far the window moves from one output to the next. Stride 2 halves the grid in each direction.',
  },
  'same-padding': {
    term: 'same padding',
    means: 'Zeros are laid around the input so that at stride 1 the output has the size of the input.',
  },
  'valid-padding': {
    term: 'valid padding',
    means: 'No zeros are added: the window stays inside, and the output is smaller. Marked V in the paper’s figures.',
  },
  mac: {
    term: 'MAC',
    means:
      'Multiply-accumulate: one multiplication whose product is added to a sum. Convolutions and the linear layer are counted here; batch normalisation, ReLU and pools are not.',
  },
  parameters: {
    term: 'parameters',
    means:
      'Numbers that training learns: the weights of convolutions and of the linear layer, the scale and shift of batch normalisation, the biases. Running means and variances are measured, not learned, and are not counted.',
  },
  'batch-normalisation': {
    term: 'batch normalisation',
    means:
      'Each channel is shifted and scaled to a standard range, then given a learned scale and shift. At inference the statistics are fixed, so it is one multiplication and one addition per value.',
  },
  relu: { term: 'ReLU', means: 'Negative values become zero, the others stay: max(0, x).' },
  concatenation: {
    term: 'concatenation',
    means:
      'The outputs of the branches stacked along the channels, in branch order. Nothing is computed; the grids must agree.',
  },
  bottleneck: {
    term: 'bottleneck',
    means: 'A cut of the network through which few values pass: fewer than on both sides of it.',
  },
  'pointwise-convolution': {
    term: '1×1 convolution',
    means:
      'A convolution that looks at one place at a time and mixes its channels: the same small linear map at every place.',
  },
  'asymmetric-convolution': {
    term: 'asymmetric convolution',
    means: 'A convolution whose window is a line, 1×n or n×1, instead of a square.',
  },
  logit: {
    term: 'logit',
    means: 'The score of one class before softmax: any real number. Only differences between logits matter.',
  },
  softmax: {
    term: 'softmax',
    means:
      'Turns logits into positive numbers that sum to one: the exponential of each, divided by the sum of them all.',
  },
  dropout: {
    term: 'dropout',
    means:
      'In training, each value is set to zero with a fixed probability and the others are scaled up to make up for it. At inference nothing happens.',
  },
  'global-average-pooling': {
    term: 'global average pooling',
    means:
      'The mean of each feature map over all its places: one number for each channel, whatever the size of the grid.',
  },
  'linear-layer': {
    term: 'linear layer',
    means:
      'Every output is a weighted sum of all inputs, plus a bias. Also called fully connected; it is a 1×1 convolution on a grid of one place.',
  },
  'class-activation-map': {
    term: 'class activation map',
    means:
      'The score of one class, place by place: the last feature maps, each weighed as the linear layer weighs its mean. The mean of the map, and the bias, is the logit.',
  },
  'auxiliary-classifier': {
    term: 'auxiliary classifier',
    means:
      'A second, small head that hangs on a layer halfway through the network while it is trained. No inference reads it; some files keep it all the same.',
  },
  embedding: {
    term: 'embedding',
    means:
      'A vector that stands for a whole picture. Pictures that should count as alike, such as two of one face, get vectors that are close to each other.',
  },
  crop: {
    term: 'crop',
    means:
      'The square that is cut out of a photograph for the network to see. With many crops, the answers to several squares of one photograph are averaged.',
  },
  'top-error': {
    term: 'top-1 error, top-5 error',
    means:
      'The share of pictures whose right class is not the one with the highest score, or not among the five with the highest scores.',
  },
  port: {
    term: 'port',
    means:
      'The same network written again for another library, so that the published weights can be used there. The released code of these networks is written for TensorFlow; the ports here are for PyTorch and Keras.',
  },
  'seeded-weights': {
    term: 'seeded weights',
    means:
      'Weights made by a fixed recipe from the names of the tensors, without any training. With them every shape and every step of the arithmetic is exact, and no feature is learned.',
  },
  'state-dict': {
    term: 'state dict',
    means:
      'The list of all tensors of a model, each under a key that spells its place, such as features.6.branch1.0.conv.weight.',
  },
  'residual-connection': {
    term: 'residual connection',
    means: 'A way round a block: the input is added to what the block computes. Inception-v4 has none.',
  },
  shortcut: {
    term: 'shortcut',
    means: 'The way round the branches of a residual block, on which the input reaches the sum unchanged.',
  },
  'residual-scale': {
    term: 'residual scale',
    means: 'The constant that what the branches of a residual block have computed is multiplied by before it is added.',
  },
} as const satisfies Readonly<Record<string, GlossaryEntry>>;

export type TermId = keyof typeof glossary;
