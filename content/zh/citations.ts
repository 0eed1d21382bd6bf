import { type Citation, type CitationId, citations as originals, type Source, sources as works } from '../en/citations';

/** Titles of papers stay as they are printed; what is said of a work is Chinese. */
const said: Readonly<Record<string, Partial<Pick<Source, 'authors' | 'title' | 'venue'>>>> = {
  slim: { venue: 'tensorflow/models，提交 03cdc5fe' },
  'slim-inception-v1': { venue: 'tensorflow/models，提交 169dcbd0' },
  'slim-training': { venue: 'tensorflow/models，提交 07ed3667' },
  'tensorflow-rmsprop': { venue: 'tensorflow/tensorflow，提交 03049341' },
  'torchvision-source': { authors: 'PyTorch 贡献者', venue: 'pytorch/vision，提交 02a0a90b' },
  'slim-datasets': { venue: 'tensorflow/models，提交 169dcbd0' },
  'slim-utils': { venue: 'tensorflow/models，提交 054bfa17' },
  'inception-resnet-v2-code': { venue: 'tensorflow/models，提交 0223fe37' },
  timm: { authors: 'R. Wightman 等贡献者', venue: 'huggingface/pytorch-image-models，提交 aa4b5850c154' },
  'timm-results': {
    authors: 'R. Wightman 等贡献者',
    title: 'PyTorch Image Models（timm），结果',
    venue: 'huggingface/pytorch-image-models，提交 aa4b5850c154',
  },
  cadene: { authors: 'R. Cadene 等贡献者', venue: 'Cadene/pretrained-models.pytorch，提交 8aae3d8f1135' },
  torchvision: { authors: 'PyTorch 贡献者', title: 'torchvision 的 Inception v3 模型' },
  'slim-threads': { authors: 'TF-Slim 的用户和作者', title: 'tensorflow/models 的 issue' },
  'keras-applications': { authors: 'F. Chollet 等贡献者', venue: 'keras-team/keras-applications，提交 06fbeb0f16e1' },
  'facenet-pytorch': { authors: 'T. Esler 等贡献者', venue: 'timesler/facenet-pytorch，提交 787da0615608' },
  'google-blog': { venue: 'Google Research 博客，2016 年 8 月 31 日' },
  'titu-port': { title: 'Inception v4 in Keras，README', venue: 'titu1994/Inception-v4，提交 10318a45' },
  'cadene-threads': { authors: 'Cadene 移植版的用户', title: 'Cadene/pretrained-models.pytorch 的 issue' },
  'tensorflow-threads': { authors: 'TensorFlow 的用户', title: 'tensorflow/tensorflow 的 issue' },
  'tensorflow-docs': { title: 'TensorFlow API 文档，模块 tf.nn' },
  'pytorch-docs': { authors: 'PyTorch 贡献者', title: 'PyTorch 文档，torch.nn.AvgPool2d' },
  'tvm-threads': { authors: 'neo-ai/tvm 的用户', title: 'neo-ai/tvm 的 issue 和 pull request' },
  notes: {
    authors: 'zhu.xinwei',
    title: '深度学习 / 图像分类 / Inception ResNet 论文笔记',
    venue: '博客文章，2018 年 9 月 25 日',
  },
};

export const sources: Readonly<Record<string, Source>> = Object.fromEntries(
  Object.entries(works).map(([id, work]) => [id, { ...work, ...said[id] }]),
);

const transcription = '插图是一张图片，这里没有直接读图：内容来自转录，依据是彼此独立的几篇解读和照图写成的代码。';
const READ = '读过源码。';
const OWN_WEIGHTS = '读过源码。作者公开的权重属于这份代码。';

/** Label in the text, the place, and how it is known. Titles of sections and of threads are quoted as they stand. */
const places: Readonly<Record<CitationId, readonly [label: string, where: string, note?: string]>> = {
  'googlenet-intro': ['GoogLeNet § 1', '第 1 节 Introduction：与 2012 年优胜者的参数量相比'],
  'googlenet-motivation': ['GoogLeNet § 3', '第 3 节 Motivation and High Level Considerations'],
  'slim-imagenet': ['TF-Slim，imagenet.py', '常量 _SPLITS_TO_SIZES：训练和验证的图片数', READ],
  k40: ['Microway 论 K40', 'Specifications：单精度每秒的运算次数；两次运算合一次乘加'],
  'slim-train': [
    'TF-Slim，train_image_classifier.py',
    'rmsprop_momentum、rmsprop_decay、opt_epsilon、label_smoothing 和 moving_average_decay 的默认值',
    READ,
  ],
  'tf-rmsprop': ['TensorFlow，rmsprop.py', '文件开头的公式：ε 和动量在哪里，以及平方的均值从一开始', READ],
  'slim-v1': [
    'TF-Slim，inception_v1.py',
    '函数 inception_v1_base：所有卷积和汇聚都用 SAME 填充，步幅为二的也在内',
    READ,
  ],
  'torchvision-ported': ['torchvision，inception.py', '权重地址旁的注释：“Inception v3 ported from TensorFlow”', READ],
  'torchvision-aux': [
    'torchvision，InceptionAux',
    '类 InceptionAux，以及默认打开的 aux_logits',
    '读过源码。0.13 版起，同一个文件写明参数量 num_params。',
  ],
  'bn-appendix': ['Ioffe 与 Szegedy 2015，附录', '附录：相对于 GoogLeNet 的改动，以及图 5'],
  'resnet-plain': [
    'ResNet §§ 1、4.1',
    '第 1 节和图 1（CIFAR-10 上的 20 层与 56 层）；第 4.1 节和表 2（ImageNet 上的 18 层与 34 层）',
  ],
  'resnet-rate': ['ResNet § 3.4', '第 3.4 节 Implementation：学习率'],
  'googlenet-challenge': [
    'GoogLeNet § 7',
    '第 7 节 ILSVRC 2014 Classification Challenge Setup and Results：两种比率，以及按哪一种排名',
  ],
  'resnet-depth': ['ResNet，摘要', '摘要：最深 152 层的残差网络'],
  'v4-fig-23': [
    'v4 论文，图 23',
    '图 23 的说明，与图 24 的说明对照',
    '两个版本的说明文字都读过；在 AAAI 版本里是图 9。',
  ],
  'v3-labels': ['v3 论文 § 7', '第 7 节 Model Regularization via Label Smoothing'],
  'v3-training': ['v3 论文 § 8', '第 8 节 Training Methodology'],
  'v4-training': ['v4 论文 § 4', '第 4 节 Training Methodology'],
  'v4-aaai-clipping': ['v4 论文（AAAI）训练', 'AAAI 版本，Training Methodology：梯度裁剪'],
  'slim-scope': ['TF-Slim，inception_utils.py', '函数 inception_arg_scope：权重衰减，以及批量规范化的衰减和 ε', READ],
  'jacob-folding': ['Jacob 等 2017，§ 3.2', '第 3.2 节 Batch normalization folding'],
  'timm-unit': ['timm 的单元', '每个单元的卷积、规范化和激活，运行过；代码清单是我们写的'],
  'tensorflow-nn': ['TensorFlow，tf.nn', 'Notes on padding：SAME 与 VALID，以及汇聚忽略填充值'],
  'pytorch-avgpool': ['PyTorch，AvgPool2d', '参数 count_include_pad 及其默认值'],
  'tvm-thread-32': ['neo-ai/tvm#32', '讨论 32，某个 Inception 网络中计入填充的平均汇聚'],
  'veit-paths': ['Veit 等 2016', '第 3 至 5 节：展开的视角、去掉块，以及承载梯度的路径有多长'],
  'li-landscape': ['Li 等 2018', '第 5 节：深度、捷径与宽度'],
  'v4-intro': ['v4 论文 § 1', '第 1 节 Introduction'],
  'v4-related': ['v4 论文 § 2', '第 2 节 Related Work'],
  'v4-blocks': ['v4 论文 § 3.1', '第 3.1 节 Pure Inception blocks'],
  'v4-residual': ['v4 论文 § 3.2', '第 3.2 节 Residual Inception Blocks'],
  'v4-conclusions': ['v4 论文 § 6', '第 6 节 Conclusions'],
  'v4-fig-3': ['v4 论文图 3', '图 3，stem', transcription],
  'v4-fig-4': ['v4 论文图 4', '图 4，Inception-A 块', transcription],
  'v4-fig-5': ['v4 论文图 5', '图 5，Inception-B 块', transcription],
  'v4-fig-6': ['v4 论文图 6', '图 6，Inception-C 块', transcription],
  'v4-fig-7': ['v4 论文图 7', '图 7，Reduction-A 模块，用字母 k、l、m、n 表示各个宽度', transcription],
  'v4-fig-8': ['v4 论文图 8', '图 8，纯 Inception-v4 的 Reduction-B 模块', transcription],
  'v4-fig-9': ['v4 论文图 9', '图 9，Inception-v4 的整体示意图', transcription],
  'v4-table-1': [
    'v4 论文表 1',
    '表 1，三个网络中 Reduction-A 的卷积核数 k、l、m、n',
    '数字引自对论文的解读；发布的代码中的数字与之相同。',
  ],
  'v3-principles': ['v3 论文 § 2', '第 2 节 General Design Principles'],
  'v3-factorise': ['v3 论文 § 3', '第 3 节 Factorizing Convolutions with Large Filter Size'],
  'v3-smaller': ['v3 论文 § 3.1', '第 3.1 节 Factorization into smaller convolutions'],
  'v3-asymmetric': ['v3 论文 § 3.2', '第 3.2 节 Spatial Factorization into Asymmetric Convolutions'],
  'v3-auxiliary': ['v3 论文 § 4', '第 4 节 Utility of Auxiliary Classifiers'],
  'v3-reduction': ['v3 论文 § 5', '第 5 节 Efficient Grid Size Reduction'],
  'v3-layout': ['v3 论文 § 6', '第 6 节 Inception-v2：传统的 7×7 卷积分解为三个 3×3'],
  'v3-fig-7': ['v3 论文图 7', '图 7 的说明，modules with expanded filter bank outputs'],
  'googlenet-inception': ['GoogLeNet § 4', '第 4 节 Architectural Details'],
  'googlenet-head': ['GoogLeNet § 5', '第 5 节 GoogLeNet'],
  'nin-gap': ['Network In Network § 3.2', '第 3.2 节 Global Average Pooling'],
  'batch-norm': ['Ioffe 和 Szegedy 2015', '算法 1 和算法 2'],
  dropout: ['Srivastava 等 2014', '第 4 节 Model Description'],
  cam: ['Zhou 等 2015', '第 2 节 Class Activation Mapping'],
  'effective-rf': ['Luo 等 2016', '第 2 节 Properties of Effective Receptive Fields'],
  'slim-v4': [
    '发布的代码（TF-Slim）',
    '函数 inception_v4_base，以及 block_inception_a、_b、_c 和 block_reduction_a、_b',
    OWN_WEIGHTS,
  ],
  'slim-head': [
    '发布的代码（TF-Slim），头部',
    '函数 inception_v4：dropout_keep_prob=0.8，Mixed_6h 上的 AuxLogits，1001 个类别',
    READ,
  ],
  'timm-v4': ['timm', 'inception_v4，运行过：本图谱的测试对照的就是它的 state dict、运算轨迹和激活值'],
  'cadene-v4': ['Cadene 的移植版', 'inceptionv4：模块与 timm 逐键相同，没有 dropout'],
  'torchvision-v3': ['torchvision 的 Inception v3', 'inception_v3，运行过：它的 stem，以及计入填充的平均汇聚'],
  'v4-aaai-code': ['v4 论文 AAAI 版本', 'AAAI 版本 Experimental Results 的末尾：代码和权重在哪里'],
  'v4-table-2': ['v4 论文表 2', '表 2（读的是 AAAI 版本，在那里是表 1）：单个网络，单裁剪'],
  'v4-table-3': ['v4 论文表 3', '表 3（读的是 AAAI 版本，在那里是表 2）：单个网络，10 或 12 裁剪'],
  'v4-table-4': ['v4 论文表 4', '表 4（读的是 AAAI 版本，在那里是表 3）及其说明：单个网络，144 裁剪'],
  'v4-table-5': ['v4 论文表 5', '表 5（读的是 AAAI 版本，在那里是表 4）及其说明：集成，以及测试集'],
  'slim-readme': ['TF-Slim，README', '表格“Pre-trained Models”：发布的检查点的 top-1 和 top-5 准确率，单裁剪'],
  'slim-thread-1553': [
    'tensorflow/models#1553',
    'issue 1553，“Inception-resnet v2 implementation differ from the paper”（Inception-ResNet-v2 的实现与论文不同），以及 2017 年 6 月 15 日的回答',
  ],
  'cadene-readme': ['Cadene 的 README', 'README，在 ImageNet 验证集上的准确率'],
  'torchvision-weights': ['torchvision，权重', 'Inception_V3_Weights.IMAGENET1K_V1 的各项指标'],
  'torchvision-ops': [
    'torchvision，运算次数',
    'Inception_V3_Weights.IMAGENET1K_V1 的“_ops”，以十亿为单位，见该文件较新的版本',
  ],
  'timm-results': ['timm，结果', 'results/results-imagenet.csv'],
  'timm-benchmark': [
    'timm，基准测试',
    'results/benchmark-infer-amp-nchw-pt240-cu124-rtx3090.csv：参数量、GMACs 和激活值',
  ],
  'fvcore-batch-norm': [
    'fvcore',
    '函数 batchnorm_flop_jit：在训练之外，规范化有 γ 和 β 时，每个值记两次运算',
    '读过源码。timm 的 benchmark.py 用它计数。',
  ],
  'keras-applications': ['Keras Applications', '文档中的模型表：参数量'],
  'keras-batch-norm': [
    'Keras，inception_v3.py',
    'inception_v3.py 和 inception_resnet_v2.py：BatchNormalization(scale=False)',
    READ,
  ],
  'facenet-readme': ['facenet-pytorch，README', 'README，“Pretrained models”'],
  'v4-scaling': ['v4 论文 § 3.3', '第 3.3 节 Scaling of the Residuals'],
  'v4-results': ['v4 论文 § 5', '第 5 节 Experimental Results'],
  'v4-fig-10': ['v4 论文图 10', '图 10，Inception-ResNet-v1 的 Inception-ResNet-A 块', transcription],
  'v4-fig-11': ['v4 论文图 11', '图 11，Inception-ResNet-v1 的 Inception-ResNet-B 块', transcription],
  'v4-fig-12': ['v4 论文图 12', '图 12，Inception-ResNet-v1 的 Reduction-B 模块', transcription],
  'v4-fig-13': ['v4 论文图 13', '图 13，Inception-ResNet-v1 的 Inception-ResNet-C 块', transcription],
  'v4-fig-14': ['v4 论文图 14', '图 14，Inception-ResNet-v1 的 stem', transcription],
  'v4-fig-15': ['v4 论文图 15', '图 15，两个 Inception-ResNet 的整体示意图', transcription],
  'v4-fig-16': ['v4 论文图 16', '图 16，Inception-ResNet-v2 的 Inception-ResNet-A 块', transcription],
  'v4-fig-17': ['v4 论文图 17', '图 17，Inception-ResNet-v2 的 Inception-ResNet-B 块', transcription],
  'v4-fig-18': [
    'v4 论文图 18',
    '图 18，更宽的 Reduction-B 模块；图的说明写的是 Inception-ResNet-v1，所指的必定是 v2',
    transcription,
  ],
  'v4-fig-19': ['v4 论文图 19', '图 19，Inception-ResNet-v2 的 Inception-ResNet-C 块', transcription],
  'v4-fig-20': ['v4 论文图 20', '图 20 的说明，带缩放的残差的一般示意图'],
  'v4-fig-21': [
    'v4 论文图 21 至 26',
    '图 21 至 26 的说明：四个网络训练过程中的错误率',
    '读过图的说明；曲线本身是图片，没有读。',
  ],
  'v4-aaai-bn': ['v4 论文（AAAI）残差块', 'AAAI 版本，Residual Inception Blocks：为什么求和处没有批量规范化'],
  'v4-aaai-fig-7': ['v4 论文（AAAI）图 7', 'AAAI 版本，图 7 的说明：那个常数，以及更深的网络需要更小的常数'],
  'resnet-bottleneck': ['ResNet § 4.1', '第 4.1 节 Deeper Bottleneck Architectures'],
  'resnet-warm-up': ['ResNet § 4.2', '第 4.2 节 CIFAR-10 and Analysis：110 层的网络先用较低的学习率'],
  'resnet-v2-after': [
    '恒等映射 § 4.1',
    '第 4.1 节 Experiments on Activation：相加之后做批量规范化，以及相加之前做 ReLU',
  ],
  fixup: ['Zhang 等 2019', '摘要：用残差分支的初始化代替规范化'],
  skipinit: ['De 和 Smith 2020', '摘要：批量规范化在初始化时对残差分支做了什么'],
  'slim-ir-v2': ['发布的代码（TF-Slim）', '函数 inception_resnet_v2_base，以及 block35、block17、block8', OWN_WEIGHTS],
  'timm-ir-v2': [
    'timm 的 Inception-ResNet-v2',
    'timm/models/inception_resnet_v2.py，运行过：它的 state dict、运算轨迹和激活值',
  ],
  'facenet-ir-v1': ['facenet-pytorch', 'models/inception_resnet_v1.py，运行过：它的 state dict、运算轨迹和激活值'],
  'slim-thread-819': [
    'tensorflow/models#819',
    'issue 819，“Confused about the inconsistency with the Inception-ResNet-v2 code and the paper”（Inception-ResNet-v2 的代码与论文不一致，令人困惑）',
  ],
  'slim-thread-11227': [
    'tensorflow/models#11227',
    'issue 11227，“Inception-ResNet-v2 implementation does not match the publication it references”（Inception-ResNet-v2 的实现与它所引用的论文不符）',
  ],
  'google-blog': ['Alemi 2016', '发布 Inception-ResNet-v2 的那篇博文'],
  'titu-port': ['早期的一个 Keras 移植版', 'README，关于 B 块和 C 块宽度的注 [1] 和 [2]'],
  'zh-walkthrough': ['一篇解读', '各块之间的形状'],
  'cadene-thread-206': [
    'pretrained-models#206',
    'issue 206，“Why InceptionResnetV2 has 1536 output feature maps”（为什么 InceptionResnetV2 输出 1536 张特征图）',
  ],
  'slim-thread-1118': [
    'tensorflow/models#1118',
    'issue 1118，关于参数“scale”的提问，以及 A. Alemi 2017 年 3 月 10 日的回答',
  ],
  'slim-thread-1235': [
    'tensorflow/models#1235',
    'issue 1235，“Are the stems in the inception resnet v2 paper different from that in the code here?”（论文里 inception resnet v2 的 stem 与这里的代码不同吗？）',
  ],
  'slim-thread-2395': ['tensorflow/models#2395', 'issue 2395，为什么 Inception-v3 的 Mixed_5b 里有 5×5'],
  'slim-thread-3313': [
    'tensorflow/models#3313',
    'issue 3313，“7x1 and 1x7 filters mixed up in Inception v4”（Inception v4 里的 7x1 和 1x7 弄混了）',
  ],
  'slim-thread-7041': [
    'tensorflow/models#7041',
    'issue 7041，“inception_v4 is different from the paper”（inception_v4 与论文不同）',
  ],
  'cadene-thread-197': ['pretrained-models#197', 'issue 197，Inception-ResNet-v2 的 stem'],
  'tensorflow-thread-28592': ['tensorflow#28592', 'issue 28592，“About slim.nets.inception_v3”：为什么还留着一个 5×5'],
  'tensorflow-thread-36262': [
    'tensorflow#36262',
    'issue 36262，“Possible incorrect implementation of inception_v3.py”（inception_v3.py 的实现可能有误）：Keras 里的 5×5',
  ],
  'facenet-thread-563': [
    'facenet#563',
    'issue 563，“Additional Inception-resnet-C before average pooling in Inception-resnet-v1”（Inception-resnet-v1 在平均汇聚之前多一个 Inception-resnet-C）',
  ],
  'facenet-thread-605': [
    'facenet#605',
    'issue 605，“Question about the inception_resnet_v1 implementation”（关于 inception_resnet_v1 实现的问题）',
  ],
  'facenet-thread-691': ['facenet#691', 'issue 691，为什么嵌入的维数比以前多，以及 2018 年 4 月 11 日的回答'],
  'facenet-pytorch-thread-88': [
    'facenet-pytorch#88',
    'issue 88，“Why is the architecture different from the original paper?”（为什么结构与原论文不同？），以及 2020 年 6 月 3 日的回答',
  ],
  'facenet-sphere': ['FaceNet § 3.1', '第 3.1 节 Triplet Loss：嵌入位于球面上'],
  'torchvision-v3-blocks': [
    'torchvision 的 Inception v3，各个块',
    'inception_v3，运行过：模块 InceptionA 至 InceptionE、dropout 和分类层',
  ],
};

export const citations: Readonly<Record<CitationId, Citation>> = Object.fromEntries(
  Object.entries(originals).map(([id, original]: [string, Citation]) => {
    const [label, where, note] = places[id as CitationId];
    return [
      id,
      { source: original.source, label, where, ...(original.url && { url: original.url }), ...(note && { note }) },
    ];
  }),
) as Record<CitationId, Citation>;
