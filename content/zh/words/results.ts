import type { TrialId } from '@/content/results';
import type { Counted, CountingRule } from '@/lib/analysis/published-counts';
import type { Words } from '../../words-type';

const answer: Words['results']['answer'] = [
  {
    says: () => '改变的是网络学得多快，而几乎不是最终学得多好。与开销相近的纯 Inception 相比，残差网络的训练快得多',
    cites: ['v4-fig-21', 'v4-conclusions'],
  },
  {
    says: ({ v3, resnetV1, v4, resnetV2 }) =>
      `，最后的错误率却几乎一样：单裁剪时，Inception-ResNet-v1 为 ${resnetV1}，Inception-v3 为 ${v3}；Inception-ResNet-v2 为 ${resnetV2}，Inception-v4 为 ${v4}`,
    cites: ['v4-table-2'],
  },
  {
    says: () => '。真正让错误率下降的是规模：作者发现，最终的准确率似乎主要取决于它',
    cites: ['v4-fig-21'],
  },
  { says: () => '。', cites: [] },
];

const belongs: Words['results']['belongs']['text'] = [
  [
    {
      says: () =>
        '论文在表格里印错误率，在插图里画网络，却没有一处写明网络有多大。这里的规模是从插图数出来的。对 Inception-v4 来说这无关紧要：发布的代码只是把一些卷积换了顺序，开销相同。',
      cites: [],
    },
  ],
  [
    {
      says: ({ drawnParameters, releasedParameters }) =>
        `对 Inception-ResNet-v2 就有关系了。插图中的网络有 ${drawnParameters} 个参数；以它的名字发布的网络有 ${releasedParameters} 个。有人问起时，发布代码的一位作者回答说，代码是按论文作者的意见写的，正是他们想要的样子`,
      cites: ['slim-thread-1553'],
    },
    {
      says: () => '；论文的 AAAI 版本自己也指向这份代码和权重',
      cites: ['v4-aaai-code'],
    },
    { says: () => '。', cites: [] },
  ],
  [
    {
      says: () =>
        '论文关于开销的说法两头都沾一点：Inception-ResNet-v1 的开销大致相当于 Inception-v3，Inception-ResNet-v2 则与 Inception-v4 相当',
      cites: ['v4-residual'],
    },
    {
      says: ({ resnetV1AgainstV3, drawnAgainstV4, releasedAgainstV4 }) =>
        `。前一条大致成立：乘加次数${resnetV1AgainstV3}。后一条用在发布的网络上更贴切（${releasedAgainstV4}），用在画出来的网络上则差一些（${drawnAgainstV4}）。`,
      cites: [],
    },
    {
      says: ({ v4Convolutions, drawnConvolutions, releasedConvolutions }) =>
        `但同一节又说 Inception-v4 实际运行更慢，大概是因为层数更多。对画出来的网络，这话没错：${v4Convolutions} 个卷积对 ${drawnConvolutions} 个；发布的网络却有 ${releasedConvolutions} 个。`,
      cites: [],
    },
  ],
  [
    {
      says: () =>
        '所以，图中 Inception-ResNet-v2 的错误率放在插图所示的规模上，与论文的描述一致，并用一条虚线引向发布代码的规模。单凭错误率无法在两者之间做出判断：作者试过更大、更宽的变体，表现都在同一水平',
      cites: ['v4-intro'],
    },
    { says: () => '。', cites: [] },
  ],
];

const notes: Words['results']['tables']['notes'] = {
  blacklist: {
    says: () =>
      '单裁剪：少了约 1,700 张边界框不好的图片，作者事后才发现；这使错误率偏低约 0.3 个百分点（top-1）和 0.15 个百分点（top-5）。作者认为这样比较仍是公平的，因为对所有网络都一样。使用更多裁剪时，50,000 张图片全部计入。',
    cites: ['v4-results'],
  },
  'copied-row': {
    says: () =>
      '在这里所依据的 AAAI 版本中，ResNet 的 10 裁剪一行与单裁剪表里 BN-Inception 的数字逐位相同：显然是抄写时的失误。这里照原样列出，但不放进图里。',
    cites: ['v4-table-3'],
  },
  dense: {
    says: () =>
      'ResNet 不是用 144 裁剪测试的，而是密集（dense）测试，这里引用的是它的作者给出的数字；论文把这个网络叫做 ResNet-151。',
    cites: ['v4-table-4'],
  },
};

const trials: Readonly<Record<TrialId, { readonly short: string; readonly long: string; readonly column: string }>> = {
  'single-crop': {
    short: '单裁剪',
    long: '单裁剪，去掉黑名单后的验证集图片，数字照论文',
    column: '单裁剪',
  },
  '12-crops': {
    short: '12 裁剪',
    long: '12 裁剪，全部 50,000 张验证集图片，数字照论文',
    column: '12 裁剪',
  },
  '144-crops': {
    short: '144 裁剪',
    long: '144 裁剪，全部 50,000 张验证集图片，数字照论文',
    column: '144 裁剪',
  },
  slim: {
    short: 'TF-Slim 权重',
    long: '发布的检查点，单裁剪，数字照 TF-Slim 的列表',
    column: 'TF-Slim，原版',
  },
  cadene: { short: 'Cadene', long: '转换后的权重，数字照 Cadene 的列表', column: 'Cadene，PyTorch' },
  torchvision: { short: 'torchvision', long: '转换后的权重，数字照 torchvision 的列表', column: 'torchvision' },
  timm: { short: 'timm 权重', long: 'timm 的权重，由 timm 测得', column: 'timm' },
};

const rules: Readonly<Record<CountingRule, { readonly title: string; readonly why: string }>> = {
  'timm-gmacs': {
    title: 'timm：GMACs',
    why: 'timm 的基准测试所用的计数器，为批量规范化输出的每个值记两次运算，加到卷积和分类层的乘加次数上。',
  },
  'torchvision-gmacs': {
    title: 'torchvision：运算次数',
    why: '只计乘加，和这里一样。同一个网络在 timm 的基准测试里数字更大，只是因为规范化。',
  },
  'timm-activations': {
    title: 'timm：激活值',
    why: '只计卷积的输出。一个单元的三个张量（卷积之后、规范化之后、ReLU 之后）只算一次。',
  },
  'timm-parameters': {
    title: 'timm：参数量',
    why: '可训练的数，和这里一样。',
  },
  'keras-parameters': {
    title: 'Keras：参数量',
    why: '最初的 TensorFlow 网络在规范化时没有系数 γ，Keras 也照此办理：每个通道少一个数。但它把不参与训练的滑动均值和方差也算了进去：每个通道多两个数。',
  },
  'torchvision-parameters': {
    title: 'torchvision：参数量',
    why: 'torchvision 的模块和权重文件都保留了 Inception-v3 的辅助头，也把它算在内。只有训练时才运行它，所以这里的表达式里没有它。',
  },
};

const counted: Readonly<Record<Counted, string>> = {
  parameters: '参数量',
  macs: '乘加次数',
  'normalised-values': '批量规范化输出的值',
  'convolution-values': '卷积输出的值',
  gammas: '批量规范化的 γ',
  'running-statistics': '滑动统计量',
  'auxiliary-head': '辅助头的参数量',
};

/** Words of the page of results. */
export const results: Words['results'] = {
  title: '结果',
  description:
    'Inception 家族公布的错误率与参数量、乘加次数的关系，图表并列、注明出处；还有各处公布的计数如何由网络推出。',
  question: '残差连接改变了什么？',
  answer,
  trials,
  chart: {
    title: '错误率与规模',
    caption: (trial: string) =>
      `每个标记是一个网络：${trial}。规模是从表达式数出来的，输入 299 × 299 像素。坐标轴不从零开始。`,
    label: (error: string, size: string, trial: string) => `${error}与${size}：${trial}`,
    trial: '测试方式',
    size: '规模',
    error: '错误率',
    sizes: { parameters: '参数量', macs: '乘加次数' },
    sizeAxis: { parameters: '参数量，百万', macs: '乘加次数，十亿' },
    errors: { top1: 'Top-1', top5: 'Top-5' },
    errorAxis: { top1: 'Top-1 错误率，%', top5: 'Top-5 错误率，%' },
    plain: '没有残差连接',
    residual: '有残差连接',
    other: '同一错误率，放在发布代码的规模上',
    otherMark: '发布的代码',
    variants: { figures: '按论文插图', released: '按发布的代码' },
    rates: (top1: string, top5: string) => `Top-1 错误率 ${top1}，top-5 错误率 ${top5}`,
    cost: (parameters: string, macs: string) => `${parameters} 个参数，乘加 ${macs}次`,
    otherCost: (cost: string) => `发布的代码：${cost}`,
    noNetwork: (names: string) => `没有画出（图谱里没有可供计数的表达式）：${names}。`,
    doubtful: (names: string) => `没有画出（印出的数字显然有误）：${names}。`,
    table: '用表格看这张图',
    network: '网络',
    scroll: '图的表格形式；左右滚动可看到所有列',
    noScript: '切换选项需要 JavaScript；所有数字都在下面的表格里。',
  },
  belongs: {
    title: '这些错误率属于哪个网络？',
    text: belongs,
    more: (percent: string) => `多 ${percent}`,
    fewer: (percent: string) => `少 ${percent}`,
    caption: '论文中几对网络的开销，输入 299 × 299 像素',
    network: '网络',
    parameters: '参数量',
    macs: '乘加次数',
    convolutions: '卷积数',
    against: '乘加次数与对照网络相比',
    pair: (name: string) => `对照：${name}`,
    scroll: '开销的表格；左右滚动可看到所有列',
  },
  tables: {
    title: '公布的数字',
    lead: '论文印的是错误率，各个 README 印的是准确率。两者之和是 100%；除非你要求，这里不把它们混在一起。',
    show: '显示',
    shown: { printed: '照原样', error: '错误率', accuracy: '准确率' },
    top1: 'Top-1',
    top5: 'Top-5',
    measures: { error: '错误率，%', accuracy: '准确率，%' },
    none: '未给出',
    system: '网络',
    manners: { 'ten-crops': '10 裁剪', dense: '密集' },
    doubt: '存疑',
    notes,
    crops: {
      caption: '单个网络，1 至 144 裁剪',
      scroll: '单个网络的表格；左右滚动可看到所有列',
    },
    ensembles: {
      caption: '几个网络集成，144 裁剪（ResNet：密集）',
      scroll: '集成的表格；左右滚动可看到所有列',
      validation: '验证集，50,000 张图片',
      test: '测试集',
      member: (count: string, name: string) => `${count} × ${name}`,
      more: ' + ',
    },
    released: {
      caption: '发布的权重，单裁剪',
      scroll: '发布的权重的表格；左右滚动可看到所有列',
    },
    timm: {
      caption: 'timm 提供的权重，由 timm 测得',
      scroll: 'timm 权重的表格；左右滚动可看到所有列',
    },
    faces: {
      title: 'Inception-ResNet-v1：只有人脸',
      lead: '没有找到作者为 Inception-ResNet-v1 发布的 ImageNet 权重。以它的名字发布的权重用来分辨人脸，用嵌入向量代替了分类层。',
      caption: '判断正确的人脸对所占比例，Labelled Faces in the Wild',
      scroll: '人脸模型的表格；左右滚动可看到所有列',
      file: '权重',
      trainedOn: '训练数据',
      people: '人数',
      lfw: 'LFW',
      size: '文件',
      megabytes: (count: string) => `${count} MB`,
    },
  },
  counts: {
    title: '从我们的计数推出公布的数字',
    lead: '对同样的网络，别处公布的规模各不相同。它们都没有错，只是数的东西不一样。每一行从我们的计数开始，加上公布者另外计入的部分，最后正好得到印出的数字。',
    rules,
    counted,
    network: '网络',
    sum: '合计',
    published: '公布',
    times: (times: string, name: string) => `${times} × ${name}`,
    less: (name: string) => `减去 ${name}`,
    scroll: (title: string) => `表格：${title}；左右滚动可看到所有列`,
    units: { 1: '', 1000000: 'M', 1000000000: 'G' },
  },
};
