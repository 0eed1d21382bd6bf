import { kernelText, type WindowFacts, type Wording } from '@/lib/diagram/wording';

const windowNotes = ({ kernel, stride, shrinks }: WindowFacts): readonly string[] => {
  const step = stride[0] === stride[1] ? `${stride[0]}` : stride.join('×');
  if (stride[0] > 1 || stride[1] > 1) return [`stride ${step}`];
  return shrinks && kernel[0] * kernel[1] > 1 ? ['valid'] : [];
};

/** The words inside the boxes of a drawing. */
const wording: Wording = {
  conv: (facts) => [kernelText(facts.kernel), [`${facts.filters}`, ...windowNotes(facts)].join(', ')],
  maxPool: (facts) => [`max ${kernelText(facts.kernel)}`, windowNotes(facts).join(', ') || 'pool'],
  avgPool: (facts) => [`average ${kernelText(facts.kernel)}`, windowNotes(facts).join(', ') || 'pool'],
  globalAvgPool: ['average', 'over the whole map'],
  dropout: (rate) => ['dropout', `${rate} in training`],
  linear: (units) => ['linear', `${units}`],
  softmax: ['softmax', 'probabilities'],
  title: (name, count) => (count > 1 ? `${name} ×${count}` : name),
};

export const diagram = { wording };
