import type { ComponentType } from 'react';

/** One article: its address part, the question it answers, the reading time in minutes, and its text. */
export type Article = {
  readonly slug: string;
  readonly title: string;
  readonly question: string;
  readonly minutes: number;
  readonly load: () => Promise<{ default: ComponentType }>;
};

/** The articles in reading order. */
export const articles: readonly Article[] = [
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
];
