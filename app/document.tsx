import './tokens.css';
import './globals.css';
import 'katex/dist/katex.min.css';
import { ThemeProvider } from 'next-themes';
import type { ReactNode } from 'react';
import { WordsProvider } from '@/components/ui/words';
import type { Language } from '@/content/languages';
import { fontClasses } from './fonts';

/** The <html> of every page, shared by the root layouts. */
export function Document({ language, children }: { language: Language; children: ReactNode }) {
  return (
    // next-themes sets data-theme before hydration, hence the suppressed warning for this one element.
    <html lang={language} className={fontClasses} suppressHydrationWarning>
      <body>
        <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange>
          <WordsProvider language={language}>{children}</WordsProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}
