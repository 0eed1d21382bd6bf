/**
 * Refuses a number that is typed into the prose of an article. Numbers of a network are computed (`<Num>`), all others
 * are cited; what may stand is listed here.
 */

/** Components whose own text is a number, a citation or somebody else's words. */
const COMPONENTS = new Set(['Num', 'Ratio', 'Kernels', 'Cite', 'Said', 'Path', 'References']);

/** Markdown that is not prose. */
const NODES = new Set([
  'code',
  'inlineCode',
  'math',
  'inlineMath',
  'yaml',
  'mdxjsEsm',
  'mdxFlowExpression',
  'mdxTextExpression',
]);

/** What may stand in prose, each with an example. */
const ALLOWED = [
  // a window: 3×3, 1×7, 1 × 1
  /\d{1,2}\s?×\s?(?:\d{1,2}|n)(?!\d)|n\s?×\s?\d(?!\d)/gu,
  // a year, and a month as Chinese writes it: 2016 年 8 月
  /(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}\s?月/gu,
  // a network and its version: Inception-v4, Inception-ResNet-v2, GoogLeNet v1
  /\bv[1-4](?!\d)/gu,
  // a class or part as the code calls it: Block35, Mixed_5b
  /\b(?:Block(?:35|17|8)|Mixed_\d[a-z])(?!\d)/gu,
  // other names with a digit: ResNet-151, top-1, float32, L2, arXiv 1602.07261
  /\b(?:ResNet-\d{2,3}|top-[15]|float(?:16|32|64)|L2|arXiv \d{4}\.\d{5})(?!\d)/giu,
];

/**
 * The words of a text with a digit that may not stand.
 * @param {string} text
 * @returns {readonly string[]}
 */
export function typedNumbersIn(text) {
  // A letter in the place of what is allowed, so that "Block355" does not become "5".
  const rest = ALLOWED.reduce((left, pattern) => left.replace(pattern, '¤'), text);
  return rest.match(/[^\s(]*\d[^\s)]*/gu) ?? [];
}

/**
 * @typedef {{ type: string, name?: string | null, value?: string, children?: readonly Node[], position?: object }} Node
 */

/** @returns {(tree: Node, file: { fail(reason: string, place?: object): never }) => void} */
export default function remarkTypedNumbers() {
  return (tree, file) => {
    /** @param {Node} node */
    const walk = (node) => {
      if (NODES.has(node.type) || (node.name && COMPONENTS.has(node.name))) return;
      if (node.type === 'text') {
        const [typed] = typedNumbersIn(node.value ?? '');
        if (typed !== undefined) {
          file.fail(
            `“${typed}” is a number typed by hand. Of a network, write <Num of="…" what="…" />; of a source, <Cite>; in a sum, $…$; a small count as a word.`,
            node.position,
          );
        }
      }
      for (const child of node.children ?? []) walk(child);
    };
    walk(tree);
  };
}
