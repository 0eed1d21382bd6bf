import type { Variant } from '@/lib/networks';

/** What a variant is called in a language: `Released`. @param names the words of the language, by the id of a variant. */
export const variantTitle = (names: Readonly<Record<string, string>>, { id, title }: Variant): string =>
  names[id] ?? title;
