'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { loadPart } from '@/components/ui/load-part';
import { useWords } from '@/components/ui/words';
import styles from './search.module.css';

const SearchDialog = dynamic(
  loadPart(
    () => import('./search-dialog').then((module) => module.SearchDialog),
    ({ onClose }) => onClose,
  ),
  { ssr: false },
);

/** Where a key means a letter. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Opens the search: by click, by `/`, or by Ctrl or ⌘ with K. The dialog and the index are loaded then. */
export function SearchButton() {
  const { search } = useWords();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const show = () => {
    setWanted(true);
    setOpen(true);
  };

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isSlash =
        event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target);
      const isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      if (!isSlash && !isCommand) return;
      event.preventDefault();
      setWanted(true);
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <Button variant="quiet" icon aria-label={search.open} aria-keyshortcuts="/ Control+K" onClick={show}>
        <svg className={styles.icon} viewBox="0 0 24 24" aria-hidden="true">
          <circle cx="10.5" cy="10.5" r="6" />
          <path d="M15 15l5 5" />
        </svg>
      </Button>
      {wanted ? (
        // The dialog stands over the page by itself; this is for the word that it could not be loaded.
        <div className={styles.place} hidden={!open}>
          <SearchDialog open={open} onClose={() => setOpen(false)} />
        </div>
      ) : null}
    </>
  );
}
