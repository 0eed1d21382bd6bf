import type { ReactNode } from 'react';
import { Document } from '../document';

export default function Layout({ children }: { children: ReactNode }) {
  return <Document language="en">{children}</Document>;
}
