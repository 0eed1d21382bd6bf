import './tokens.css';
import './globals.css';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { SearchButton } from '@/components/search/search-button';
import { SiteFooter } from '@/components/ui/site-footer';
import { SiteHeader } from '@/components/ui/site-header';
import { WordsProvider } from '@/components/ui/words';
import { type Language, languageTags, wordsFor } from '@/content/languages';
import { contentSecurityPolicy } from './content-security-policy.mjs';
import styles from './document.module.css';
import { fontClasses } from './fonts';

/** The <html> of every page, shared by the root layouts: header, the page, footer. */
export function Document({ language, children }: { language: Language; children: ReactNode }) {
  const { shell } = wordsFor(language);
  return (
    // next-themes sets data-theme before hydration, hence the suppressed warning for this one element.
    <html lang={languageTags[language]} className={fontClasses} suppressHydrationWarning>
      <head>
        {/* The development server needs eval and a WebSocket, so only an export carries the policy. */}
        {process.env.NODE_ENV === 'production' ? (
          <meta httpEquiv="Content-Security-Policy" content={contentSecurityPolicy} />
        ) : null}
      </head>
      <body>
        <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange>
          <WordsProvider language={language}>
            <a className={styles.skip} href="#content">
              {shell.skipToContent}
            </a>
            <SiteHeader>
              <SearchButton />
            </SiteHeader>
            <main id="content" className={styles.main} tabIndex={-1}>
              {children}
            </main>
            <SiteFooter language={language} />
          </WordsProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
