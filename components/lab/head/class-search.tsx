'use client';

import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { type Label, searchLabels } from '@/lib/analysis/labels';
import styles from './head.module.css';

type ClassSearchProps = { labels: readonly Label[]; onChoose: (index: number) => void };

/** Any class by name, WordNet id or number, as a combobox: arrows choose, Enter takes, Escape closes. */
export function ClassSearch({ labels, onChoose }: ClassSearchProps) {
  const { head } = useAllWords();
  const words = head.search;
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const query = useDeferredValue(text);
  const found = useMemo(() => searchLabels(labels, query), [labels, query]);
  const shown = open && text.trim() !== '';
  const current = Math.min(active, found.length - 1);

  function take(label: Label | undefined) {
    if (!label) return;
    onChoose(label.index);
    setText('');
    setOpen(false);
    setActive(0);
  }

  function key(event: KeyboardEvent) {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive(found.length === 0 ? 0 : (current + step + found.length) % found.length);
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault();
      take(found[current]);
    } else if (event.key === 'Escape') {
      if (shown) setOpen(false);
      else setText('');
    }
  }

  return (
    <div className={styles.search}>
      <label className={styles.small} htmlFor={`${id}-input`}>
        {words.label}
      </label>
      <input
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
        onKeyDown={key}
      />
      <VisuallyHidden>
        <span id={`${id}-hint`}>{words.hint}</span>
        <span role="status">{shown ? words.results(found.length) : ''}</span>
      </VisuallyHidden>
      <div className={styles.popup} hidden={!shown}>
        <div id={`${id}-list`} role="listbox" aria-label={words.label} className={styles.found}>
          {found.map((label, place) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus and points at the option.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys.
            <div
              key={label.index}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === current}
              className={styles.option}
              ref={place === current ? (node) => node?.scrollIntoView({ block: 'nearest' }) : undefined}
              // Pressing must not take the focus from the input, else the list closes before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(label)}
            >
              <span>{label.names.join(', ')}</span>
              <span className={styles.synset}>{head.classes.number(label.index, label.synset)}</span>
            </div>
          ))}
        </div>
        {found.length === 0 ? <p className={styles.small}>{words.none}</p> : null}
      </div>
    </div>
  );
}
