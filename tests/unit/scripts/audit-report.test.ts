import { expect, test } from 'vitest';
import { articleTargets, median, scoresOf, shortfalls, tableOf } from '@/scripts/audit-report.mjs';

const run = (performance: number, accessibility = 100, failed: readonly string[] = []) => ({
  scores: { performance, accessibility, 'best-practices': 100, seo: 100 },
  metrics: { 'largest-contentful-paint': 1000 + performance, 'cumulative-layout-shift': 0.0126 },
  failed,
});

const article = (...runs: ReturnType<typeof run>[]) => ({ page: '/en/learn/stem/', targets: articleTargets, runs });

test('a median is the middle, and of an even number the mean of the middle two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2.5);
  expect(median([])).toBeNaN();
});

test('one bad run of three does not fail a page, two do', () => {
  expect(scoresOf(article(run(97), run(50), run(99))).performance).toBe(97);
  expect(shortfalls(article(run(97), run(50), run(99)))).toEqual([]);
  expect(shortfalls(article(run(97), run(50), run(94)))).toEqual(['performance']);
});

test('everything but performance has to be whole', () => {
  expect(shortfalls(article(run(99, 99), run(99, 99), run(99)))).toEqual(['accessibility']);
  expect(shortfalls(article(run(95)))).toEqual([]);
});

test('what was not measured does not pass, and a page without targets never fails', () => {
  expect(shortfalls(article(run(Number.NaN)))).toEqual(['performance']);
  expect(shortfalls(article())).toHaveLength(4);
  expect(shortfalls({ page: '/en/', targets: null, runs: [run(1)] })).toEqual([]);
});

test('the table names the page, marks what is too low and says once what was wrong', () => {
  const table = tableOf([
    article(run(94, 98, ['color-contrast: Too little']), run(94, 98, ['color-contrast: Too little'])),
  ]);
  const [head, row, , wrong, ...rest] = table.split('\n');
  expect(head).toMatch(/^page +perf\. +access\. +best pr\. +seo +FCP ms +LCP ms/);
  expect(row).toMatch(/^\/en\/learn\/stem\/ +94 ! +98 ! +100 +100 +NaN +1094 .*0\.013$/);
  expect(wrong).toBe('/en/learn/stem/: color-contrast: Too little');
  expect(rest).toEqual([]);
});
