import type { ArticleGroup } from '../../en/articles';

/** The articles in reading order, by what they are about. */
export const articleGroups: readonly ArticleGroup[] = [
  {
    title: 'Inception-v4',
    lead: '一个网络，从图片到答案，一块一块地讲。',
    articles: [
      {
        slug: 'overview',
        title: 'Inception-v4 概览',
        question: '从像素到答案，网络一路上对图片做了什么？',
        load: () => import('./overview.mdx'),
      },
      {
        slug: 'reading-a-branch-graph',
        title: '怎样读分支图',
        question: '方框、横条和线上的数字各说明什么？',
        load: () => import('./reading-a-branch-graph.mdx'),
      },
      {
        slug: 'stem',
        title: 'stem',
        question: '一张图片怎样变成第一个 Inception 块能用的东西？',
        load: () => import('./stem.mdx'),
      },
      {
        slug: 'inception-a',
        title: 'Inception-A',
        question: '为什么要用四条分支同时看同一个位置？',
        load: () => import('./inception-a.mdx'),
      },
      {
        slug: 'reduction-a',
        title: 'Reduction-A',
        question: '怎样把网格减半，又不丢掉它的内容？',
        load: () => import('./reduction-a.mdx'),
      },
      {
        slug: 'inception-b',
        title: 'Inception-B',
        question: '为什么一个大窗口要拆成一行和一列？',
        load: () => import('./inception-b.mdx'),
      },
      {
        slug: 'reduction-b',
        title: 'Reduction-B',
        question: '第二次减半有什么不同？',
        load: () => import('./reduction-b.mdx'),
      },
      {
        slug: 'inception-c',
        title: 'Inception-C',
        question: '为什么在网格最小的地方，分支还要再分叉？',
        load: () => import('./inception-c.mdx'),
      },
      {
        slug: 'head',
        title: '头部',
        question: '最后的特征图怎样变成一张答案清单？',
        load: () => import('./head.mdx'),
      },
    ],
  },
  {
    title: '背后的想法',
    lead: '整个家族共有的东西：块为什么分叉，一个单元是什么，窗口怎么放，一拆能省多少。',
    articles: [
      {
        slug: 'why-inception',
        title: '为什么是 Inception',
        question: '为什么一层自己就该是一个小网络？',
        load: () => import('./why-inception.mdx'),
      },
      {
        slug: 'basic-unit',
        title: '单元',
        question: '方框里发生了什么，为什么可以折叠成一步？',
        load: () => import('./basic-unit.mdx'),
      },
      {
        slug: 'padding',
        title: '填充与步幅',
        question: '窗口在边缘上怎么放，对尺寸有什么影响？',
        load: () => import('./padding.mdx'),
      },
      {
        slug: 'asymmetric-kernels',
        title: '非对称卷积核',
        question: '用一行和一列，省下了什么，又放弃了什么？',
        load: () => import('./asymmetric-kernels.mdx'),
      },
    ],
  },
  {
    title: 'Inception-ResNet',
    lead: '把块加到它的输入上，会改变什么：三种残差块，为什么要缩放，宽度从何而来。',
    articles: [
      {
        slug: 'inception-resnet-a',
        title: 'Inception-ResNet-A',
        question: '一个只需修正输入的 Inception 块，会变成什么样？',
        load: () => import('./inception-resnet-a.mdx'),
      },
      {
        slug: 'inception-resnet-b',
        title: 'Inception-ResNet-B',
        question: '一个接一个的小修正，怎样变成了半个网络？',
        load: () => import('./inception-resnet-b.mdx'),
      },
      {
        slug: 'inception-resnet-c',
        title: 'Inception-ResNet-C',
        question: '最后一个残差块为什么与众不同？',
        load: () => import('./inception-resnet-c.mdx'),
      },
      {
        slug: 'residual-scaling',
        title: '残差缩放',
        question: '为什么修正要先乘以十分之一，再加上去？',
        load: () => import('./residual-scaling.mdx'),
      },
      {
        slug: 'residual-stems-and-reductions',
        title: '残差网络的 stem 与 Reduction 块',
        question: '哪个 stem 属于哪个网络，那些奇怪的宽度从何而来？',
        load: () => import('./residual-stems-and-reductions.mdx'),
      },
      {
        slug: 'inception-resnet-v1',
        title: 'Inception-ResNet-v1',
        question: '叫这个名字的网络有两个，说的是哪一个？它后来又成了什么？',
        load: () => import('./inception-resnet-v1.mdx'),
      },
      {
        slug: 'inception-resnet-v2',
        title: 'Inception-ResNet-v2',
        question: '人人都在用的这个网络，从头到尾有些什么？',
        load: () => import('./inception-resnet-v2.mdx'),
      },
    ],
  },
  {
    title: '论文与代码',
    lead: '插图与发布的网络在哪里分道扬镳，测到了什么，又该怎样看待。',
    articles: [
      {
        slug: 'paper-against-code',
        title: '论文与代码之别',
        question: '发布的代码为什么和论文不一样？',
        load: () => import('./paper-against-code.mdx'),
      },
      {
        slug: 'what-residual-connections-did',
        title: '残差连接做了什么',
        question: '极深的网络需要捷径吗，又从中得到了什么？',
        load: () => import('./what-residual-connections-did.mdx'),
      },
      {
        slug: 'reading-the-results',
        title: '怎样读结果',
        question: '错误率说明了什么，又没有说明什么？',
        load: () => import('./reading-the-results.mdx'),
      },
      {
        slug: 'training',
        title: '它们是怎样训练的',
        question: '要自己得到这些权重，需要做什么？',
        load: () => import('./training.mdx'),
      },
      {
        slug: 'errata',
        title: '笔记勘误',
        question: '笔记错在哪里，又怎样才能发现？',
        load: () => import('./errata.mdx'),
      },
    ],
  },
];
