import type { MDXComponents } from 'mdx/types';
import type { ComponentType } from 'react';

/** One article: its address part, the question it answers, and its text. */
export type Article = {
  readonly slug: string;
  readonly title: string;
  readonly question: string;
  readonly load: () => Promise<{ default: ComponentType<{ components: MDXComponents }> }>;
};

/** Articles that belong together. */
export type ArticleGroup = {
  readonly title: string;
  readonly lead: string;
  readonly articles: readonly Article[];
};

/** The articles in reading order, by what they are about. */
export const articleGroups: readonly ArticleGroup[] = [
  {
    title: 'Inception-v4',
    lead: 'One network from the picture to the answer, block by block.',
    articles: [
      {
        slug: 'overview',
        title: 'Inception-v4 at a glance',
        question: 'What does the network do to a picture on its way from pixels to an answer?',
        load: () => import('./overview.mdx'),
      },
      {
        slug: 'reading-a-branch-graph',
        title: 'How to read a branch graph',
        question: 'What do the boxes, the bars and the numbers on the lines say?',
        load: () => import('./reading-a-branch-graph.mdx'),
      },
      {
        slug: 'stem',
        title: 'The stem',
        question: 'How does a picture become something that the first Inception block can use?',
        load: () => import('./stem.mdx'),
      },
      {
        slug: 'inception-a',
        title: 'Inception-A',
        question: 'Why look at the same place through four branches at once?',
        load: () => import('./inception-a.mdx'),
      },
      {
        slug: 'reduction-a',
        title: 'Reduction-A',
        question: 'How can a grid be halved without losing what it says?',
        load: () => import('./reduction-a.mdx'),
      },
      {
        slug: 'inception-b',
        title: 'Inception-B',
        question: 'Why does a large window come as a row and a column?',
        load: () => import('./inception-b.mdx'),
      },
      {
        slug: 'reduction-b',
        title: 'Reduction-B',
        question: 'What is different about the second halving?',
        load: () => import('./reduction-b.mdx'),
      },
      {
        slug: 'inception-c',
        title: 'Inception-C',
        question: 'Why do branches split again, where the grid is smallest?',
        load: () => import('./inception-c.mdx'),
      },
      {
        slug: 'head',
        title: 'The head',
        question: 'How do the last maps become one list of answers?',
        load: () => import('./head.mdx'),
      },
    ],
  },
  {
    title: 'The ideas behind it',
    lead: 'What the whole family shares: why blocks branch, what a unit is, where windows stand, and what a cut saves.',
    articles: [
      {
        slug: 'why-inception',
        title: 'Why Inception',
        question: 'Why should a layer be a small network of its own?',
        load: () => import('./why-inception.mdx'),
      },
      {
        slug: 'basic-unit',
        title: 'The unit',
        question: 'What happens inside a box, and why can it all be folded into one step?',
        load: () => import('./basic-unit.mdx'),
      },
      {
        slug: 'padding',
        title: 'Padding and stride',
        question: 'Where does a window stand at the edge, and what does that do to the size?',
        load: () => import('./padding.mdx'),
      },
      {
        slug: 'asymmetric-kernels',
        title: 'Asymmetric kernels',
        question: 'What is saved by a row and a column, and what is given up?',
        load: () => import('./asymmetric-kernels.mdx'),
      },
    ],
  },
  {
    title: 'Inception-ResNet',
    lead: 'What changes when a block is added to its input: the three residual blocks, why they are scaled, and where their widths come from.',
    articles: [
      {
        slug: 'inception-resnet-a',
        title: 'Inception-ResNet-A',
        question: 'What becomes of an Inception block that only has to correct its input?',
        load: () => import('./inception-resnet-a.mdx'),
      },
      {
        slug: 'inception-resnet-b',
        title: 'Inception-ResNet-B',
        question: 'How do small corrections, one after the other, become half of the network?',
        load: () => import('./inception-resnet-b.mdx'),
      },
      {
        slug: 'inception-resnet-c',
        title: 'Inception-ResNet-C',
        question: 'Why is the last residual block unlike all the others?',
        load: () => import('./inception-resnet-c.mdx'),
      },
      {
        slug: 'residual-scaling',
        title: 'Residual scaling',
        question: 'Why is a correction multiplied by a tenth before it is added?',
        load: () => import('./residual-scaling.mdx'),
      },
      {
        slug: 'residual-stems-and-reductions',
        title: 'Stems and reductions of the residual networks',
        question: 'Which stem belongs to which network, and where do the odd widths come from?',
        load: () => import('./residual-stems-and-reductions.mdx'),
      },
      {
        slug: 'inception-resnet-v1',
        title: 'Inception-ResNet-v1',
        question: 'Which of the two networks of this name is meant, and what did it become?',
        load: () => import('./inception-resnet-v1.mdx'),
      },
      {
        slug: 'inception-resnet-v2',
        title: 'Inception-ResNet-v2',
        question: 'What is in the network that everybody uses, from end to end?',
        load: () => import('./inception-resnet-v2.mdx'),
      },
    ],
  },
  {
    title: 'Paper and code',
    lead: 'Where the figures and the released networks part, what was measured, and what to make of it.',
    articles: [
      {
        slug: 'paper-against-code',
        title: 'Paper against code',
        question: 'Why does the released code not match the paper?',
        load: () => import('./paper-against-code.mdx'),
      },
      {
        slug: 'what-residual-connections-did',
        title: 'What residual connections did',
        question: 'Do very deep networks need shortcuts, and what do they get from them?',
        load: () => import('./what-residual-connections-did.mdx'),
      },
      {
        slug: 'reading-the-results',
        title: 'Reading the results',
        question: 'What do the error rates say, and what do they not say?',
        load: () => import('./reading-the-results.mdx'),
      },
      {
        slug: 'training',
        title: 'How they were trained',
        question: 'What would you have to do to get these weights yourself?',
        load: () => import('./training.mdx'),
      },
      {
        slug: 'errata',
        title: 'Errata of the notes',
        question: 'Where were the notes wrong, and how could one have found out?',
        load: () => import('./errata.mdx'),
      },
    ],
  },
];

/** The articles in reading order. */
export const articles: readonly Article[] = articleGroups.flatMap((group) => group.articles);
