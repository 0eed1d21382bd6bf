'use client';

import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import styles from './combobox.module.css';
import { Field } from './field';
import { VisuallyHidden } from './visually-hidden';

type ComboboxWords = {
  readonly label: string;
  readonly placeholder: string;
  /** What may be typed, or which keys there are; told to screen readers. */
  readonly hint: string;
  /** How many were found; announced. */
  readonly results: (count: number) => string;
  /** Shown where nothing was found. */
  readonly none: string;
};

type ComboboxProps<Item> = {
  words: ComboboxWords;
  /** What answers a text that is not blank, best first. The same function as long as it would answer the same. */
  find: (text: string) => readonly Item[];
  keyOf: (item: Item) => string | number;
  /** How one that was found is shown. */
  show: (item: Item) => ReactNode;
  onChoose: (item: Item) => void;
};

/**
 * A field with a list of what answers to it: the editable combobox of the ARIA practices, with a list and the first
 * answer marked. The arrows walk through the list and round its ends, Ctrl with Home or End goes to an end, Alt with an
 * arrow opens and closes it, Enter takes, Escape closes and then empties. The focus stays in the field.
 */
export function Combobox<Item>({ words, find, keyOf, show, onChoose }: ComboboxProps<Item>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [wanted, setWanted] = useState(false);
  const [active, setActive] = useState(0);
  const typed = text.trim();
  // The list may lag behind quick typing; what is taken may not.
  const query = useDeferredValue(typed);
  const found = useMemo(() => (query === '' ? [] : find(query)), [find, query]);
  const open = wanted && typed !== '';
  const current = Math.min(active, found.length - 1);
  const listed = open && current >= 0;

  useEffect(() => {
    if (listed) list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [listed, current]);

  function take(item: Item | undefined) {
    if (item === undefined) return;
    onChoose(item);
    setText('');
    setWanted(false);
    setActive(0);
  }

  function arrow(step: 1 | -1, alone: boolean) {
    if (!alone) setWanted(step === 1);
    else if (listed) setActive((current + step + found.length) % found.length);
    else {
      setWanted(true);
      setActive(step === 1 ? 0 : Math.max(0, found.length - 1));
    }
  }

  /** @returns whether the key means something to the list, so that it moves no caret and sends no form. */
  function handles({ key, altKey, ctrlKey }: KeyboardEvent): boolean {
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        arrow(key === 'ArrowDown' ? 1 : -1, !altKey);
        return true;
      case 'Home':
      case 'End':
        if (!listed || !ctrlKey) return false;
        setActive(key === 'Home' ? 0 : found.length - 1);
        return true;
      case 'Enter':
        if (!open) return false;
        take(typed === query ? found[current] : find(typed)[0]);
        return true;
      case 'Escape':
        if (open) setWanted(false);
        else setText('');
        return true;
      default:
        return false;
    }
  }

  return (
    <Field label={words.label} of={`${id}-input`}>
      <input
        id={`${id}-input`}
        className={styles.input}
        type="text"
        role="combobox"
        aria-expanded={listed}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={listed ? `${id}-${current}` : undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        placeholder={words.placeholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWanted(true);
          setActive(0);
        }}
        onFocus={() => setWanted(true)}
        onBlur={() => setWanted(false)}
        onKeyDown={(event) => {
          // While characters are being composed (Chinese, Japanese) the keys belong to the input method.
          if (!event.nativeEvent.isComposing && handles(event)) event.preventDefault();
        }}
      />
      <VisuallyHidden>
        <span id={`${id}-hint`}>{words.hint}</span>
        <span role="status">{open ? words.results(found.length) : ''}</span>
      </VisuallyHidden>
      <div className={styles.popup} hidden={!open}>
        <div ref={list} id={`${id}-list`} role="listbox" aria-label={words.label} className={styles.list}>
          {found.map((item, place) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points at the option.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field handles the keys.
            <div
              key={keyOf(item)}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === current}
              className={styles.option}
              // Pressing must not take the focus from the field, else the list closes before the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(item)}
            >
              {show(item)}
            </div>
          ))}
        </div>
        {found.length === 0 ? <p className={styles.none}>{words.none}</p> : null}
      </div>
    </Field>
  );
}
