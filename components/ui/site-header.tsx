'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { LanguageSwitch } from './language-switch';
import { Link } from './link';
import { compareHref, homeHref, learnHref, networksHref, resultsHref } from './links';
import styles from './site-header.module.css';
import { ThemeToggle } from './theme-toggle';
import { useLanguage, useWords } from './words';

/** Name, main ways and theme, at the top of every page; `children` are more tools, before the theme. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  const language = useLanguage();
  const { shell } = useWords();
  const pathname = usePathname() ?? '';
  const ways = [
    { href: learnHref(language), label: shell.learn },
    { href: networksHref(language), label: shell.networks },
    { href: compareHref(language), label: shell.compare },
    { href: resultsHref(language), label: shell.results },
  ];
  return (
    <header className={styles.header}>
      <div className={styles.inside}>
        <Link href={homeHref(language)} className={styles.name}>
          <svg className={styles.mark} viewBox="0 0 24 24" aria-hidden="true">
            <path d="M12 2v4M12 6C12 9 4 8 4 12s8 3 8 6M12 6c0 3 8 2 8 6s-8 3-8 6M12 6v12M12 18v4" />
          </svg>
          {shell.siteName}
        </Link>
        <nav aria-label={shell.mainNavigation} className={styles.nav}>
          {ways.map((way) => (
            <Link
              key={way.href}
              href={way.href}
              className={styles.way}
              aria-current={pathname.startsWith(way.href) ? 'page' : undefined}
            >
              {way.label}
            </Link>
          ))}
        </nav>
        <LanguageSwitch />
        {children}
        <ThemeToggle />
      </div>
    </header>
  );
}
