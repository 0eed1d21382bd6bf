import type { ReactNode } from 'react';
import styles from './field.module.css';

type FieldProps = {
  label: string;
  /** Id of the control that the label is of. */
  of: string;
  children: ReactNode;
};

/** A control with its label above it. */
export function Field({ label, of, children }: FieldProps) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={of}>
        {label}
      </label>
      {children}
    </div>
  );
}
