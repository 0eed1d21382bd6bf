/** What the classes of the reference code are called where they are called otherwise: network id → name of a block → class. */
const RESIDUAL: Readonly<Record<string, string>> = {
  'Inception-ResNet-A': 'Block35',
  'Reduction-A': 'Mixed_6a',
  'Inception-ResNet-B': 'Block17',
  'Reduction-B': 'Mixed_7a',
  'Inception-ResNet-C': 'Block8',
};

const CLASS_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // timm/models/inception_resnet_v2.py
  'inception-resnet-v2': { 'Inception-A': 'Mixed_5b', ...RESIDUAL },
  // facenet-pytorch models/inception_resnet_v1.py
  'inception-resnet-v1': RESIDUAL,
  // torchvision/models/inception.py and timm/models/inception_v3.py count their blocks through, reductions included.
  'inception-v3': {
    'Inception-A': 'InceptionA',
    'Reduction-A': 'InceptionB',
    'Inception-B': 'InceptionC',
    'Reduction-B': 'InceptionD',
    'Inception-C': 'InceptionE',
  },
};

/** The class that builds a block in the reference code of a network; null where it is called as the block is. */
export const classNameOf = (network: string, block: string): string | null => CLASS_NAMES[network]?.[block] ?? null;

/** The class of a whole network, as PyTorch code calls it: `inception-resnet-v2` → `InceptionResnetV2`. */
export const networkClassOf = (network: string): string =>
  network
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');

/** What PyTorch code of a network and of its parts calls the classes. */
export const classNamesOf = (
  network: string,
): { readonly name: string; readonly classNameOf: (block: string) => string | null } => ({
  name: networkClassOf(network),
  classNameOf: (block) => classNameOf(network, block),
});
