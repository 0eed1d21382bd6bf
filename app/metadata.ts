import type { Metadata } from 'next';
import { wordsFor } from '@/content/languages';

const { shell } = wordsFor('en');

/** Title and description where a page has none of its own. */
export const siteMetadata: Metadata = {
  title: { default: shell.siteName, template: `%s · ${shell.siteName}` },
  description: shell.siteDescription,
};
