'use client';

import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';
import { Button } from './button';
import { useWords } from './words';

const order = ['system', 'light', 'dark'] as const;
type Theme = (typeof order)[number];
const symbols: Readonly<Record<Theme, string>> = { system: '◐', light: '☼', dark: '☾' };

const never = () => () => {};

/** Steps through the system's theme, light and dark. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  const { shell } = useWords();
  // The server does not know the reader's theme, so the first client render has to show the same default.
  const mounted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const known = mounted ? order.indexOf((theme ?? 'system') as Theme) : 0;
  const at = Math.max(0, known);
  const now = order[at] ?? 'system';
  const next = order[(at + 1) % order.length] ?? 'system';
  return (
    <Button variant="quiet" icon aria-label={shell.theme(shell.themes[now])} onClick={() => setTheme(next)}>
      <span aria-hidden="true">{symbols[now]}</span>
    </Button>
  );
}
