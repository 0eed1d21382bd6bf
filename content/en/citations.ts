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
  /** The page of the place itself, where it has one that is not the source's. */
  readonly url?: string;
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
  'slim-inception-v1': {
    authors: 'The TensorFlow Authors',
    title: 'TF-Slim, research/slim/nets/inception_v1.py',
    venue: 'tensorflow/models, commit 169dcbd0',
    year: 2016,
    url: 'https://github.com/tensorflow/models/blob/169dcbd0c9dd7768ce231940ed460a9e2a145c83/research/slim/nets/inception_v1.py',
  },
  'slim-training': {
    authors: 'The TensorFlow Authors',
    title: 'TF-Slim, research/slim/train_image_classifier.py',
    venue: 'tensorflow/models, commit 07ed3667',
    year: 2016,
    url: 'https://github.com/tensorflow/models/blob/07ed3667c297eb5c84a2c28d6137d4be0e8ceb4a/research/slim/train_image_classifier.py',
  },
  'tensorflow-rmsprop': {
    authors: 'The TensorFlow Authors',
    title: 'TensorFlow, tensorflow/python/training/rmsprop.py',
    venue: 'tensorflow/tensorflow, commit 03049341',
    year: 2015,
    url: 'https://github.com/tensorflow/tensorflow/blob/0304934138cbfabd338ec432a630a9c3c1191564/tensorflow/python/training/rmsprop.py',
  },
  'torchvision-source': {
    authors: 'The PyTorch contributors',
    title: 'torchvision, torchvision/models/inception.py',
    venue: 'pytorch/vision, commit 02a0a90b',
    year: 2021,
    url: 'https://github.com/pytorch/vision/blob/02a0a90b7ad1e9d69f1f392ad6701eb069f7db02/torchvision/models/inception.py',
  },
  'slim-readme': {
    authors: 'The TensorFlow Authors',
    title: 'TF-Slim image classification model library, README',
    venue: 'tensorflow/models, research/slim',
    year: 2016,
    url: 'https://github.com/tensorflow/models/tree/master/research/slim',
  },
  'slim-threads': {
    authors: 'Users and authors of TF-Slim',
    title: 'Issues of tensorflow/models',
    venue: 'GitHub',
    year: 2017,
    url: 'https://github.com/tensorflow/models/issues',
  },
  'timm-results': {
    authors: 'R. Wightman and contributors',
    title: 'PyTorch Image Models (timm), results',
    venue: 'huggingface/pytorch-image-models, commit aa4b5850c154',
    year: 2025,
    url: 'https://github.com/huggingface/pytorch-image-models/tree/aa4b5850c154/results',
  },
  fvcore: {
    authors: 'Meta Research',
    title: 'fvcore, fvcore/nn/jit_handles.py',
    venue: 'facebookresearch/fvcore',
    year: 2021,
    url: 'https://github.com/facebookresearch/fvcore/blob/main/fvcore/nn/jit_handles.py',
  },
  'keras-applications': {
    authors: 'F. Chollet and contributors',
    title: 'Keras Applications',
    venue: 'keras-team/keras-applications, commit 06fbeb0f16e1',
    year: 2019,
    url: 'https://github.com/keras-team/keras-applications/tree/06fbeb0f16e1',
  },
  'facenet-pytorch': {
    authors: 'T. Esler and contributors',
    title: 'Face recognition using PyTorch, README',
    venue: 'timesler/facenet-pytorch, commit 787da0615608',
    year: 2020,
    url: 'https://github.com/timesler/facenet-pytorch/tree/787da0615608',
  },
  'inception-resnet-v2-code': {
    authors: 'The TensorFlow Authors',
    title: 'TF-Slim, research/slim/nets/inception_resnet_v2.py',
    venue: 'tensorflow/models, commit 0223fe37',
    year: 2016,
    url: 'https://github.com/tensorflow/models/blob/0223fe37c721f4a66466c6833981ca6418ebd84d/research/slim/nets/inception_resnet_v2.py',
  },
  resnet: {
    authors: 'K. He, X. Zhang, S. Ren, J. Sun',
    title: 'Deep Residual Learning for Image Recognition',
    venue: 'arXiv:1512.03385; CVPR 2016',
    year: 2015,
    url: 'https://arxiv.org/abs/1512.03385',
  },
  'resnet-v2': {
    authors: 'K. He, X. Zhang, S. Ren, J. Sun',
    title: 'Identity Mappings in Deep Residual Networks',
    venue: 'arXiv:1603.05027; ECCV 2016',
    year: 2016,
    url: 'https://arxiv.org/abs/1603.05027',
  },
  fixup: {
    authors: 'H. Zhang, Y. N. Dauphin, T. Ma',
    title: 'Fixup Initialization: Residual Learning Without Normalization',
    venue: 'arXiv:1901.09321; ICLR 2019',
    year: 2019,
    url: 'https://arxiv.org/abs/1901.09321',
  },
  skipinit: {
    authors: 'S. De, S. L. Smith',
    title: 'Batch Normalization Biases Residual Blocks Towards the Identity Function in Deep Networks',
    venue: 'arXiv:2002.10444; NeurIPS 2020',
    year: 2020,
    url: 'https://arxiv.org/abs/2002.10444',
  },
  'google-blog': {
    authors: 'A. Alemi',
    title: 'Improving Inception and Image Classification in TensorFlow',
    venue: 'Google Research blog, 31 August 2016',
    year: 2016,
    url: 'https://research.google/blog/improving-inception-and-image-classification-in-tensorflow/',
  },
  'titu-port': {
    authors: 'titu1994',
    title: 'Inception v4 in Keras, README',
    venue: 'titu1994/Inception-v4, commit 10318a45',
    year: 2016,
    url: 'https://github.com/titu1994/Inception-v4/tree/10318a45add774987ee39fb34313981799447123',
  },
  'zh-walkthrough': {
    authors: 'Zhu Jian',
    title: '[GoogLeNet] Inception-ResNet-v2 (in Chinese)',
    venue: 'blog post',
    year: 2020,
    url: 'https://blog.zhujian.life/posts/33b792ff.html',
  },
  'cadene-threads': {
    authors: 'Users of Cadene’s port',
    title: 'Issues of Cadene/pretrained-models.pytorch',
    venue: 'GitHub',
    year: 2020,
    url: 'https://github.com/Cadene/pretrained-models.pytorch/issues',
  },
  'tensorflow-threads': {
    authors: 'Users of TensorFlow',
    title: 'Issues of tensorflow/tensorflow',
    venue: 'GitHub',
    year: 2019,
    url: 'https://github.com/tensorflow/tensorflow/issues',
  },
  'facenet-threads': {
    authors: 'D. Sandberg and users of his FaceNet',
    title: 'Issues of davidsandberg/facenet',
    venue: 'GitHub',
    year: 2018,
    url: 'https://github.com/davidsandberg/facenet/issues',
  },
  'facenet-pytorch-threads': {
    authors: 'T. Esler and users of facenet-pytorch',
    title: 'Issues of timesler/facenet-pytorch',
    venue: 'GitHub',
    year: 2020,
    url: 'https://github.com/timesler/facenet-pytorch/issues',
  },
  facenet: {
    authors: 'F. Schroff, D. Kalenichenko, J. Philbin',
    title: 'FaceNet: A Unified Embedding for Face Recognition and Clustering',
    venue: 'arXiv:1503.03832; CVPR 2015',
    year: 2015,
    url: 'https://arxiv.org/abs/1503.03832',
  },
  'jacob-quantization': {
    authors: 'B. Jacob, S. Kligys, B. Chen, M. Zhu, M. Tang, A. Howard, H. Adam, D. Kalenichenko',
    title: 'Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference',
    venue: 'arXiv:1712.05877; CVPR 2018',
    year: 2017,
    url: 'https://arxiv.org/abs/1712.05877',
  },
  'ensembles-of-paths': {
    authors: 'A. Veit, M. Wilber, S. Belongie',
    title: 'Residual Networks Behave Like Ensembles of Relatively Shallow Networks',
    venue: 'arXiv:1605.06431; NeurIPS 2016',
    year: 2016,
    url: 'https://arxiv.org/abs/1605.06431',
  },
  'loss-landscape': {
    authors: 'H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein',
    title: 'Visualizing the Loss Landscape of Neural Nets',
    venue: 'arXiv:1712.09913; NeurIPS 2018',
    year: 2017,
    url: 'https://arxiv.org/abs/1712.09913',
  },
  'tensorflow-docs': {
    authors: 'The TensorFlow Authors',
    title: 'TensorFlow API documentation, module tf.nn',
    venue: 'tensorflow.org',
    year: 2024,
    url: 'https://www.tensorflow.org/api_docs/python/tf/nn',
  },
  'pytorch-docs': {
    authors: 'The PyTorch contributors',
    title: 'PyTorch documentation, torch.nn.AvgPool2d',
    venue: 'pytorch.org',
    year: 2024,
    url: 'https://pytorch.org/docs/stable/generated/torch.nn.AvgPool2d.html',
  },
  'tvm-threads': {
    authors: 'Users of neo-ai/tvm',
    title: 'Issues and pull requests of neo-ai/tvm',
    venue: 'GitHub',
    year: 2019,
    url: 'https://github.com/neo-ai/tvm/issues',
  },
  'slim-utils': {
    authors: 'The TensorFlow Authors',
    title: 'TF-Slim, research/slim/nets/inception_utils.py',
    venue: 'tensorflow/models, commit 054bfa17',
    year: 2016,
    url: 'https://github.com/tensorflow/models/tree/master/research/slim/nets',
  },
  'slim-datasets': {
    authors: 'The TensorFlow Authors',
    title: 'TF-Slim, research/slim/datasets/imagenet.py',
    venue: 'tensorflow/models, commit 169dcbd0',
    year: 2016,
    url: 'https://github.com/tensorflow/models/blob/169dcbd0c9dd7768ce231940ed460a9e2a145c83/research/slim/datasets/imagenet.py',
  },
  microway: {
    authors: 'Microway',
    title: 'NVIDIA Tesla K40 “Atlas” GPU Accelerator (Kepler GK110b) Up Close',
    venue: 'HPC Tech Tips',
    year: 2013,
    url: 'https://www.microway.com/hpc-tech-tips/nvidia-tesla-k40-atlas-gpu-accelerator-kepler-gk110b-up-close/',
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
  'googlenet-intro': {
    label: 'GoogLeNet, § 1',
    source: 'googlenet',
    where: 'Section 1, Introduction: parameters against those of the winner of 2012',
  },
  'googlenet-motivation': {
    label: 'GoogLeNet, § 3',
    source: 'googlenet',
    where: 'Section 3, Motivation and High Level Considerations',
  },
  'slim-imagenet': {
    label: 'TF-Slim, imagenet.py',
    source: 'slim-datasets',
    where: 'the constant _SPLITS_TO_SIZES: pictures for training and for validation',
    note: 'Read as source.',
  },
  k40: {
    label: 'Microway on the K40',
    source: 'microway',
    where: 'Specifications: operations a second in single precision; two of them make one multiply-accumulate',
  },
  'slim-train': {
    label: 'TF-Slim, train_image_classifier.py',
    source: 'slim-training',
    where: 'the defaults of rmsprop_momentum, rmsprop_decay, opt_epsilon, label_smoothing and moving_average_decay',
    note: 'Read as source.',
  },
  'tf-rmsprop': {
    label: 'TensorFlow, rmsprop.py',
    source: 'tensorflow-rmsprop',
    where: 'the formula at its head: where ε and momentum enter, and that the mean of the squares begins at one',
    note: 'Read as source.',
  },
  'slim-v1': {
    label: 'TF-Slim, inception_v1.py',
    source: 'slim-inception-v1',
    where: 'function inception_v1_base: padding SAME for every convolution and pool, those with stride two included',
    note: 'Read as source.',
  },
  'torchvision-ported': {
    label: 'torchvision, inception.py',
    source: 'torchvision-source',
    where: 'the comment beside the address of the weights: “Inception v3 ported from TensorFlow”',
    note: 'Read as source.',
  },
  'torchvision-aux': {
    label: 'torchvision, InceptionAux',
    source: 'torchvision-source',
    where: 'class InceptionAux, and aux_logits, which is on unless it is switched off',
    note: 'Read as source. The same file names the number of parameters, num_params, from version 0.13 on.',
  },
  'bn-appendix': {
    label: 'Ioffe and Szegedy 2015, appendix',
    source: 'batch-norm',
    where: 'Appendix: the changes to GoogLeNet, and Figure 5',
  },
  'resnet-plain': {
    label: 'ResNet, §§ 1 and 4.1',
    source: 'resnet',
    where: 'Section 1 with Figure 1 (20 and 56 layers on CIFAR-10); Section 4.1 with Table 2 (18 and 34 on ImageNet)',
  },
  'resnet-rate': {
    label: 'ResNet, § 3.4',
    source: 'resnet',
    where: 'Section 3.4, Implementation: the learning rate',
  },
  'googlenet-challenge': {
    label: 'GoogLeNet, § 7',
    source: 'googlenet',
    where: 'Section 7, ILSVRC 2014 Classification Challenge Setup and Results: both rates, and which one ranks',
  },
  'resnet-depth': {
    label: 'ResNet, abstract',
    source: 'resnet',
    where: 'Abstract: residual nets of up to 152 layers',
  },
  'v4-fig-23': {
    label: 'v4 paper, Fig. 23',
    source: 'inception-v4',
    where: 'Caption of Figure 23, compared with that of Figure 24',
    note: 'The captions were read in both versions; in the AAAI version it is Figure 9.',
  },
  'v3-labels': {
    label: 'v3 paper, § 7',
    source: 'inception-v3',
    where: 'Section 7, Model Regularization via Label Smoothing',
  },
  'v3-training': {
    label: 'v3 paper, § 8',
    source: 'inception-v3',
    where: 'Section 8, Training Methodology',
  },
  'v4-training': {
    label: 'v4 paper, § 4',
    source: 'inception-v4',
    where: 'Section 4, Training Methodology',
  },
  'v4-aaai-clipping': {
    label: 'v4 paper (AAAI), training',
    source: 'inception-v4',
    where: 'AAAI version, Training Methodology: gradient clipping',
  },
  'slim-scope': {
    label: 'TF-Slim, inception_utils.py',
    source: 'slim-utils',
    where: 'function inception_arg_scope: weight decay, and the decay and ε of batch normalisation',
    note: 'Read as source.',
  },
  'jacob-folding': {
    label: 'Jacob et al. 2017, § 3.2',
    source: 'jacob-quantization',
    where: 'Section 3.2, Batch normalization folding',
  },
  'timm-unit': {
    label: 'the unit in timm',
    source: 'timm',
    where: 'the convolution, normalisation and activation of every unit, executed; the listing is ours',
  },
  'tensorflow-nn': {
    label: 'TensorFlow, tf.nn',
    source: 'tensorflow-docs',
    where: 'Notes on padding: SAME and VALID, and that padded values of a pool are ignored',
  },
  'pytorch-avgpool': {
    label: 'PyTorch, AvgPool2d',
    source: 'pytorch-docs',
    where: 'the parameter count_include_pad and its default',
  },
  'tvm-thread-32': {
    label: 'neo-ai/tvm#32',
    source: 'tvm-threads',
    where: 'Thread 32, average pools of an Inception network that count the padding',
    url: 'https://github.com/neo-ai/tvm/issues/32',
  },
  'veit-paths': {
    label: 'Veit et al. 2016',
    source: 'ensembles-of-paths',
    where: 'Sections 3 to 5: the unravelled view, removing blocks, and the length of the paths that carry gradient',
  },
  'li-landscape': {
    label: 'Li et al. 2018',
    source: 'loss-landscape',
    where: 'Section 5: depth, shortcuts and width',
  },
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
  'v4-aaai-code': {
    label: 'v4 paper, AAAI version',
    source: 'inception-v4',
    where: 'the end of Experimental Results in the AAAI version: where code and weights are',
  },
  'v4-table-2': {
    label: 'v4 paper, Table 2',
    source: 'inception-v4',
    where: 'Table 2 (read in the AAAI version, where it is Table 1): one network, one crop',
  },
  'v4-table-3': {
    label: 'v4 paper, Table 3',
    source: 'inception-v4',
    where: 'Table 3 (read in the AAAI version, where it is Table 2): one network, 10 or 12 crops',
  },
  'v4-table-4': {
    label: 'v4 paper, Table 4',
    source: 'inception-v4',
    where: 'Table 4 (read in the AAAI version, where it is Table 3) and its caption: one network, 144 crops',
  },
  'v4-table-5': {
    label: 'v4 paper, Table 5',
    source: 'inception-v4',
    where: 'Table 5 (read in the AAAI version, where it is Table 4) and its caption: ensembles, and the test set',
  },
  'slim-readme': {
    label: 'TF-Slim, README',
    source: 'slim-readme',
    where: 'Table “Pre-trained Models”: top-1 and top-5 accuracy of the released checkpoints, one crop',
  },
  'slim-thread-1553': {
    label: 'tensorflow/models#1553',
    source: 'slim-threads',
    where: 'Issue 1553, “Inception-resnet v2 implementation differ from the paper”, and the answer of 15 June 2017',
    url: 'https://github.com/tensorflow/models/issues/1553',
  },
  'cadene-readme': {
    label: 'Cadene’s README',
    source: 'cadene',
    where: 'README, accuracy on the validation set of ImageNet',
  },
  'torchvision-weights': {
    label: 'torchvision, weights',
    source: 'torchvision',
    where: 'Inception_V3_Weights.IMAGENET1K_V1, its metrics',
  },
  'torchvision-ops': {
    label: 'torchvision, operations',
    source: 'torchvision',
    where: 'Inception_V3_Weights.IMAGENET1K_V1, its “_ops” in billions, in newer versions of the file',
  },
  'timm-results': {
    label: 'timm, results',
    source: 'timm-results',
    where: 'results/results-imagenet.csv',
  },
  'timm-benchmark': {
    label: 'timm, benchmark',
    source: 'timm-results',
    where: 'results/benchmark-infer-amp-nchw-pt240-cu124-rtx3090.csv: parameters, GMACs and activations',
  },
  'fvcore-batch-norm': {
    label: 'fvcore',
    source: 'fvcore',
    where:
      'function batchnorm_flop_jit: outside training, two operations per value where the normalisation has γ and β',
    note: 'Read as source. timm’s benchmark.py counts with it.',
  },
  'keras-applications': {
    label: 'Keras Applications',
    source: 'keras-applications',
    where: 'the documentation’s table of models: parameters',
  },
  'keras-batch-norm': {
    label: 'Keras, inception_v3.py',
    source: 'keras-applications',
    where: 'inception_v3.py and inception_resnet_v2.py: BatchNormalization(scale=False)',
    note: 'Read as source.',
  },
  'facenet-readme': {
    label: 'facenet-pytorch, README',
    source: 'facenet-pytorch',
    where: 'README, “Pretrained models”',
  },
  'v4-scaling': {
    label: 'v4 paper, § 3.3',
    source: 'inception-v4',
    where: 'Section 3.3, Scaling of the Residuals',
  },
  'v4-results': { label: 'v4 paper, § 5', source: 'inception-v4', where: 'Section 5, Experimental Results' },
  'v4-fig-10': {
    label: 'v4 paper, Fig. 10',
    source: 'inception-v4',
    where: 'Figure 10, the Inception-ResNet-A block of Inception-ResNet-v1',
    note: transcription,
  },
  'v4-fig-11': {
    label: 'v4 paper, Fig. 11',
    source: 'inception-v4',
    where: 'Figure 11, the Inception-ResNet-B block of Inception-ResNet-v1',
    note: transcription,
  },
  'v4-fig-12': {
    label: 'v4 paper, Fig. 12',
    source: 'inception-v4',
    where: 'Figure 12, the Reduction-B module of Inception-ResNet-v1',
    note: transcription,
  },
  'v4-fig-13': {
    label: 'v4 paper, Fig. 13',
    source: 'inception-v4',
    where: 'Figure 13, the Inception-ResNet-C block of Inception-ResNet-v1',
    note: transcription,
  },
  'v4-fig-14': {
    label: 'v4 paper, Fig. 14',
    source: 'inception-v4',
    where: 'Figure 14, the stem of Inception-ResNet-v1',
    note: transcription,
  },
  'v4-fig-15': {
    label: 'v4 paper, Fig. 15',
    source: 'inception-v4',
    where: 'Figure 15, the overall schema of both Inception-ResNets',
    note: transcription,
  },
  'v4-fig-16': {
    label: 'v4 paper, Fig. 16',
    source: 'inception-v4',
    where: 'Figure 16, the Inception-ResNet-A block of Inception-ResNet-v2',
    note: transcription,
  },
  'v4-fig-17': {
    label: 'v4 paper, Fig. 17',
    source: 'inception-v4',
    where: 'Figure 17, the Inception-ResNet-B block of Inception-ResNet-v2',
    note: transcription,
  },
  'v4-fig-18': {
    label: 'v4 paper, Fig. 18',
    source: 'inception-v4',
    where: 'Figure 18, the wider Reduction-B module; its caption names Inception-ResNet-v1 and must mean v2',
    note: transcription,
  },
  'v4-fig-19': {
    label: 'v4 paper, Fig. 19',
    source: 'inception-v4',
    where: 'Figure 19, the Inception-ResNet-C block of Inception-ResNet-v2',
    note: transcription,
  },
  'v4-fig-20': {
    label: 'v4 paper, Fig. 20',
    source: 'inception-v4',
    where: 'Caption of Figure 20, the general schema of a scaled residual',
  },
  'v4-fig-21': {
    label: 'v4 paper, Figs 21 to 26',
    source: 'inception-v4',
    where: 'Captions of Figures 21 to 26: the errors of all four networks during training',
    note: 'The captions were read; the curves themselves are pictures and were not.',
  },
  'v4-aaai-bn': {
    label: 'v4 paper (AAAI), Residual Inception Blocks',
    source: 'inception-v4',
    where: 'AAAI version, Residual Inception Blocks: why no batch normalisation stands on the sums',
  },
  'v4-aaai-fig-7': {
    label: 'v4 paper (AAAI), Fig. 7',
    source: 'inception-v4',
    where: 'AAAI version, caption of Figure 7: the constant, and that deeper networks require lower ones',
  },
  'resnet-bottleneck': {
    label: 'ResNet, § 4.1',
    source: 'resnet',
    where: 'Section 4.1, Deeper Bottleneck Architectures',
  },
  'resnet-warm-up': {
    label: 'ResNet, § 4.2',
    source: 'resnet',
    where: 'Section 4.2, CIFAR-10 and Analysis: a low rate at first for the network of 110 layers',
  },
  'resnet-v2-after': {
    label: 'Identity mappings, § 4.1',
    source: 'resnet-v2',
    where: 'Section 4.1, Experiments on Activation: batch normalisation after the addition, and ReLU before it',
  },
  fixup: {
    label: 'Zhang et al. 2019',
    source: 'fixup',
    where: 'Abstract: an initialisation of residual branches in place of normalisation',
  },
  skipinit: {
    label: 'De and Smith 2020',
    source: 'skipinit',
    where: 'Abstract: what batch normalisation does to residual branches at initialisation',
  },
  'slim-ir-v2': {
    label: 'released code (TF-Slim)',
    source: 'inception-resnet-v2-code',
    where: 'functions inception_resnet_v2_base and block35, block17, block8',
    note: 'Read as source. The weights published by the authors belong to this code.',
  },
  'timm-ir-v2': {
    label: 'timm’s Inception-ResNet-v2',
    source: 'timm',
    where: 'timm/models/inception_resnet_v2.py, executed: its state dict, its trace of ops and its activations',
  },
  'facenet-ir-v1': {
    label: 'facenet-pytorch',
    source: 'facenet-pytorch',
    where: 'models/inception_resnet_v1.py, executed: its state dict, its trace of ops and its activations',
  },
  'slim-thread-819': {
    label: 'tensorflow/models#819',
    source: 'slim-threads',
    where: 'Issue 819, “Confused about the inconsistency with the Inception-ResNet-v2 code and the paper”',
    url: 'https://github.com/tensorflow/models/issues/819',
  },
  'slim-thread-11227': {
    label: 'tensorflow/models#11227',
    source: 'slim-threads',
    where: 'Issue 11227, “Inception-ResNet-v2 implementation does not match the publication it references”',
    url: 'https://github.com/tensorflow/models/issues/11227',
  },
  'google-blog': {
    label: 'Alemi 2016',
    source: 'google-blog',
    where: 'the post that released Inception-ResNet-v2',
  },
  'titu-port': {
    label: 'an early Keras port',
    source: 'titu-port',
    where: 'README, notes [1] and [2] on the widths of the B and C blocks',
  },
  'zh-walkthrough': {
    label: 'a walk-through',
    source: 'zh-walkthrough',
    where: 'the shapes between the blocks',
  },
  'cadene-thread-206': {
    label: 'pretrained-models#206',
    source: 'cadene-threads',
    where: 'Issue 206, “Why InceptionResnetV2 has 1536 output feature maps”',
    url: 'https://github.com/Cadene/pretrained-models.pytorch/issues/206',
  },
  'slim-thread-1118': {
    label: 'tensorflow/models#1118',
    source: 'slim-threads',
    where: 'Issue 1118, a question about the parameter “scale”, and the answer of A. Alemi, 10 March 2017',
    url: 'https://github.com/tensorflow/models/issues/1118',
  },
  'slim-thread-1235': {
    label: 'tensorflow/models#1235',
    source: 'slim-threads',
    where: 'Issue 1235, “Are the stems in the inception resnet v2 paper different from that in the code here?”',
    url: 'https://github.com/tensorflow/models/issues/1235',
  },
  'slim-thread-2395': {
    label: 'tensorflow/models#2395',
    source: 'slim-threads',
    where: 'Issue 2395, why Mixed_5b of Inception-v3 contains a 5×5',
    url: 'https://github.com/tensorflow/models/issues/2395',
  },
  'slim-thread-3313': {
    label: 'tensorflow/models#3313',
    source: 'slim-threads',
    where: 'Issue 3313, “7x1 and 1x7 filters mixed up in Inception v4”',
    url: 'https://github.com/tensorflow/models/issues/3313',
  },
  'slim-thread-7041': {
    label: 'tensorflow/models#7041',
    source: 'slim-threads',
    where: 'Issue 7041, “inception_v4 is different from the paper”',
    url: 'https://github.com/tensorflow/models/issues/7041',
  },
  'cadene-thread-197': {
    label: 'pretrained-models#197',
    source: 'cadene-threads',
    where: 'Issue 197, the stem of Inception-ResNet-v2',
    url: 'https://github.com/Cadene/pretrained-models.pytorch/issues/197',
  },
  'tensorflow-thread-28592': {
    label: 'tensorflow#28592',
    source: 'tensorflow-threads',
    where: 'Issue 28592, “About slim.nets.inception_v3”: why a 5×5 is left',
    url: 'https://github.com/tensorflow/tensorflow/issues/28592',
  },
  'tensorflow-thread-36262': {
    label: 'tensorflow#36262',
    source: 'tensorflow-threads',
    where: 'Issue 36262, “Possible incorrect implementation of inception_v3.py”: the 5×5 in Keras',
    url: 'https://github.com/tensorflow/tensorflow/issues/36262',
  },
  'facenet-thread-563': {
    label: 'facenet#563',
    source: 'facenet-threads',
    where: 'Issue 563, “Additional Inception-resnet-C before average pooling in Inception-resnet-v1”',
    url: 'https://github.com/davidsandberg/facenet/issues/563',
  },
  'facenet-thread-605': {
    label: 'facenet#605',
    source: 'facenet-threads',
    where: 'Issue 605, “Question about the inception_resnet_v1 implementation”',
    url: 'https://github.com/davidsandberg/facenet/issues/605',
  },
  'facenet-thread-691': {
    label: 'facenet#691',
    source: 'facenet-threads',
    where: 'Issue 691, why the embedding has more dimensions than before, and the answer of 11 April 2018',
    url: 'https://github.com/davidsandberg/facenet/issues/691',
  },
  'facenet-pytorch-thread-88': {
    label: 'facenet-pytorch#88',
    source: 'facenet-pytorch-threads',
    where: 'Issue 88, “Why is the architecture different from the original paper?”, and the answer of 3 June 2020',
    url: 'https://github.com/timesler/facenet-pytorch/issues/88',
  },
  'facenet-sphere': {
    label: 'FaceNet, § 3.1',
    source: 'facenet',
    where: 'Section 3.1, Triplet Loss: the embedding lives on a sphere',
  },
  'torchvision-v3-blocks': {
    label: 'torchvision’s Inception v3, its blocks',
    source: 'torchvision',
    where: 'inception_v3, executed: the modules InceptionA to InceptionE, the dropout and the classifier',
  },
} as const satisfies Readonly<Record<string, Citation>>;

export type CitationId = keyof typeof citations;
