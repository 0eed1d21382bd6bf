import type { MDXComponents } from 'mdx/types';
import { proseComponents } from '@/components/prose';

/** The components that articles may name without importing them. */
export function useMDXComponents(): MDXComponents {
  return proseComponents;
}
