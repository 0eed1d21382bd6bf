import type { ReactNode } from 'react';
import { siteMetadata } from '@/app/metadata';
import { Document } from '../document';

export default function Layout({ children }: { children: ReactNode }) {
  return <Document language="en">{children}</Document>;
}

export const metadata = siteMetadata;
