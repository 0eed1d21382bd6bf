/**
 * The id that a heading asks for: a comment at its end, with # before it. MDX has no other way to give one, and a
 * translated heading keeps the address of the original.
 */
const ASKED = /^\/\*\s*#([a-z0-9-]+)\s*\*\/$/;

/**
 * @typedef {{ type: string, value?: string, children?: Node[], data?: { hProperties?: Record<string, string> } }} Node
 */

/** A remark plugin; rehype-slug, which comes later, names the headings that ask for nothing. */
export default function remarkHeadingIds() {
  /** @param {Node} tree */
  return (tree) => {
    for (const heading of tree.children ?? []) {
      if (heading.type !== 'heading') continue;
      const parts = heading.children ?? [];
      const last = parts.at(-1);
      const id = last?.type === 'mdxTextExpression' ? ASKED.exec(last.value ?? '')?.[1] : undefined;
      if (id === undefined) continue;
      parts.pop();
      const text = parts.at(-1);
      if (text?.type === 'text') text.value = text.value?.trimEnd();
      heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, id } };
    }
  };
}
