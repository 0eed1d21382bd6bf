import type { Words } from '../../words-type';

/** Words of the head, live: which classes a network names, and what made it say so. */
export const head: Words['head'] = {
  title: '网络怎么说',
  lead: (classes: string) =>
    `整个网络，一直到结尾：它会在 ${classes} 个类别中说出哪些，又是哪些位置、哪些通道让它这样说。`,
  ask: '问整个网络',
  askLoading: (bytes: string) => `下载 ${bytes}，问整个网络`,
  askAgain: '再问一次',
  waiting: '正在等待引擎',
  said: (name: string, share: string) => `网络说是 ${name}，${share}`,
  running: '正在问整个网络',
  close: '收起回答',
  none: {
    'no-linear': '这个网络没有全连接层，所以不给类别打分。',
    'not-means': (node: string) =>
      `这个网络打分的对象不是最后的特征图的平均值（而是 ${node}），所以没有一个类别有精确的图。`,
    'not-scores': (node: string) =>
      `这个网络不说类别：最后的全连接层之后是 ${node}，输出的是嵌入，即球面上的一点。可以用它比较两张图片；单独一张图片没有类别，也没有类激活图。`,
  },
  seeded: {
    says: '这些权重由种子生成，不是学出来的：名称没有意义，哪个类别排第一全凭偶然，无论数字看上去多么肯定。只有运算是真的。',
    trained: '使用训练好的权重',
  },
  part: (name: string, block: string) => `${name} 的权重到 ${block} 为止，还没到头部：没有东西可以给类别打分。`,
  lacks: (name: string, key: string) => `${name} 的权重里没有合适的“${key}”，缺了它就没有东西可以给类别打分。`,
  partNext: '选择整个网络的权重',

  own: {
    hint: '给类别换上别的名称：每行一个名称的文本，或 JSON。',
    numbered: (classes: string) => `这 ${classes} 个类别在这里没有名称，用编号表示。名称：每行一个的文本，或 JSON。`,
    from: (file: string) => `类别名称来自 ${file}。`,
    open: '从文件读取名称…',
    forget: '不用这些名称',
  },

  classes: {
    title: (count: number) => `前 ${count} 名`,
    columns: { name: '类别', probability: '概率', logit: 'logit' },
    item: (name: string, share: string, logit: string) => `${name}，${share}，logit ${logit}`,
    unnamed: (index: number) => `类别 ${index}`,
    number: (index: number, synset: string) => (synset === '' ? String(index) : `${index} · ${synset}`),
    chosen: '选中的类别',
    rank: (rank: string, count: string) => `第 ${rank} 名，共 ${count} 个`,
    loading: '正在读取类别名称……',
    failed: '没能读到类别名称，所以只显示编号。',
    credit: '名称：WordNet 3.0，© 2006 Princeton University。',
  },

  search: {
    label: '任意其他类别',
    placeholder: 'tabby、n02123045、281',
    hint: '方向键选择，回车键确定，Esc 键关闭。',
    results: (count: number) => `${count} 个类别`,
    none: '没有叫这个名字的类别。',
  },

  map: {
    title: (name: string) => `什么支持“${name}”`,
    loading: '正在读取类激活图……',
    place: '图上的一个位置。方向键移动它。',
    value: (value: string, y: number, x: number) => `第 ${y} 行、第 ${x} 列的值：${value}`,
    hint: '把指针移到图片上，看那里的值。',
    opacity: '图的不透明度',
    form: '画法',
    forms: { smooth: '平滑', grid: (height: number, width: number) => `按原样 ${height}×${width}` },
    scale: '红色支持这个类别，蓝色反对；零为白色。',
    sum: (mean: string, bias: string, logit: string) => `图的平均值 ${mean} + 偏置 ${bias} = logit ${logit}`,
    table: (height: number, width: number) => `${height}×${width} 个值的表格`,
    tableLabel: (name: string) => `${name} 的类激活图`,
    column: (x: number) => `第 ${x} 列`,
    row: (y: number) => `第 ${y} 行`,
  },

  why: {
    before:
      '这是精确的结果，不是猜测。头部先对每张特征图求平均，再给平均值打分，两步都是求和，所以也可以先给每个位置单独打分，用该类别对各通道的权重 w 和特征图在那里的值 f：',
    after: '；这张图的平均值加上偏置就是 logit。每个值所依赖的图片范围，可以远远超过它那一格。',
    link: '为什么这样，见讲头部的文章',
  },

  channels: {
    title: (name: string) => `哪些通道造就了“${name}”`,
    says: (channels: string, block: string) =>
      `logit 也是对 ${block} 的 ${channels} 个通道的求和：每个通道的权重乘以它那张图的平均值。`,
    sides: { most: '最支持它的', least: '最反对它的' },
    side: '哪些通道',
    sum: (shown: number, part: string, rest: string, others: string, bias: string, logit: string) =>
      `这 ${shown} 个加上 ${part}，其余 ${others} 个加上 ${rest}，偏置 ${bias}：logit ${logit}`,
    item: (channel: number, added: string) => `通道 ${channel} 加上 ${added}；在实验台中显示`,
    own: '每张小图各用自己的色标，与实验台中一样；数字是它给 logit 加上的量。',
  },
};
