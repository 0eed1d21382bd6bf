const RESIDUAL: Readonly<Record<string, string>> = {
  '': 'paper-against-code',
  stem: 'residual-stems-and-reductions',
  'inception-resnet-a': 'inception-resnet-a',
  'reduction-a': 'residual-stems-and-reductions',
  'inception-resnet-b': 'inception-resnet-b',
  'reduction-b': 'residual-stems-and-reductions',
  'inception-resnet-c': 'inception-resnet-c',
};

/** Which article treats a stage: network → path of the stage → address part of the article; an empty path is the network itself. */
export const articlePlaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'inception-v4': {
    '': 'overview',
    stem: 'stem',
    'inception-a': 'inception-a',
    'reduction-a': 'reduction-a',
    'inception-b': 'inception-b',
    'reduction-b': 'reduction-b',
    'inception-c': 'inception-c',
    head: 'head',
  },
  'inception-resnet-v2': RESIDUAL,
  'inception-resnet-v1': RESIDUAL,
};
