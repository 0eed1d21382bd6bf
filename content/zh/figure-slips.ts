import type { FigureSlipWords } from '../en/figure-slips';

/** By the id of a slip in `lib/networks`; the printed and the meant value stand there. */
export const figureSlips: Readonly<Record<string, FigureSlipWords>> = {
  'v4-b-middle-branch': {
    figure: '图 5',
    explanation:
      '两个行卷积核前后相接，看到的只是一条没有高度的窄带；同类的其他分支都是一行配一列，代码也是如此。这里的网络按图搭建。',
    citations: ['v4-fig-5', 'slim-v4', 'slim-thread-7041'],
  },
  'ir-v2-b-width': {
    figure: '图 17',
    explanation:
      '残差要与自己的输入相加，所以线性 1×1 输出的通道数必须与主干一样多，而印出的数字多了两个。这里的网络取主干的宽度。',
    citations: ['v4-fig-17', 'titu-port', 'slim-thread-11227'],
  },
  'ir-v2-c-width': {
    figure: '图 19',
    explanation: '线性 1×1 处印出的数字小于 Reduction-B 之后主干的宽度，而相加要求两边同宽。这里的网络取主干的宽度。',
    citations: ['v4-fig-19', 'titu-port', 'slim-thread-11227', 'cadene-thread-206'],
  },
};
