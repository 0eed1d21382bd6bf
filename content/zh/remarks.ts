const inceptionA = '笔记给出了 Inception-A 的模块。它是对的，连平均汇聚求平均时不计填充这一点也对。';
const inceptionB = '笔记给出了 Inception-B 的模块，行列顺序与发布的代码相同；论文画的长分支顺序正好相反。';
const inceptionC =
  '笔记给出了 Inception-C 的模块，两处嵌套的分叉都在。长分支里的顺序与发布的代码相同，先列后行；论文先画行。';
const reductionA = '笔记在模块列表里提到 Reduction-A，却从未给出定义。这里是它的全貌。';
const reductionB = '笔记在模块列表里提到 Reduction-B，却从未给出定义。这里是它的全貌。';
const head = '笔记说收尾部分没有使用 dropout。这只符合某一个移植版：论文和发布的代码在训练时都保留 0.8 的值。';

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
  `笔记把这个块叫做 ${className}，放在 Inception-ResNet-v1 名下讨论。${widths}求和之前要缩放、缩放多少、为什么，笔记都没有说。`;

const scaledOnce =
  '笔记给这个类加了参数 noReLU，却没有说它有什么用。它只为这最后一块而设，而这一块也不缩放；笔记把这一块本身漏掉了。';
const reduction = '笔记只讲了残差块，它们之间的 Reduction 块没有提。';

const RELEASED_WIDTHS = '笔记给出的宽度就是这里的宽度，即发布的 Inception-ResNet-v2 的宽度。';
const PAPER_WIDTHS = '笔记给出的是发布的 Inception-ResNet-v2 的宽度；论文插图中的更宽。';
const NARROW_WIDTHS = '但笔记给出的是发布的 Inception-ResNet-v2 的宽度；这里的更窄。';

const V2 = 'inception-resnet-v2';
const V2_PAPER = 'inception-resnet-v2:paper';
const V1 = 'inception-resnet-v1';
const V3 = 'inception-v3';
const uniform =
  '笔记说 Inception-v4 的块与这里的基本一致。那里同一种块全都相同，也更宽；这里的块数和宽度不同，有些窗口也不同。';

/**
 * What the notes of 2018 say about a part, by address; shown beside the selected part. An address without a variant is
 * about all of them, as far as none has a remark of its own.
 */
export const remarks: Readonly<Record<string, string>> = {
  ...same(['stem'], '笔记说这个 stem 在 Inception-v3 中也有。两者只有前三个卷积相同；三处拼接是 Inception-v4 新加的。'),
  ...same(['features.0', 'features.1', 'features.2'], 'Inception-v3 和 Inception-v4 的 stem 确实共有的三个卷积之一。'),
  ...same(['features.3'], '笔记中用作 Mixed_3a，但没有定义。拼接时汇聚在前，与 Mixed_5a 相反。'),
  ...same(['features.4'], '笔记中用作 Mixed_4a，但没有定义。长分支先行后列；论文画的顺序相反。'),
  ...same(['features.5'], '笔记中用作 Mixed_5a，但没有定义。拼接时卷积在前，与 Mixed_3a 相反。'),
  ...same(['inception-a', 'features.6', 'features.7', 'features.8', 'features.9'], inceptionA),
  ...same(['reduction-a', 'features.10'], reductionA),
  ...same(['inception-b', ...Array.from({ length: 7 }, (_, index) => `features.${11 + index}`)], inceptionB),
  ...same(['reduction-b', 'features.18'], reductionB),
  ...same(['inception-c', 'features.19', 'features.20', 'features.21'], inceptionC),
  ...same(['head', 'head_drop'], head),
  ...same(
    ['global_pool'],
    '笔记用大小为 adaptiveAvgPoolWidth 的窗口汇聚，却没有说这是多少：它就是最后一个网格的高度，一个窗口正好盖住整个网格。',
  ),

  ...at(
    V2,
    ['stem'],
    '笔记给出了这个 stem，标题写的却是 Inception-v4。它是 Inception-v3 那个不分叉的 stem，带着它的汇聚层：发布的网络正是这样。论文的插图以 Inception-v4 的 stem 开头，见变体“论文版”。',
  ),
  ...at(
    V2_PAPER,
    ['stem'],
    '笔记说这个网络以 Inception-v4 的 stem 开头。论文的插图确实如此；发布的网络则以 Inception-v3 那个不分叉的 stem 开头。',
  ),
  ...at(
    V2,
    ['mixed_5b', 'inception-a'],
    '笔记里没有：stem 与残差块之间还有一个与 Inception-v3 相同的块。论文的插图在这里什么也没有。',
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
    '笔记里没有，论文的插图里也没有：发布的网络在汇聚之前，再一次减少通道数。',
  ),
  ...at(V2, ['head', 'head_drop'], head),
  ...at(
    V1,
    ['stem'],
    '笔记说这是 Inception-v3 的 stem。除最后一步外确实如此：那里是最大汇聚，这里是带步幅的卷积，通道也更多。',
  ),
  ...at(
    V1,
    ['conv2d_4b'],
    '这个 stem 与 Inception-v3 的不同之处就在这个卷积。笔记里的代码把它漏掉了，汇聚层也漏掉了。',
  ),
  ...at(V1, ['inception-resnet-a', ...run('repeat_1', 5)], residual('Block35', NARROW_WIDTHS)),
  ...at(V1, ['inception-resnet-b', ...run('repeat_2', 10)], residual('Block17', NARROW_WIDTHS)),
  ...at(V1, ['inception-resnet-c', ...run('repeat_3', 5)], residual('Block8', NARROW_WIDTHS)),
  ...at(V1, ['reduction-a', 'mixed_6a', 'reduction-b', 'mixed_7a'], reduction),
  ...at(V1, ['block8'], scaledOnce),
  ...at(
    V3,
    ['stem'],
    '笔记说 Inception-v4 的 stem 在这里也有。两者只有前三个卷积相同；这里其余部分是一条直链，没有拼接。',
  ),
  ...at(V3, ['inception-a', 'Mixed_5b', 'Mixed_5c', 'Mixed_5d'], uniform),
  ...at(V3, ['inception-b', 'Mixed_6b', 'Mixed_6c', 'Mixed_6d', 'Mixed_6e'], uniform),
  ...at(V3, ['inception-c', 'Mixed_7b', 'Mixed_7c'], uniform),
};
