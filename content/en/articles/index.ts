import type { ComponentType } from 'react';

/** One article: its address part, the question it answers, the reading time in minutes, and its text. */
export type Article = {
  readonly slug: string;
  readonly title: string;
  readonly question: string;
  readonly minutes: number;
  readonly load: () => Promise<{ default: ComponentType }>;
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
        minutes: 6,
        load: () => import('./overview.mdx'),
      },
      {
        slug: 'reading-a-branch-graph',
        title: 'How to read a branch graph',
        question: 'What do the boxes, the bars and the numbers on the lines say?',
        minutes: 5,
        load: () => import('./reading-a-branch-graph.mdx'),
      },
      {
        slug: 'stem',
        title: 'The stem',
        question: 'How does a picture become something that the first Inception block can use?',
        minutes: 6,
        load: () => import('./stem.mdx'),
      },
      {
        slug: 'inception-a',
        title: 'Inception-A',
        question: 'Why look at the same place through four branches at once?',
        minutes: 6,
        load: () => import('./inception-a.mdx'),
      },
      {
        slug: 'reduction-a',
        title: 'Reduction-A',
        question: 'How can a grid be halved without losing what it says?',
        minutes: 5,
        load: () => import('./reduction-a.mdx'),
      },
      {
        slug: 'inception-b',
        title: 'Inception-B',
        question: 'Why does a large window come as a row and a column?',
        minutes: 6,
        load: () => import('./inception-b.mdx'),
      },
      {
        slug: 'reduction-b',
        title: 'Reduction-B',
        question: 'What is different about the second halving?',
        minutes: 5,
        load: () => import('./reduction-b.mdx'),
      },
      {
        slug: 'inception-c',
        title: 'Inception-C',
        question: 'Why do branches split again, where the grid is smallest?',
        minutes: 6,
        load: () => import('./inception-c.mdx'),
      },
      {
        slug: 'head',
        title: 'The head',
        question: 'How do the last maps become one list of answers?',
        minutes: 5,
        load: () => import('./head.mdx'),
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
        minutes: 6,
        load: () => import('./inception-resnet-a.mdx'),
      },
      {
        slug: 'inception-resnet-b',
        title: 'Inception-ResNet-B',
        question: 'How do small corrections, one after the other, become half of the network?',
        minutes: 6,
        load: () => import('./inception-resnet-b.mdx'),
      },
      {
        slug: 'inception-resnet-c',
        title: 'Inception-ResNet-C',
        question: 'Why is the last residual block unlike all the others?',
        minutes: 6,
        load: () => import('./inception-resnet-c.mdx'),
      },
      {
        slug: 'residual-scaling',
        title: 'Residual scaling',
        question: 'Why is a correction multiplied by a tenth before it is added?',
        minutes: 6,
        load: () => import('./residual-scaling.mdx'),
      },
      {
        slug: 'residual-stems-and-reductions',
        title: 'Stems and reductions of the residual networks',
        question: 'Which stem belongs to which network, and where do the odd widths come from?',
        minutes: 6,
        load: () => import('./residual-stems-and-reductions.mdx'),
      },
    ],
  },
  {
    title: 'Paper and code',
    lead: 'Where the figures and the released networks part, and what to make of it.',
    articles: [
      {
        slug: 'paper-against-code',
        title: 'Paper against code',
        question: 'Why does the released code not match the paper?',
        minutes: 7,
        load: () => import('./paper-against-code.mdx'),
      },
    ],
  },
];

/** The articles in reading order. */
export const articles: readonly Article[] = articleGroups.flatMap((group) => group.articles);
