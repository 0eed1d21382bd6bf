/** A formula is a box, and a line may break behind any box: also before a comma, which then stands alone. */
const MARKS = /^[,.;:!?)\]”’，。；：、！？）》]+/;

/** Longer formulae break inside, so they must not be held together; characters of TeX. */
const LONGEST = 24;

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

/** A rehype plugin, to run after rehype-katex: keeps the mark that follows a short formula on the formula's line. */
export default function rehypeBindMarks() {
  /** @param {Node} node */
  return function bind(node) {
    const { children = [] } = node;
    for (const [i, child] of children.entries()) {
      if (!isFormula(child)) {
        bind(child);
        continue;
      }
      const next = children[i + 1];
      const mark = next?.type === 'text' ? MARKS.exec(next.value ?? '')?.[0] : undefined;
      if (next === undefined || mark === undefined || texOf(child).length > LONGEST) continue;
      next.value = next.value?.slice(mark.length);
      children[i] = {
        type: 'element',
        tagName: 'span',
        properties: { style: 'white-space:nowrap' },
        children: [child, { type: 'text', value: mark }],
      };
    }
  };
}
