import type { ErrorWords } from '@/lib/explanation';
import type { NetworkErrors } from '@/lib/networks/errors';
import type { Words } from '../../words-type';

/** Words of the page of a network around diagram, inspector and lab. */
export const explorer: Words['explorer'] = {
  index: {
    title: '网络',
    lead: '同一家族的四个网络。打开一个，选中任意一部分，看它的形状、它的开销，以及它从一张图片里看出了什么。',
    parameters: '参数',
    macs: '乘加次数',
    depth: '深度',
    convolutions: (n: string) => `${n} 层卷积`,
    input: '输入',
    scale:
      '全部用同一比例绘制，各自取自己的输入尺寸，按公开代码搭建：向下是一层层的网络，向左是逐渐缩小的网格，向右是逐渐增多的通道。乘加次数（MACs）指乘法累加运算的次数；深度是从图片到答案的最长路径。',
    more: '不止一个网络',
    compare: { title: '对比', text: '任意两个网络并排放在一起，看代码为什么和论文不一样。' },
    results: { title: '结果', text: '各处公布的错误率和开销，以及从我们的计数能推出什么。' },
  },
  description: (network: string) => `${network} 的每一个运算：形状、开销、感受野、权重，以及它在你自己图片上的特征图。`,
  lead: '在图中点选一部分，或按名称查找。缩略条、结构图、检查器和实验台显示的始终是同一部分。',
  size: '输入尺寸',
  sizeReset: (size: string) => `恢复为 ${size}`,
  variants: {
    label: '变体',
    sources: {
      code: '按公开代码搭建，并与代码逐个键名、逐个形状核对过。',
      figures: '按论文的插图搭建；这里的插图来自转录。公开的权重属于发布版；凡是两者相同的部分，键名就用发布版的键名。',
    },
    says: {
      'inception-v3:keras': '按 Keras 的写法搭建：块里的平均汇聚求平均时不计入填充。其余与发布版相同。',
      'inception-resnet-v1:released':
        '按 facenet-pytorch 的写法搭建，并与它逐个键名、逐个形状核对过：它在人脸上训练，最后输出 512 个数，而不是类别。',
    },
    compare: (shown: string, other: string) => `对比${shown}与${other}`,
    moved: (from: string, variant: string, to: string) =>
      `${variant}里没有 ${from}。现在显示的是离它最近的部分：${to}。`,
  },
  copyLink: '复制链接',
  linkCopied: '链接已复制',
  trail: '当前位置',
  strip: '整个网络',
  drawing: '结构图',
  view: '画哪些内容',
  views: { part: '当前块', network: '整个网络' },
  drawingOf: (name: string) => `${name} 的结构图`,
  previous: (name: string) => `上一个：${name}`,
  next: (name: string) => `下一个：${name}`,
  neighbours: '相邻的块',
  place: (index: string, count: string) => `第 ${index} 个，共 ${count} 个`,
  toInspector: '详细信息',
  toLab: '特征图',
  selected: (title: string, shape: string) => `已选中：${title}，${shape}`,
  jump: {
    label: '跳转到',
    placeholder: 'branch1、7×1、stem……',
    results: (n: number) => (n === 0 ? '没有找到' : `${n} 个结果`),
    none: '没有叫这个名字的部分。',
    hint: '可以输入名称、路径、参考代码中的路径或卷积核大小。',
  },
  problem: {
    nearest: '最接近的有：',
    clear: '显示整个网络',
    showDefault: '使用默认值',
    standsIn: '在此之前按网络自己的尺寸显示。',
  },
  lab: {
    loading: '正在加载实验台……',
  },
  code: (name: string) => `${name} 的 PyTorch 代码`,
  noScript: '点选需要 JavaScript；结构图和整个网络的表格不需要。',
};

/** What can be asked of a network and is not possible (`lib/networks`). */
export const networkErrors: ErrorWords<NetworkErrors> = {
  'network/bad-size': ({ text, smallest, largest }) => ({
    what: `“${text}”不是可用的输入尺寸。`,
    means: `小于 ${smallest} 像素，图片到最后就什么也不剩了；大于 ${largest} 像素的，这里不再计算。`,
    next: `请输入边长，或像 224x320 这样的高和宽，均为 ${smallest} 到 ${largest} 之间的整数像素。`,
  }),
  'network/square-only': ({ text, smallest, largest }) => ({
    what: `“${text}”不是正方形。`,
    means: '这里要用一个数字来称呼一种网格，所以图片的高和宽必须相等。',
    next: `请输入一个边长，为 ${smallest} 到 ${largest} 之间的整数像素。`,
  }),
};
