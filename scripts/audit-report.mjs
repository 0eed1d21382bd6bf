/**
 * @typedef {'performance' | 'accessibility' | 'best-practices' | 'seo'} Category
 * @typedef {Readonly<Record<Category, number>>} Scores 0…100
 * @typedef {{
 *   page: string,
 *   targets: Scores | null,
 *   runs: readonly { scores: Scores, metrics: Readonly<Record<string, number>>, failed: readonly string[] }[],
 * }} Audited
 */

/** @type {readonly Category[]} */
export const categories = ['performance', 'accessibility', 'best-practices', 'seo'];

/** What article pages have to reach, of 100. */
export const articleTargets = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

/** What the table says of the time of a page: the id of Lighthouse and what is written above the column. */
export const metrics = [
  { id: 'first-contentful-paint', title: 'FCP', unit: 'ms', digits: 0 },
  { id: 'largest-contentful-paint', title: 'LCP', unit: 'ms', digits: 0 },
  { id: 'total-blocking-time', title: 'TBT', unit: 'ms', digits: 0 },
  { id: 'speed-index', title: 'SI', unit: 'ms', digits: 0 },
  { id: 'cumulative-layout-shift', title: 'CLS', unit: '', digits: 3 },
];

/**
 * The middle value; of an even number of them the mean of the middle two. NaN of none.
 * @param {readonly number[]} values
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/**
 * The medians of the scores of a page.
 * @param {Audited} audited
 * @returns {Scores}
 */
export function scoresOf({ runs }) {
  const score = (/** @type {Category} */ category) => median(runs.map(({ scores }) => scores[category]));
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    'best-practices': score('best-practices'),
    seo: score('seo'),
  };
}

/**
 * In which categories a page is below what it has to reach; one that was not measured is. Pages without targets never are.
 * @param {Audited} audited
 * @returns {readonly Category[]}
 */
export function shortfalls(audited) {
  const { targets } = audited;
  if (!targets) return [];
  const scores = scoresOf(audited);
  return categories.filter((category) => !(scores[category] >= targets[category]));
}

/**
 * One line per page: medians of its scores, `!` behind those that are too low, and of its times. Below it, what
 * Lighthouse found wrong in any run.
 * @param {readonly Audited[]} all
 */
export function tableOf(all) {
  const head = [
    'page',
    'perf.',
    'access.',
    'best pr.',
    'seo',
    ...metrics.map(({ title, unit }) => (unit ? `${title} ${unit}` : title)),
  ];
  const rows = all.map((audited) => {
    const scores = scoresOf(audited);
    const low = shortfalls(audited);
    return [
      audited.page,
      ...categories.map((category) => `${Math.round(scores[category])}${low.includes(category) ? ' !' : ''}`),
      ...metrics.map(({ id, digits }) =>
        median(audited.runs.map((run) => run.metrics[id] ?? Number.NaN)).toFixed(digits),
      ),
    ];
  });
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (/** @type {readonly string[]} */ cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  const wrong = all.flatMap(({ page, runs }) => {
    const found = new Set(runs.flatMap(({ failed }) => failed));
    return [...found].map((text) => `${page}: ${text}`);
  });
  return [line(head), ...rows.map(line), ...(wrong.length > 0 ? ['', ...wrong] : [])].join('\n');
}
