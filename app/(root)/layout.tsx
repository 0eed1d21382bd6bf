import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { pageMetadata, siteMetadata } from '@/app/metadata';
import { wordsFor } from '@/content/languages';
import { Document } from '../document';

export default function Layout({ children }: { children: ReactNode }) {
  return <Document language="en">{children}</Document>;
}

const { shell } = wordsFor('en');

export const metadata: Metadata = {
  ...siteMetadata('en'),
  ...pageMetadata('en', '', { title: shell.siteName, description: shell.siteDescription }),
  title: shell.siteName,
};
