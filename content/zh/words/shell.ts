import type { Words } from '../../words-type';

/** Words of the frame around every page: header, footer, home page, small parts. */
export const shell: Words['shell'] = {
  siteName: 'Inception 图谱',
  siteDescription: 'Inception 家族的交互式图谱：读懂它，点开它，用自己的图片看见它。',
  skipToContent: '跳到正文',
  mainNavigation: '主导航',
  learn: '文章',
  networks: '网络',
  compare: '对比',
  results: '结果',
  close: '关闭',
  copied: '已复制',
  copyFailed: '浏览器不允许复制',
  legend: '颜色的含义',
  kinds: {
    pointwise: '1×1 卷积',
    square: '方形卷积',
    asymmetric: '1×n 或 n×1 卷积',
    pool: '汇聚',
    join: '合并分支',
    head: '头部',
  },
  theme: (now: string) => `配色：${now}。点击切换`,
  themes: { system: '跟随系统', light: '浅色', dark: '深色' },
  footer: {
    paper: '这些网络出自 Szegedy、Ioffe、Vanhoucke 和 Alemi 的论文',
    title: 'Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning,',
    privacy: '你在这里打开的图片不会离开你的电脑：一切都在浏览器里计算。',
    bench: '在你的电脑上有多快？',
    photographs: '示例照片的来源：',
    more: '参考',
    coverage: '2018 年的笔记，逐条对照',
    licences: '示例照片的许可',
  },
  home: {
    title: '拆开 Inception 家族',
    lead: '2016 年，一篇论文问了两个问题：残差连接对 Inception 有没有帮助？不用残差连接，Inception 又能走多远？它的回答是 Inception-v4 和两个 Inception-ResNet。它们都完整地摆在这里，旁边是 Inception-v3：每一个卷积都画出来、数清楚、跑一遍。',
    verbs: [
      {
        verb: '读',
        text: '一篇短文讲一个块：它做什么，为什么这样设计，形状怎样一步步算出来。',
        go: '开始阅读',
      },
      {
        verb: '点',
        text: '把任何一个块展开成分支，把任何一条分支展开成运算，逐个查看形状、开销和感受野。',
        go: '打开网络',
      },
      {
        verb: '看',
        text: '选一张自己的图片，看看任何一层从中得到了什么。计算在浏览器里完成，什么都不上传。',
        go: '查看特征图',
      },
    ],
    trained: {
      title: '训练过的网络看见了什么',
      lead: '同一张照片一路向下：先是边缘和颜色，再是纹理，最后是已经不像图片的答案。打开其中任何一处，就在这里计算。',
      picture: '图片',
      pictureAlt: (sample: string) => `${sample}，网络看到的正方形区域`,
      sheetAlt: (place: string, channels: readonly string[]) => `${place} 的通道 ${channels.join('、')} 的特征图`,
      caption: ({ title, perSheet, source, bits, lastBlock }) =>
        `${title}，每处 ${perSheet} 个通道：选的是内容最多、彼此重复最少的；暗处为零，每张图以各自的最大值为最亮。权重是训练好的：Keras 的 ImageNet 权重，取自软件包 ${source}（MIT），从第一层到 ${lastBlock}，在其中舍入到 ${bits} 位。这些图是建站时画好的。`,
    },
    family: '四个网络',
    articles: '全部文章，按顺序',
  },
  tour: {
    take: '跟着导览走',
    goOn: (step: number, count: number) => `继续导览：第 ${step} 步，共 ${count} 步`,
    says: '十步，几分钟：从一张照片到最后一块，用的都是真正的控件。',
  },
  languages: '语言',
  article: {
    contents: '目录',
    previous: '上一篇',
    next: '下一篇',
    minutes: (n: number) => `约 ${n} 分钟读完`,
    more: '其他文章',
  },
  learnPage: {
    title: '文章',
    lead: '从图片到答案，一次讲一个块。每篇文章可以单独读；按顺序读下来，就是整个家族。',
  },
  tryAgain: '再试一次',
  notLoaded: {
    what: '这一部分没有加载成功。',
    means: '可能是网络中断了，也可能是打开页面之后网站更新过。页面上的其他内容照常可用。',
    next: '请再试一次；如果还是不行，请重新加载页面。',
    asking: '正在加载……',
  },
  pageFailed: {
    what: '这个页面出了意料之外的错误。',
    means: '它可能停在了半途。你的选择都保存在地址里。',
    next: '请重新加载；如果又出现，欢迎告诉我们。',
    reload: '重新加载页面',
  },
  notFound: {
    title: '没有这个页面',
    means: '地址可能输错了，也可能页面已经搬走。',
    next: '回到首页',
  },
};
