import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { siteMetadata } from '@/app/metadata';
import { isLanguage, languages } from '@/content/languages';
import { Document } from '../document';

export const dynamicParams = false;

export function generateStaticParams() {
  return languages.map((lang) => ({ lang }));
}

export default async function Layout({ children, params }: { children: ReactNode; params: Promise<{ lang: string }> }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return <Document language={lang}>{children}</Document>;
}

export const metadata = siteMetadata;
