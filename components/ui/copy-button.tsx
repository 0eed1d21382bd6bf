'use client';

import { useEffect, useState } from 'react';
import { Button } from './button';
import { VisuallyHidden } from './visually-hidden';
import { useWords } from './words';

/** How long the button says what happened, in ms. */
const SAID_FOR = 2000;

type CopyButtonProps = {
  /** What is copied; a function where it is only known at the click. */
  text: string | (() => string);
  label: string;
  done?: string;
  className?: string;
};

/** Copies a text and says whether that worked. */
export function CopyButton({ text, label, done, className }: CopyButtonProps) {
  const { shell } = useWords();
  const [said, setSaid] = useState<string | null>(null);

  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_FOR);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'function' ? text() : text);
      setSaid(done ?? shell.copied);
    } catch {
      // No clipboard without a secure context or permission: the text itself can still be selected by hand.
      setSaid(shell.copyFailed);
    }
  }

  return (
    <>
      <Button variant="quiet" className={className} onClick={copy}>
        {said ?? label}
      </Button>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
    </>
  );
}
