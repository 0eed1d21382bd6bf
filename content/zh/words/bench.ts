import type { BenchWords } from '../../words-type';

/** The page that measures the engine on the reader's machine. */
export const bench: BenchWords = {
  title: '在你的电脑上有多快？',
  description: '在你自己的浏览器里测一测图谱的计算引擎：整个网络，以及对每个块的一次点击。',
  question: '点下去，手指还没离开鼠标就该有回应。在这里做得到吗？',
  lead: [
    '这个页面运行的就是绘制特征图的引擎，图片和权重都由种子生成：什么都不下载，什么都不发送。它先把整个网络从图片到类别计算几遍。然后从 stem 到头部把 Inception-v4 点一遍，每一遍用一张新图片，并画出每个块的特征图。',
    '给出的数字是中位数，因为别的程序打断一次，就会把平均值带偏。出于同样的理由，请关掉其他正在忙的程序，并让这个标签页留在最前面：浏览器会放慢没人看的页面。用 WebAssembly 大约要一分钟；软件模拟的 WebGPU 要慢好多倍，可以取消。',
  ],
  engine: '计算方式',
  engines: { auto: '由图谱选择', webgpu: 'WebGPU', wasm: 'WebAssembly' },
  size: '图片',
  start: '开始测量',
  again: '重新测量',
  cancel: '取消',
  cancelled: '已取消。什么都没有保留。',
  done: '测完了，结果在下面。',
  save: '把结果存成文件（JSON）',
  progressLabel: '已完成的测量',
  loading: '正在加载引擎',
  networks: { 'inception-v4': 'Inception-v4', 'inception-resnet-v2': 'Inception-ResNet-v2' },
  stages: {
    open: () => '正在启动引擎',
    first: () => '第一次点击',
    pass: (network: string) => `${network}，从图片到类别`,
    blocks: (network: string) => `${network}，一块接一块`,
    memory: () => '内存里保留了什么',
  },
  passes: {
    title: '整个网络',
    caption: (rounds: number) => `从图片到类别的毫秒数，${rounds} 轮，权重已加载。`,
    network: '网络',
    median: '中位数',
    quartiles: '四分位数',
    min: '最快',
    rate: '每秒十亿次乘加',
    first: '第一次，含权重',
  },
  blocks: {
    title: '点击每个块',
    lead: (sum: string, times: string) =>
      `整个 Inception-v4，一块接一块，共 ${sum} 毫秒。前一块算过的都保留着；如果每次点击都从图片重新算起，乘加次数将是现在的 ${times} 倍。`,
    caption: '中位数，单位毫秒。条形先是计算，再是绘制和传到页面。',
    block: '块',
    shape: '特征图',
    click: '从点击到画面',
    computing: '计算',
    drawing: '绘制',
  },
  held: {
    title: '启动与内存',
    opening: (opening: string, first: string) =>
      `引擎在 ${opening} 毫秒内启动；又过了 ${first} 毫秒，第一个卷积的特征图就出来了。`,
    bytes: (activations: string, weights: string) =>
      `保留着 ${activations} 的激活值和 ${weights} 的权重，下一次点击就可以少做一些。`,
    heap: (heap: string) => `WebAssembly 的堆已增长到 ${heap}。`,
    tensors: (count: string, lost: number) =>
      lost === 0 ? `现有 ${count} 个张量，每一个都有去处。` : `现有 ${count} 个张量，其中 ${lost} 个去向不明。`,
  },
  peers: {
    title: '与其他引擎相比',
    text: 'TensorFlow.js layers 和 onnxruntime-web 不在这个页面上：不该为了看一个对比就让人再加载一个引擎。它们由源代码里的一条命令来测量，与这个引擎用同样的网络、同样的权重，在同一次运行中进行：',
    command: 'npm run bench',
  },
};
