import type { MDXComponents } from 'mdx/types';

/** Next asks for this file. An article gets its components from its page, which knows the language. */
export function useMDXComponents(): MDXComponents {
  return {};
}
