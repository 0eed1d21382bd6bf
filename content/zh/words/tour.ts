import type { TourWords } from '../../tour';

/** Words of the guided tour. */
export const tour: TourWords = {
  label: '导览',
  step: (step, count) => `第 ${step} 步，共 ${count} 步`,
  steps: {
    picture: {
      title: '选一张图片',
      text: () => '一切从一张照片开始。从这些里选一张，打开自己的一张，或者用相机拍；它不会离开这台电脑。',
      after: () => '网络要看的就是它。任何一步都可以换图片：所有特征图都会跟着变。',
    },
    crop: {
      title: '看看进去的是什么',
      text: ({ input }) => `网络只接受一种尺寸的正方形。方框显示图片的哪一部分成为 ${input} 的输入。`,
      after: ({ input, numbers }) => `${input} 就是 ${numbers} 个数：每个像素的红、绿、蓝。网络得到的只有这些。`,
    },
    funnel: {
      title: '一路到底',
      text: ({ input }) =>
        `这个缩略条就是网络，从顶端的图片到底端的答案。左边的网格逐渐缩小，右边的通道逐渐增多。它从 ${input} 开始。`,
      after: ({ input, last }) =>
        `${input} 变成了 ${last}：剩下的位置很少，每个位置用许多通道来描述。这是怎么发生的，就是后面的导览。`,
    },
    stem: {
      title: 'stem，就在这里计算',
      text: ({ stem }) =>
        `回到顶端：stem 是一些普通的层，在第一个 Inception 块之前把图片变成 ${stem}。选中它，再让你的浏览器计算它的特征图。`,
      after: ({ stemChannels }) =>
        `${stemChannels} 张特征图，每张都是透过一个学到的检测器看到的图片：边缘、条纹、颜色。下面一行写明是谁的权重。`,
    },
    channel: {
      title: '一个通道，放大看',
      text: () =>
        '每个小格是一个通道：它的检测器有响应的地方就亮。打开一个，它会叠在图片上，你就能看到它对什么有响应。',
      after: () => '现在特征图叠在你的图片上了。下面的滑块在两者之间过渡。',
    },
    place: {
      title: '一个位置，所有通道',
      text: () => '现在反过来：指向图片上的一个位置，问哪些通道在那里有响应。',
      after: ({ field }) =>
        field === null
          ? '那个位置响应最强的通道列在下面，每个都与它平时的值相比。'
          : `那个位置响应最强的通道列在下面。方框是那个位置所能看到的全部：最多 ${field} 像素。越往深处它越大，直到整张图片。`,
    },
    branches: {
      title: 'Inception-A：同时给出四个答案',
      text: ({ block }) =>
        `普通的网络必须为一层选定一种卷积核。Inception 块不必：${block} 把同样的特征图交给四条分支，再把答案并排放好。打开它，然后在某条分支里任选一个运算。`,
      after: ({ blockIn, blockOut, branches }) =>
        `每条分支读入的都是 ${blockIn}。它们的通道拼接起来，${branches}，于是输出 ${blockOut}。现在，缩略条、结构图、检查器和实验台显示的都是你选的运算。`,
    },
    reduction: {
      title: '一次减半',
      text: ({ reduction }) =>
        `每隔一段，网格就减半。找到做这件事的块：在这个框里输入“reduction”，选 ${reduction}，即 Reduction-A。`,
      after: ({ reductionIn, reductionOut }) =>
        `输入 ${reductionIn}，输出 ${reductionOut}：网格减半，通道增加一倍以上。两条分支的步幅为 2，旁边的最大汇聚也是，所以不必先丢掉什么。`,
    },
    relu: {
      title: 'ReLU 截掉了什么',
      text: () =>
        '许多特征图几乎全黑。选一个卷积，按稀疏度给特征图排序，让最空的排在前面，再看同样的图在 ReLU 之前的样子。',
      after: () =>
        'ReLU 之前的值有正有负，蓝色为负，红色为正，几乎没有一个恰好为零。ReLU 留下红色，截掉蓝色：空的地方就是这样来的。',
    },
    last: {
      title: '最后一块',
      text: ({ lastBlock, trainedEnd }) =>
        `缩略条的尽头是 ${lastBlock}，头部读的就是它的输出。本站自带的训练好的权重没有这么远，到 ${trainedEnd} 为止。实验台提供两条路：hub 上公开的整个网络的权重，或者种子权重，后者的形状和运算是精确的，但什么也没有学过。`,
      after: ({ last, lastChannels }) =>
        `到了：${last}。头部对 ${lastChannels} 张特征图各取平均，再用这些平均值给类别打分。有了整个网络的训练好的权重，特征图下面的“网络怎么说”会说出它们的名称。`,
    },
  },
  tasks: {
    picture: () => '选一张图片。',
    crop: () => '移动方框：拖动它，或用方向键。',
    last: ({ lastBlock }) => `在缩略条里选中最后一块 ${lastBlock}。`,
    stem: () => '在缩略条里选中 stem，或它的一层。',
    compute: () => '用实验台的按钮计算特征图。',
    channel: () => '打开其中一格。',
    place: () => '在图片上选一个位置。',
    block: ({ block }) => `在缩略条里选中 ${block}。`,
    branch: () => '在结构图里选一条分支的一个运算。',
    reduction: ({ reduction }) => `跳转到 ${reduction}。`,
    unit: () => '在结构图里选一个卷积。',
    sort: () => '按稀疏度排序。',
    signed: () => '把张量从 ReLU 换成批量规范化。',
    weights: () => '选择能到达这里的权重。',
  },
  done: '完成',
  doneSays: (task) => `完成：${task}`,
  showMe: '指给我看',
  back: '上一步',
  next: '下一步',
  finish: '结束',
  all: '导览的各个步骤',
  goTo: (step, title) => `第 ${step} 步：${title}`,
  fold: '收起卡片',
  unfold: '展开卡片',
  end: '退出导览',
  keys: { change: 'F6', end: 'Esc', says: ['在卡片与控件之间切换，', '退出导览。'] },
};
