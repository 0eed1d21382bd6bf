import { expect, it } from 'vitest';
import { readingMinutes } from '@/app/[lang]/learn/[slug]/reading-minutes';

const words = (count: number) => 'word '.repeat(count);

it('counts English by words and Chinese by characters, each at the pace of its readers', () => {
  expect(readingMinutes(words(228 * 5))).toBe(5);
  expect(readingMinutes('网'.repeat(255 * 3))).toBe(3);
  expect(readingMinutes('网络，'.repeat(255) + words(228))).toBe(3);
});

it('reads a number that a component writes as a word, and no markup, code or front matter', () => {
  expect(readingMinutes('<Num of="inception-v4/stem" what="input" /> '.repeat(228 * 4))).toBe(4);
  const unread = [
    `---\ntitle: ${words(1000)}\n---\n`,
    `\`\`\`python\n${words(1000)}\n\`\`\`\n`,
    '<Diagram of="inception-v4/stem" />\n'.repeat(1000),
    `{/* ${words(1000)} */}\n`,
    `import { ${words(1000)} } from 'somewhere';\n`,
  ].join('\n');
  expect(readingMinutes(`${unread}${words(228 * 2)}`)).toBe(2);
});

it('says a minute of whatever is shorter', () => {
  expect(readingMinutes('Hello.')).toBe(1);
});
