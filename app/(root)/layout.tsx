import type { ReactNode } from 'react';
import { alternatesOf, siteMetadata } from '@/app/metadata';
import { Document } from '../document';

export default function Layout({ children }: { children: ReactNode }) {
  return <Document language="en">{children}</Document>;
}

export const metadata = { ...siteMetadata('en'), alternates: alternatesOf('en', '') };
