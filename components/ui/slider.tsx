'use client';

import { useId, useState } from 'react';
import { Field } from './field';
import styles from './slider.module.css';

type SliderProps = {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  /** Shown behind the number, e.g. "px". */
  unit?: string;
  /** Called at every move. */
  onChange: (next: number) => void;
  /** Called once when a move ends; use it for what is dear. */
  onCommit?: (next: number) => void;
  disabled?: boolean;
};

/** A range with a number field beside it: both take the keyboard, and a typed number is held to min, max and step. */
export function Slider({ label, value, min, max, step = 1, unit, onChange, onCommit, disabled }: SliderProps) {
  const id = useId();
  // What is being typed may be incomplete ("2" on the way to "299"), so it counts only when it is left or entered.
  const [draft, setDraft] = useState<string | null>(null);

  function hold(next: number): number {
    const stepped = min + Math.round((next - min) / step) * step;
    return Math.min(max, Math.max(min, stepped));
  }

  function settle() {
    if (draft === null) return;
    setDraft(null);
    const typed = Number(draft);
    if (draft.trim() === '' || !Number.isFinite(typed)) return;
    const next = hold(typed);
    onChange(next);
    onCommit?.(next);
  }

  function commitRange(target: EventTarget) {
    if (onCommit && target instanceof HTMLInputElement) onCommit(Number(target.value));
  }

  return (
    <Field label={label} of={id}>
      <div className={styles.row}>
        <input
          id={id}
          className={styles.range}
          type="range"
          min={min}
          max={max}
          step={step}
          value={value}
          disabled={disabled}
          onChange={(event) => onChange(Number(event.target.value))}
          onPointerUp={(event) => commitRange(event.currentTarget)}
          onKeyUp={(event) => commitRange(event.currentTarget)}
        />
        <input
          className={styles.number}
          type="number"
          inputMode="numeric"
          aria-label={label}
          min={min}
          max={max}
          step={step}
          value={draft ?? value}
          disabled={disabled}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle();
          }}
        />
        {unit ? <span className={styles.unit}>{unit}</span> : null}
      </div>
    </Field>
  );
}
