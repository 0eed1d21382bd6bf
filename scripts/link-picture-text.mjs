import { createHash } from 'node:crypto';

/**
 * What the picture of a page shows, as a hash: its main heading and the letters of its first drawing. A picture whose
 * page has another hash is out of date.
 * @param {string} html an exported page
 */
export function linkPictureHash(html) {
  const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '';
  const drawing = html.slice(Math.max(0, html.indexOf('data-standing='))).split('</svg>')[0] ?? '';
  const letters = [...drawing.matchAll(/<text[^>]*>(.*?)<\/text>/gs)].map((match) => match[1]);
  const text = [heading, ...letters].join('\n').replace(/<[^>]*>/g, '');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
