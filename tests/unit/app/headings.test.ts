import { expect, it } from 'vitest';
import { headingsOf } from '@/app/[lang]/learn/[slug]/headings';

it('reads the sections of a text with the ids that rehype-slug gives them', () => {
  const source = [
    '---',
    'title: x',
    '---',
    '# Not this',
    '## A funnel with *three* landings',
    'text ## not this',
    '```',
    '## nor this',
    '```',
    '### nor this',
    '## Why 1×1, and why `3×3`?',
    '## See [the stem](/en/learn/stem)',
    '## Cost',
    '## Cost',
    '## 第 *一* 节 {/* #the-first-section */}',
  ].join('\n');
  expect(headingsOf(source)).toEqual([
    { text: 'A funnel with three landings', id: 'a-funnel-with-three-landings' },
    { text: 'Why 1×1, and why 3×3?', id: 'why-11-and-why-33' },
    { text: 'See the stem', id: 'see-the-stem' },
    { text: 'Cost', id: 'cost' },
    { text: 'Cost', id: 'cost-1' },
    { text: '第 一 节', id: 'the-first-section' },
  ]);
});
