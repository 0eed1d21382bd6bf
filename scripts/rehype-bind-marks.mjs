/**
 * A formula is a box, and a line may break before and behind any box: also before a comma, which then stands alone, and
 * behind a bracket that has just been opened.
 */
const MARKS = /^[,.;:!?)\]”’，。；：、！？）》]+/;
const OPENED = /[([“‘（《]+$/;

/** Longer formulae break inside, so they must not be held together; characters of TeX. */
const LONGEST = 32;

/**
 * @typedef {{ type: string, value?: string, tagName?: string, properties?: Record<string, unknown>, children?: Node[] }} Node
 */

/** @param {Node} node */
const isFormula = ({ properties }) => Array.isArray(properties?.className) && properties.className.includes('katex');

/** What was typed. @param {Node} node @returns {string} */
function texOf(node) {
  if (node.tagName === 'annotation') return (node.children ?? []).map(({ value = '' }) => value).join('');
  return (node.children ?? []).map(texOf).join('');
}

/**
 * Takes what a pattern finds out of a text.
 * @param {Node | undefined} node
 * @param {RegExp} pattern
 * @returns {string}
 */
function take(node, pattern) {
  if (node?.type !== 'text' || node.value === undefined) return '';
  const found = pattern.exec(node.value)?.[0] ?? '';
  node.value = node.value.replace(pattern, '');
  return found;
}

/** A rehype plugin, to run after rehype-katex: keeps the marks around a short formula on its line. */
export default function rehypeBindMarks() {
  /** @param {Node} node */
  return function bind(node) {
    const { children = [] } = node;
    for (const [i, child] of children.entries()) {
      if (!isFormula(child)) {
        bind(child);
        continue;
      }
      if (texOf(child).length > LONGEST) continue;
      const [before, after] = [children[i - 1], children[i + 1]];
      const opened = take(before, OPENED);
      const mark = take(after, MARKS);
      if (opened === '' && mark === '') continue;
      children[i] = {
        type: 'element',
        tagName: 'span',
        properties: { style: 'white-space:nowrap' },
        children: [{ type: 'text', value: opened }, child, { type: 'text', value: mark }],
      };
    }
  };
}
