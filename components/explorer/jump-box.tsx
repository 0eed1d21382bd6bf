'use client';

import { useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { KindSwatch } from '@/components/inspector/kind-swatch';
import type { LabelContext } from '@/components/inspector/labels';
import { useAllWords } from '@/components/ui/all-words';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import styles from './jump-box.module.css';
import { type JumpEntry, jumpIndex, searchJump } from './jump-index';
import { useSelecting } from './selecting';

type JumpBoxProps = {
  context: LabelContext;
  /** The address that a text means by itself (`features.0@conv#3`, a state-dict key); null where it means none. */
  addressOf: (text: string) => string | null;
};

/** Search for a part by path, reference path, name or kind, as a combobox: arrows choose, Enter jumps, Escape closes. */
export function JumpBox({ context, addressOf }: JumpBoxProps) {
  const { explorer, shell } = useAllWords();
  const words = explorer.jump;
  const { select } = useSelecting();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const query = useDeferredValue(text);
  const entries = useMemo(() => jumpIndex(context, shell.kinds), [context, shell.kinds]);

  const found = useMemo((): readonly JumpEntry[] => {
    const results = searchJump(entries, query);
    const at = query.trim() === '' ? null : addressOf(query.trim());
    if (at === null || results.some((entry) => entry.at === at)) return results;
    return [
      { at, title: query.trim(), within: '', referencePath: null, className: null, kind: null, text: '' },
      ...results,
    ];
  }, [entries, query, addressOf]);

  const shown = open && text.trim() !== '';
  const current = Math.min(active, found.length - 1);

  function jump(entry: JumpEntry | undefined) {
    if (!entry) return;
    select(entry.at);
    setText('');
    setOpen(false);
    setActive(0);
  }

  function onKeyDown(event: React.KeyboardEvent) {
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        event.preventDefault();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setOpen(true);
        setActive(found.length === 0 ? 0 : (current + step + found.length) % found.length);
        return;
      }
      case 'Home':
      case 'End':
        if (!shown || !event.ctrlKey) return;
        event.preventDefault();
        setActive(event.key === 'Home' ? 0 : found.length - 1);
        return;
      case 'Enter':
        if (!shown) return;
        event.preventDefault();
        jump(found[current]);
        return;
      case 'Escape':
        if (shown) setOpen(false);
        else setText('');
        return;
      default:
    }
  }

  return (
    <div className={styles.jump} data-tour="jump">
      <label className={styles.label} htmlFor={`${id}-input`}>
        {words.label}
      </label>
      <input
        ref={input}
        id={`${id}-input`}
        className={styles.input}
        type="text"
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && found[current] ? `${id}-${current}` : undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={words.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(0);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <VisuallyHidden>
        <span id={`${id}-hint`}>{words.hint}</span>
        <span role="status">{shown ? words.results(found.length) : ''}</span>
      </VisuallyHidden>
      <div className={styles.popup} hidden={!shown}>
        <div id={`${id}-list`} role="listbox" aria-label={words.label} className={styles.list}>
          {found.map((entry, index) => (
            // biome-ignore lint/a11y/useFocusableInteractive: as above.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys.
            <div
              key={entry.at}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === current}
              className={styles.option}
              ref={index === current ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
              // Pressing must not take the focus from the input, else the list closes before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => jump(entry)}
            >
              <span className={styles.title}>
                {entry.kind === null ? null : <KindSwatch kind={entry.kind} />}
                {entry.title}
                {entry.within === '' ? null : <span className={styles.within}>{entry.within}</span>}
              </span>
              <span className={styles.path}>
                {entry.at}
                {entry.referencePath === null ? null : ` · ${entry.referencePath}`}
                {entry.className === null ? null : ` · ${entry.className}`}
              </span>
            </div>
          ))}
        </div>
        {found.length === 0 ? <p className={styles.none}>{words.none}</p> : null}
      </div>
    </div>
  );
}
