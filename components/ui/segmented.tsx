'use client';

import { useId } from 'react';
import styles from './segmented.module.css';
import { VisuallyHidden } from './visually-hidden';

export type SegmentedOption<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  /** Said by the browser on hover; keep the label itself understandable. */
  readonly title?: string;
  readonly disabled?: boolean;
};

type SegmentedProps<Value extends string> = {
  label: string;
  /** Shows the label above instead of only telling it to screen readers. */
  showLabel?: boolean;
  value: Value;
  options: readonly SegmentedOption<Value>[];
  onChange: (next: Value) => void;
};

/** One of a few choices, side by side; a radio group to keyboard and screen reader. */
export function Segmented<Value extends string>({
  label,
  showLabel = false,
  value,
  options,
  onChange,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{showLabel ? label : <VisuallyHidden>{label}</VisuallyHidden>}</legend>
      <div className={styles.row}>
        {options.map((option) => (
          <label key={option.value} className={styles.option} title={option.title}>
            <input
              type="radio"
              className={styles.input}
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span className={styles.face}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
