import type { ErrorWords } from '@/lib/explanation';
import type { HeadRefusal, RuntimeErrors } from '@/lib/runtime/errors';

const list = (values: readonly string[]): string => values.join('、');
/** What a program said, in its own language, closed as a sentence here. */
const sentence = (reason: string): string => `${reason.replace(/\s+/g, ' ').replace(/[.。]?\s*$/, '')}。`;

const BACKENDS: Readonly<Record<string, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: '纯 JavaScript',
  auto: '任何一种计算方式',
};
const backendName = (backend: string): string => BACKENDS[backend] ?? backend;

const NOTHING_LOST = '图片和设置都还在，只是算出的结果没有了。';
/** 1.5 GB：十进制，与页面上的写法一致。 */
const size = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
const BUG = '这是图谱的错误，不是你的问题。';

/** Why a head is none of classes. */
const noClassMap: Readonly<Record<HeadRefusal['type'], (node: string) => string>> = {
  'no-linear': () => '它没有全连接层',
  'not-means': (node) => `它最后的全连接层读的是 ${node}，而不是特征图的平均值`,
  'not-scores': (node) => `${node} 在最后的全连接层之后，所以它输出的是嵌入向量`,
};

/** Sessions (`lib/runtime`). */
export const runtimeErrors: ErrorWords<RuntimeErrors> = {
  'runtime/not-open': () => ({
    what: '计算会话已关闭。',
    means: '它不能再计算任何东西。',
    next: '请重新运行。',
  }),
  'runtime/backend-unavailable': ({ backend, tried }) => ({
    what: `${backendName(backend)}在这里不可用（${list(tried)}）。`,
    means: '用这种方式什么也算不了。',
    next: backend === 'auto' ? '请更新浏览器，或换一个浏览器。' : '请换一种计算方式，或让图谱自己选择。',
  }),
  'runtime/device-lost': ({ reason }) => ({
    what: `图形设备丢失了${reason === '' || reason === 'unknown' ? '' : `（${reason.replace(/\.$/, '')}）`}。`,
    means: NOTHING_LOST,
    next: '请重新运行；如果又出现，请选择 WebAssembly。',
  }),
  'runtime/device-error': ({ reason }) => ({
    what: `图形设备拒绝了一条指令：${sentence(reason)}`,
    means: `之后的结果可能是错的，所以不显示。${NOTHING_LOST}`,
    next: '请重新运行，或选择 WebAssembly。',
  }),
  'runtime/out-of-memory': ({ backend }) => ({
    what: `${backendName(backend)} 得不到更多内存了。`,
    means: NOTHING_LOST,
    next: '请选择更小的输入尺寸，或关闭其他标签页，然后重新运行。',
  }),
  'runtime/worker-crashed': ({ reason }) => ({
    what: `页面中负责计算的部分停止了：${sentence(reason)}`,
    means: NOTHING_LOST,
    next: '请重新运行。',
  }),
  'runtime/unknown-network': ({ network }) => ({
    what: `计算会话不认识网络“${network}”。`,
    means: BUG,
    next: '请重新加载页面。',
  }),
  'runtime/unknown-picture': ({ picture }) => ({
    what: `计算会话不认识图片“${picture}”。`,
    means: BUG,
    next: '请重新选择图片。',
  }),
  'runtime/unknown-weights': ({ weights }) => ({
    what: `计算会话不认识权重“${weights}”。`,
    means: '它们是在另一个会话中选择的。',
    next: '请重新选择文件。',
  }),
  'runtime/unknown-node': ({ node }) => ({
    what: `这个网络里没有张量“${node}”。`,
    means: '什么都没有计算。',
    next: '请选择网络的另一部分。',
  }),
  'runtime/bad-picture': ({ height, width, channels, values }) => ({
    what: `${values} 个值构不成 ${height}×${width}×${channels} 的图片。`,
    means: BUG,
    next: '请重新选择图片。',
  }),
  'runtime/wrong-channels': ({ network, wanted, found }) => ({
    what: `${network} 需要 ${wanted} 个通道；这张图片有 ${found} 个。`,
    means: '什么都没有计算。',
    next: '请换一张图片。',
  }),
  'runtime/no-such-channel': ({ channel, channels }) => ({
    what: `没有通道 ${channel}。`,
    means: '通道从 0 开始编号。',
    next: `请选择 0 到 ${channels - 1} 之间的通道。`,
  }),
  'runtime/no-such-class': ({ class: index, classes }) => ({
    what: `没有类别 ${index}。`,
    means: '类别从 0 开始编号。',
    next: `请选择 0 到 ${classes - 1} 之间的类别。`,
  }),
  'runtime/scores-not-finite': ({ notFinite, classes }) => ({
    what: `${classes} 个得分中有 ${notFinite} 个不是有限的数。`,
    means: '途中某处超出了 float32 的范围，类别怎么排都不对。',
    next: '请看前面的特征图：第一处出现非有限值的地方就是起因。换一份权重或一张图片也许可以。',
  }),
  'runtime/no-class-map': ({ network, reason, node }) => ({
    what: `${network} 不输出类别：${noClassMap[reason](node)}。`,
    means: '没有可以排序的类别，也没有类激活图。',
    next: '请选择一个以特征图的平均加一个全连接层结尾的网络。',
  }),
  'runtime/no-such-place': ({ y, x, height, width }) => ({
    what: `没有位置（${y}，${x}）。`,
    means: `这张图有 ${height} 行、${width} 列，从 0 开始编号。`,
    next: '请选择图内的位置。',
  }),
  'runtime/too-large': ({ what, node, bytes, limit }) => ({
    what:
      what === 'computing'
        ? `在这个尺寸下计算 ${node}，一次需要 ${size(bytes)} 内存；一个页面最多能用 ${size(limit)}。`
        : `在这个尺寸下，${node} 的特征图拼成的图有 ${size(bytes)}；浏览器最多容纳 ${size(limit)}。`,
    means: '计算没有开始。形状、开销和感受野在任何尺寸下都是精确的。',
    next: '请选小一些的输入尺寸，或选更靠前、更小的张量。',
  }),
  'runtime/worker-silent': ({ seconds }) => ({
    what: `负责计算的部分 ${seconds} 秒没有任何回应，已被换掉。`,
    means: NOTHING_LOST,
    next: '请再运行一次。',
  }),
  'runtime/failed': ({ reason }) => ({
    what: `计算失败：${sentence(reason)}`,
    means: NOTHING_LOST,
    next: '请重新运行；如果又失败，请重新加载页面。',
  }),
};
