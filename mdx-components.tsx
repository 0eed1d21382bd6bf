import type { MDXComponents } from 'mdx/types';

/** The components that articles may name without importing them. */
export function useMDXComponents(): MDXComponents {
  return {};
}
