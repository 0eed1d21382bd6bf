/** A work that the articles rest on. */
export interface Source {
  readonly authors: string;
  readonly title: string;
  readonly venue: string;
  readonly year: number;
  readonly url: string;
}

/** One place in a source. `note` says how the place is known, where that is not from the page itself. */
export interface Citation {
  /** Stands in the running text. */
  readonly label: string;
  readonly source: string;
  /** The section, figure or file. */
  readonly where: string;
  readonly note?: string;
}

const transcription =
  'The figure is a picture and was not read here: its contents are known by transcription, from independent write-ups and from code that follows it.';

export const sources = {
  'inception-v4': {
    authors: 'C. Szegedy, S. Ioffe, V. Vanhoucke, A. Alemi',
    title: 'Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning',
    venue: 'arXiv:1602.07261; AAAI 2017',
    year: 2016,
    url: 'https://arxiv.org/abs/1602.07261',
  },
  'inception-v3': {
    authors: 'C. Szegedy, V. Vanhoucke, S. Ioffe, J. Shlens, Z. Wojna',
    title: 'Rethinking the Inception Architecture for Computer Vision',
    venue: 'arXiv:1512.00567; CVPR 2016',
    year: 2015,
    url: 'https://arxiv.org/abs/1512.00567',
  },
  googlenet: {
    authors: 'C. Szegedy, W. Liu, Y. Jia, P. Sermanet, S. Reed, D. Anguelov, D. Erhan, V. Vanhoucke, A. Rabinovich',
    title: 'Going Deeper with Convolutions',
    venue: 'arXiv:1409.4842; CVPR 2015',
    year: 2014,
    url: 'https://arxiv.org/abs/1409.4842',
  },
  'network-in-network': {
    authors: 'M. Lin, Q. Chen, S. Yan',
    title: 'Network In Network',
    venue: 'arXiv:1312.4400; ICLR 2014',
    year: 2013,
    url: 'https://arxiv.org/abs/1312.4400',
  },
  'batch-norm': {
    authors: 'S. Ioffe, C. Szegedy',
    title: 'Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift',
    venue: 'arXiv:1502.03167; ICML 2015',
    year: 2015,
    url: 'https://arxiv.org/abs/1502.03167',
  },
  dropout: {
    authors: 'N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov',
    title: 'Dropout: A Simple Way to Prevent Neural Networks from Overfitting',
    venue: 'Journal of Machine Learning Research 15',
    year: 2014,
    url: 'https://jmlr.org/papers/v15/srivastava14a.html',
  },
  cam: {
    authors: 'B. Zhou, A. Khosla, A. Lapedriza, A. Oliva, A. Torralba',
    title: 'Learning Deep Features for Discriminative Localization',
    venue: 'arXiv:1512.04150; CVPR 2016',
    year: 2015,
    url: 'https://arxiv.org/abs/1512.04150',
  },
  'effective-receptive-field': {
    authors: 'W. Luo, Y. Li, R. Urtasun, R. Zemel',
    title: 'Understanding the Effective Receptive Field in Deep Convolutional Neural Networks',
    venue: 'arXiv:1701.04128; NeurIPS 2016',
    year: 2016,
    url: 'https://arxiv.org/abs/1701.04128',
  },
  slim: {
    authors: 'The TensorFlow Authors',
    title: 'TF-Slim, research/slim/nets/inception_v4.py',
    venue: 'tensorflow/models, commit 03cdc5fe',
    year: 2016,
    url: 'https://github.com/tensorflow/models/blob/03cdc5fecfb6c7d30845e6990a6d346b3acbfeb8/research/slim/nets/inception_v4.py',
  },
  timm: {
    authors: 'R. Wightman and contributors',
    title: 'PyTorch Image Models (timm), timm/models/inception_v4.py',
    venue: 'huggingface/pytorch-image-models, commit aa4b5850c154',
    year: 2019,
    url: 'https://github.com/huggingface/pytorch-image-models/tree/aa4b5850c154',
  },
  cadene: {
    authors: 'R. Cadene and contributors',
    title: 'Pretrained models for PyTorch',
    venue: 'Cadene/pretrained-models.pytorch, commit 8aae3d8f1135',
    year: 2017,
    url: 'https://github.com/Cadene/pretrained-models.pytorch/tree/8aae3d8f1135',
  },
  torchvision: {
    authors: 'The PyTorch contributors',
    title: 'torchvision, the Inception v3 model',
    venue: 'torchvision 0.14.1',
    year: 2022,
    url: 'https://pytorch.org/vision/0.14/models/inception.html',
  },
  notes: {
    authors: 'Zhu Xinwei',
    title: 'Deep learning / image classification / notes on the Inception-ResNet paper (in Chinese)',
    venue: 'blog post, 25 September 2018',
    year: 2018,
    url: '',
  },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceId = keyof typeof sources;

/** Places cited by `<Cite id="…"/>`. */
export const citations = {
  'v4-intro': { label: 'v4 paper, § 1', source: 'inception-v4', where: 'Section 1, Introduction' },
  'v4-related': { label: 'v4 paper, § 2', source: 'inception-v4', where: 'Section 2, Related Work' },
  'v4-blocks': {
    label: 'v4 paper, § 3.1',
    source: 'inception-v4',
    where: 'Section 3.1, Pure Inception blocks',
  },
  'v4-residual': {
    label: 'v4 paper, § 3.2',
    source: 'inception-v4',
    where: 'Section 3.2, Residual Inception Blocks',
  },
  'v4-conclusions': { label: 'v4 paper, § 6', source: 'inception-v4', where: 'Section 6, Conclusions' },
  'v4-fig-3': {
    label: 'v4 paper, Fig. 3',
    source: 'inception-v4',
    where: 'Figure 3, the stem',
    note: transcription,
  },
  'v4-fig-4': {
    label: 'v4 paper, Fig. 4',
    source: 'inception-v4',
    where: 'Figure 4, the Inception-A block',
    note: transcription,
  },
  'v4-fig-5': {
    label: 'v4 paper, Fig. 5',
    source: 'inception-v4',
    where: 'Figure 5, the Inception-B block',
    note: transcription,
  },
  'v4-fig-6': {
    label: 'v4 paper, Fig. 6',
    source: 'inception-v4',
    where: 'Figure 6, the Inception-C block',
    note: transcription,
  },
  'v4-fig-7': {
    label: 'v4 paper, Fig. 7',
    source: 'inception-v4',
    where: 'Figure 7, the Reduction-A module, with the letters k, l, m and n for its widths',
    note: transcription,
  },
  'v4-fig-8': {
    label: 'v4 paper, Fig. 8',
    source: 'inception-v4',
    where: 'Figure 8, the Reduction-B module of the pure Inception-v4',
    note: transcription,
  },
  'v4-fig-9': {
    label: 'v4 paper, Fig. 9',
    source: 'inception-v4',
    where: 'Figure 9, the overall schema of Inception-v4',
    note: transcription,
  },
  'v4-table-1': {
    label: 'v4 paper, Table 1',
    source: 'inception-v4',
    where: 'Table 1, the filter counts k, l, m, n of Reduction-A in the three networks',
    note: 'The numbers are quoted from write-ups of the paper; the released code has the same ones.',
  },
  'v3-principles': {
    label: 'v3 paper, § 2',
    source: 'inception-v3',
    where: 'Section 2, General Design Principles',
  },
  'v3-factorise': {
    label: 'v3 paper, § 3',
    source: 'inception-v3',
    where: 'Section 3, Factorizing Convolutions with Large Filter Size',
  },
  'v3-smaller': {
    label: 'v3 paper, § 3.1',
    source: 'inception-v3',
    where: 'Section 3.1, Factorization into smaller convolutions',
  },
  'v3-asymmetric': {
    label: 'v3 paper, § 3.2',
    source: 'inception-v3',
    where: 'Section 3.2, Spatial Factorization into Asymmetric Convolutions',
  },
  'v3-auxiliary': {
    label: 'v3 paper, § 4',
    source: 'inception-v3',
    where: 'Section 4, Utility of Auxiliary Classifiers',
  },
  'v3-reduction': {
    label: 'v3 paper, § 5',
    source: 'inception-v3',
    where: 'Section 5, Efficient Grid Size Reduction',
  },
  'v3-layout': {
    label: 'v3 paper, § 6',
    source: 'inception-v3',
    where: 'Section 6, Inception-v2: the traditional 7×7 convolution is factorised into three 3×3 ones',
  },
  'v3-fig-7': {
    label: 'v3 paper, Fig. 7',
    source: 'inception-v3',
    where: 'Caption of Figure 7, modules with expanded filter bank outputs',
  },
  'googlenet-inception': {
    label: 'GoogLeNet, § 4',
    source: 'googlenet',
    where: 'Section 4, Architectural Details',
  },
  'googlenet-head': { label: 'GoogLeNet, § 5', source: 'googlenet', where: 'Section 5, GoogLeNet' },
  'nin-gap': {
    label: 'Network In Network, § 3.2',
    source: 'network-in-network',
    where: 'Section 3.2, Global Average Pooling',
  },
  'batch-norm': { label: 'Ioffe and Szegedy 2015', source: 'batch-norm', where: 'Algorithms 1 and 2' },
  dropout: { label: 'Srivastava et al. 2014', source: 'dropout', where: 'Section 4, Model Description' },
  cam: { label: 'Zhou et al. 2015', source: 'cam', where: 'Section 2, Class Activation Mapping' },
  'effective-rf': {
    label: 'Luo et al. 2016',
    source: 'effective-receptive-field',
    where: 'Section 2, Properties of Effective Receptive Fields',
  },
  'slim-v4': {
    label: 'released code (TF-Slim)',
    source: 'slim',
    where: 'functions inception_v4_base and block_inception_a, _b, _c, block_reduction_a, _b',
    note: 'Read as source. The weights published by the authors belong to this code.',
  },
  'slim-head': {
    label: 'released code (TF-Slim), the head',
    source: 'slim',
    where: 'function inception_v4: dropout_keep_prob=0.8, AuxLogits on Mixed_6h, 1001 classes',
    note: 'Read as source.',
  },
  'timm-v4': {
    label: 'timm',
    source: 'timm',
    where:
      'inception_v4, executed: its state dict, its trace of ops and its activations are what this atlas is tested against',
  },
  'cadene-v4': {
    label: 'Cadene’s port',
    source: 'cadene',
    where: 'inceptionv4: key for key the same modules as timm’s, and no dropout',
  },
  'torchvision-v3': {
    label: 'torchvision’s Inception v3',
    source: 'torchvision',
    where: 'inception_v3, executed: its stem, and its average pools, which count the padding',
  },
} as const satisfies Readonly<Record<string, Citation>>;

export type CitationId = keyof typeof citations;
