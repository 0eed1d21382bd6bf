import type { PreparedPair } from './note';

/** Inception-v4, figures against code: kernels in another order, nothing else. */
export const inceptionV4: PreparedPair = {
  a: 'inception-v4:paper',
  b: 'inception-v4:released',
  title: 'Inception-v4: paper and code',
  question:
    'Where do figures and code disagree if every shape and every count agrees? In the order of rows and columns: the same windows, turned about, so weights of one cannot be read into the other.',
  notes: {
    'stem.mixed-4a.branch1.order': {
      title: 'The stem: column first, or row first',
      explanation:
        'The figure slides the column before the row, the code the row before the column. As all the widths are equal, both cost the same and see the same square window. The thread that found these turns holds no reason for them.',
      citations: ['v4-fig-3', 'slim-v4', 'slim-thread-3313'],
    },
    'inception-b.branch1.2.kernel': {
      title: 'The middle branch of B: two rows?',
      explanation:
        'The figure is transcribed with a row after a row, which would see a long strip and no height at all. The code has the column that completes the pair, so the drawing is evidently a slip. People have asked about it more than once.',
      citations: ['v4-fig-5', 'slim-v4', 'slim-thread-7041', 'slim-thread-3313'],
    },
    'inception-b.branch2.order': {
      title: 'The long branch of B, turned about',
      explanation:
        'Both alternate rows and columns twice, but the figure begins with the row and the code with the column. The order of the code is that of Inception-v3, from which the block descends. The widths stay where they are, so another kernel gets the larger one.',
      citations: ['v4-fig-5', 'slim-v4', 'torchvision-v3-blocks', 'slim-thread-3313'],
    },
    'inception-c.branch2.order': {
      title: 'The long branch of C, turned about',
      explanation:
        'Before its split the figure has the row and then the column, the code the column and then the row. Both have as many weights in all, and either way the pair stands for one square window.',
      citations: ['v4-fig-6', 'slim-v4', 'slim-thread-3313'],
    },
  },
};
