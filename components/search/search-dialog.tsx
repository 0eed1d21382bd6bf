'use client';

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { useLanguage, useWords } from '@/components/ui/words';
import styles from './search.module.css';
import { ask, type Found, loadIndex } from './search-index';

/** Results shown at first, and more at each wish. */
const PAGE = 8;

/** After the last letter, in milliseconds. */
const SETTLE = 120;

type State =
  | { readonly phase: 'idle' | 'loading' | 'failed' }
  | { readonly phase: 'found'; readonly query: string; readonly count: number; readonly shown: readonly Found[] };

/** The answers to a query, up to a number of them; the last query wins. */
function useAnswers(query: string, most: number, attempt: number): State {
  const [state, setState] = useState<State>({ phase: 'idle' });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again.
  useEffect(() => {
    if (query === '') {
      setState({ phase: 'idle' });
      return;
    }
    let current = true;
    const look = async (): Promise<void> => {
      setState((before) => (before.phase === 'found' ? before : { phase: 'loading' }));
      const answer = await ask(await loadIndex(), query);
      const shown = await answer?.load(0, most);
      if (current && answer && shown) setState({ phase: 'found', query, count: answer.count, shown });
    };
    const timer = setTimeout(() => {
      look().catch(() => {
        if (current) setState({ phase: 'failed' });
      });
    }, SETTLE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query, most, attempt]);
  return state;
}

type SearchDialogProps = { open: boolean; onClose: () => void };

/** A field, and below it the pages, sections and parts of networks that answer. */
export function SearchDialog({ open, onClose }: SearchDialogProps) {
  const { search } = useWords();
  return (
    <Sheet open={open} onClose={onClose} title={search.title}>
      <Search onClose={onClose} />
    </Sheet>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const { search, shell } = useWords();
  const { integer } = formatsFor(useLanguage());
  const [text, setText] = useState('');
  const [most, setMost] = useState(PAGE);
  const [attempt, setAttempt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const id = useId();
  const query = text.trim();
  const state = useAnswers(query, most, attempt);
  // Enter goes to the first answer, once it is the answer to what stands there: what is still shown may be an older one.
  const [wanted, setWanted] = useState<string | null>(null);
  const answered = state.phase === 'found' && state.query === query;
  useEffect(() => {
    if (wanted === null || wanted !== query || !answered) return;
    setWanted(null);
    list.current?.querySelector('a')?.click();
  }, [wanted, query, answered]);

  // The dialog, which opens right after this, would give the focus to its first button.
  useEffect(() => queueMicrotask(() => input.current?.focus()), []);
  // Whoever reaches for the field next will most likely search: the index is on its way.
  useEffect(() => {
    // Where it does not come, the search itself says so.
    loadIndex().catch(() => {});
  }, []);

  const walk = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    if (step === 0 || links.length === 0 || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = at + step;
    if (next < 0) input.current?.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk from the field through the links, which Tab does as well.
    <div className={styles.search} onKeyDown={walk}>
      <label htmlFor={`${id}-field`} className={styles.label}>
        {search.label}
      </label>
      <input
        ref={input}
        id={`${id}-field`}
        className={styles.field}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={search.placeholder}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setMost(PAGE);
          setWanted(null);
        }}
        onKeyDown={(event) => {
          // While characters are being composed (Chinese, Japanese) the keys belong to the input method.
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') setWanted(query);
          if (event.key !== 'Escape') return;
          // The browser would only empty the field.
          event.preventDefault();
          onClose();
        }}
      />
      <p id={`${id}-hint`} className={styles.hint}>
        {search.hint}
      </p>
      <p role="status" className={styles.status}>
        {state.phase === 'loading' ? search.loading : ''}
        {state.phase === 'found' && state.count === 0 ? search.none(state.query) : ''}
        {state.phase === 'found' && state.count === 1 ? search.foundOne(state.query) : ''}
        {state.phase === 'found' && state.count > 1 ? search.found(integer(state.count), state.query) : ''}
      </p>
      {state.phase === 'failed' ? (
        <ErrorNotice text={search.failed} action={{ label: shell.tryAgain, run: () => setAttempt(attempt + 1) }} />
      ) : null}
      {state.phase === 'found' && state.count > 0 ? (
        <>
          <ol ref={list} className={styles.results}>
            {state.shown.map((found) => (
              <Result key={found.href} found={found} onClose={onClose} />
            ))}
          </ol>
          {state.count > state.shown.length ? (
            <Button onClick={() => setMost(most + PAGE)}>{search.more}</Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function Result({ found, onClose }: { found: Found; onClose: () => void }) {
  return (
    <li className={styles.result}>
      {/* The index knows every address of the export, so a plain link is right: also to a part of a network. */}
      <a className={styles.title} href={found.href} onClick={onClose}>
        {found.title}
      </a>
      <p className={styles.excerpt}>
        {found.excerpt.map(({ text, marked }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no other identity than its place.
          marked ? <mark key={index}>{text}</mark> : text,
        )}
      </p>
      {found.sections.length > 0 ? (
        <ul className={styles.sections}>
          {found.sections.map((section) => (
            <li key={section.href}>
              <a href={section.href} onClick={onClose}>
                {section.title}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}
