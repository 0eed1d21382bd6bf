'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './button';
import styles from './sheet.module.css';
import { useWords } from './words';

type SheetProps = {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
};

/**
 * A modal dialog: in the middle of a wide screen, from the bottom on a phone. Focus is kept inside and given back,
 * Escape and a click beside it close it (the browser's <dialog> does most of that).
 */
export function Sheet({ open, onClose, title, children }: SheetProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const pressed = useRef<EventTarget | null>(null);
  const titleId = useId();
  const { shell } = useWords();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click closes by the backdrop; Escape does it by keyboard.
    <dialog
      ref={ref}
      className={styles.sheet}
      aria-labelledby={titleId}
      onClose={onClose}
      onPointerDown={(event) => {
        pressed.current = event.target;
      }}
      onClick={(event) => {
        // Not where a text was selected from inside beyond the edge: that is a click on what surrounds both.
        if (event.target === event.currentTarget && pressed.current === event.target) onClose();
      }}
    >
      <div className={styles.inside}>
        <div className={styles.header}>
          <h2 id={titleId} className={styles.title}>
            {title}
          </h2>
          <Button variant="quiet" icon aria-label={shell.close} onClick={onClose}>
            <span aria-hidden="true">×</span>
          </Button>
        </div>
        {open ? children : null}
      </div>
    </dialog>
  );
}
