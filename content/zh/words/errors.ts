import type { ErrorWords } from '@/lib/explanation';
import type { GraphErrors } from '@/lib/graph/errors';
import type { EveryPageWords } from '../../words-type';
import { networkErrors } from './explorer';

const shape = (extents: readonly number[]): string => extents.join('×');
const list = (values: readonly (string | number)[]): string => values.join('、');

const CANNOT_BUILD = '照这样写，网络搭不起来。';
const NOWHERE = '这个地址什么也没有指向。';

/** The language, its shapes and addresses (`lib/graph`). */
const graph: ErrorWords<GraphErrors> = {
  'expression/not-positive': ({ what, value }) => ({
    what: `${what} 不能是 ${value}。`,
    means: CANNOT_BUILD,
    next: `请把 ${what} 写成不小于 1 的整数。`,
  }),
  'expression/bad-padding': ({ padding }) => ({
    what: `填充不能是 ${list(padding)} 像素。`,
    means: CANNOT_BUILD,
    next: '每一边都请写成不小于 0 的整数。',
  }),
  'expression/same-needs-stride-1': ({ stride }) => ({
    what: `same 填充不能与步幅 ${shape(stride)} 同用。`,
    means: 'same 填充保持特征图的尺寸，只有步幅为 1 时才做得到。',
    next: '请选择 valid 填充，或写明每一边填充多少像素。',
  }),
  'expression/no-ceil': ({ kernel, stride, padding }) => ({
    what: `窗口大小为 ${kernel}、步幅为 ${stride}、填充为 ${padding} 时，输出尺寸不能向上取整。`,
    means: '最后一个窗口可能完全落在特征图之外，里面没有可取的值。',
    next: '请让窗口不小于步幅与填充之和，或不用向上取整。',
  }),
  'expression/bad-rate': ({ rate }) => ({
    what: `dropout 的比率不能是 ${rate}。`,
    means: '比率是训练时丢弃的值所占的份额。',
    next: '请给出不小于 0 且小于 1 的比率。',
  }),
  'expression/empty': ({ what }) => ({
    what: `${what} 里面没有任何部分。`,
    means: '它没有东西可以计算。',
    next: '请至少给它一个部分。',
  }),
  'expression/unknown-entry': ({ stage, entry }) => ({
    what: `阶段“${stage}”包含“${entry}”，而网络里没有它。`,
    means: CANNOT_BUILD,
    next: '请写出网络中已有的一项。',
  }),
  'naming/duplicate': ({ path }) => ({
    what: `有两个部分都叫“${path}”。`,
    means: '一个地址只能指向一个部分。',
    next: '请给其中一个换个名字。',
  }),
  'edit/no-such-part': ({ at, near }) => ({
    what: `没有可以修改的“${at}”。`,
    means: '前面的修改可能已经把它去掉，或者让它换了位置。',
    next: near.length > 0 ? `相近的有：${list(near)}。` : '请写出网络现在有的一个部分。',
  }),
  'edit/wrong-part': ({ at, wanted }) => ({
    what: {
      residual: `“${at}”不是残差连接，没有缩放系数。`,
      unit: `“${at}”不是卷积单元，没有卷积核数。`,
      window: `“${at}”既不是卷积单元也不是汇聚，没有窗口。`,
      repeat: `“${at}”不是重复段，没有重复次数。`,
    }[wanted],
    means: '网络保持原样。',
    next: '请指明这个部分本身，而不是包含它的部分。',
  }),
  'edit/fixed': ({ at, why }) => ({
    what: {
      whole: `${at === '' ? '网络' : `“${at}”`}不能整个替换或去掉。`,
      body: `“${at}”就是所在的块或残差的全部内容。`,
      sum: `“${at}”是残差自带的 1×1 卷积。`,
      branch: `“${at}”是一条分支，不是序列里的一个部分。`,
    }[why],
    means: '网络保持原样。',
    next: {
      whole: '请逐个修改里面的部分。',
      body: '请去掉整个块或残差，或者替换里面的内容。',
      sum: '它的宽度由输入决定；请修改残差的主体或缩放系数。',
      branch: '请按分支去掉它：拼接的结果会相应变窄。',
    }[why],
  }),
  'edit/not-a-branch': ({ at }) => ({
    what: `“${at}”不是拼接里的分支。`,
    means: '只有并列的分支才能单独关掉。',
    next: '请写出一条分支，例如 features.6.branch1。',
  }),
  'edit/last-branch': ({ at }) => ({
    what: `“${at}”是所在拼接的最后一条分支。`,
    means: '没有它就没有东西可以拼接。',
    next: '请去掉包含这些分支的部分，或者留下一条分支。',
  }),
  'edit/last-part': ({ at }) => ({
    what: `“${at}”是所在部分里的最后一个。`,
    means: '没有它就没有东西可以计算。',
    next: '请去掉包含它的部分，或者用别的部分替换它。',
  }),
  'edit/bad-scale': ({ at, scale }) => ({
    what: `“${at}”处的缩放系数 ${scale} 不可行。`,
    means: '残差相加之前要乘以缩放系数。',
    next: '请给一个数；0 表示关掉残差。',
  }),
  'shape/window-too-large': ({ node, op, input, window, padded }) => ({
    what: `在 ${node} 处，${op} 的 ${shape(window)} 窗口放不进 ${shape(padded)} 的输入${
      shape(padded) === shape(input.slice(0, 2)) ? '' : `（已含填充；不含填充为 ${shape(input.slice(0, 2))}）`
    }。`,
    means: '图片对这个网络来说太小：到了这个深度，已经什么都不剩了。',
    next: '请选择更大的输入尺寸。',
  }),
  'shape/join-mismatch': ({ node, op, first, second, branch }) => ({
    what: `在 ${node} 处，${op} 无法合并 ${shape(first)} 和 ${shape(second)}（第 ${branch} 个输入）。`,
    means: op === 'add' ? '相加要求两边的高度、宽度和通道数都相同。' : '各分支只允许通道数不同。',
    next: '请让各分支的步幅和填充一致。',
  }),
  'shape/wrong-rank': ({ node, op, input, wanted }) => ({
    what: `在 ${node} 处，${op} 收到的是 ${shape(input)}，它要的却是${wanted === 'vector' ? '向量' : '特征图'}。`,
    means: wanted === 'vector' ? '特征图还没有汇聚成每个通道一个值。' : '这时已经没有特征图了。',
    next: wanted === 'vector' ? '请在它前面放一个全局汇聚。' : '请把它放在全局汇聚之前。',
  }),
  'shape/bad-input': ({ size }) => ({
    what: `图片的边长不能是 ${size} 像素。`,
    means: '没有尺寸，就没有形状。',
    next: '请把尺寸写成整数像素。',
  }),
  'shape/never-fits': ({ upTo }) => ({
    what: `边长不超过 ${upTo} 像素的图片都不适合这个网络。`,
    means: '总有某个运算得不到它能处理的特征图。',
    next: '请检查网络的填充和步幅。',
  }),
  'address/syntax': ({ text, at }) => ({
    what: `“${text}”不是一个地址：从第 ${at + 1} 个字符起就不对了。`,
    means: '地址的写法是 network[:variant]/path[@tensor][#channel[,y,x]]。',
    next: '请写成 inception-v4/features.6.branch1.0@conv#12 这样的形式。',
  }),
  'address/unknown-network': ({ network, known }) => ({
    what: `没有叫“${network}”的网络。`,
    means: NOWHERE,
    next: `可选的有：${list(known)}。`,
  }),
  'address/unknown-variant': ({ network, variant, known }) => ({
    what: `${network} 没有变体“${variant}”。`,
    means: NOWHERE,
    next: `可选的有：${list(known)}。`,
  }),
  'address/unknown-path': ({ network, path, near }) => ({
    what: `${network} 里没有“${path}”这个部分。`,
    means: NOWHERE,
    next: near.length === 0 ? '请选择网络中的一个部分。' : `最接近的有：${list(near)}。`,
  }),
  'address/no-such-tensor': ({ path, tensor, known }) => ({
    what: `“${path}”没有张量“@${tensor}”。`,
    means: '只有产生多个张量的部分才需要选择张量。',
    next:
      known.length === 0 ? '请去掉 @：这个部分只有一个张量。' : `可选的有：${list(known.map((name) => `@${name}`))}。`,
  }),
  'address/channel-out-of-range': ({ path, channel, channels }) => ({
    what: `“${path}”没有通道 ${channel}。`,
    means: '通道从 0 开始编号。',
    next: `请选择 0 到 ${channels - 1} 之间的通道。`,
  }),
  'address/position-out-of-range': ({ path, y, x, height, width }) => ({
    what: `“${path}”没有位置（${y}，${x}）。`,
    means: `在这个输入尺寸下，它的特征图有 ${height} 行、${width} 列，从 0 开始编号。`,
    next: `行请选 0 到 ${height - 1}，列请选 0 到 ${width - 1}。`,
  }),
};

/** Errors of networks and their drawings, by code: any page with a drawing can show them. */
export const drawingErrors: EveryPageWords['errors'] = { ...graph, ...networkErrors };
