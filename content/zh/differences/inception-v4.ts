import { inceptionV4 as original } from '../../en/differences/inception-v4';
import { translated } from './translated';

/** Inception-v4, figures against code: kernels in another order, nothing else. */
export const inceptionV4 = translated(original, {
  title: 'Inception-v4：论文与代码',
  question:
    '如果每个形状、每个计数都一致，插图和代码还会在哪里不同？在行与列的顺序上：同样的窗口，次序颠倒，所以一方的权重读不进另一方。',
  notes: {
    'stem.mixed-4a.branch1.order': [
      'stem：先列，还是先行',
      '插图先用列卷积核再用行卷积核，代码先行后列。由于宽度全都相等，两者开销相同，看到的正方形窗口也相同。发现这些颠倒的那个讨论串里没有给出理由。',
    ],
    'inception-b.branch1.2.kernel': [
      'B 的中间分支：两个行卷积核？',
      '插图转录下来是一行接着一行，看到的只是一条长带，根本没有高度。代码里是与行配对的列，所以插图显然有笔误。不止一次有人问起这件事。',
    ],
    'inception-b.branch2.order': [
      'B 的长分支，次序颠倒',
      '两者都是行列交替两次，但插图从行开始，代码从列开始。代码的顺序就是 Inception-v3 的顺序，而这个块正是从它演变来的。宽度留在原处，所以得到较大宽度的是另一个卷积核。',
    ],
    'inception-c.branch2.order': [
      'C 的长分支，次序颠倒',
      '在分叉之前，插图先行后列，代码先列后行。两者的权重总数一样多；无论哪种次序，这一对都相当于一个正方形窗口。',
    ],
  },
});
