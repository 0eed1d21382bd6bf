import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { siteMetadata } from '@/app/metadata';
import { isLanguage, languages } from '@/content/languages';
import { Document } from '../document';

type Params = Promise<{ lang: string }>;

export const dynamicParams = false;

export function generateStaticParams() {
  return languages.map((lang) => ({ lang }));
}

export default async function Layout({ children, params }: { children: ReactNode; params: Params }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return <Document language={lang}>{children}</Document>;
}

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return siteMetadata(lang);
}
