import styles from './number-badge.module.css';

/** The number of a difference, as in its list. */
export function NumberBadge({ number, lit }: { number: number; lit: boolean }) {
  return (
    <span className={styles.number} data-lit={lit || undefined}>
      {number}
    </span>
  );
}

type NumberButtonProps = {
  number: number | undefined;
  /** What it says to those who hear it. */
  label: string;
  lit: boolean;
  onSelect: () => void;
};

/** The same number on a drawing, which leads to its difference. */
export function NumberButton({ number, label, lit, onSelect }: NumberButtonProps) {
  return (
    <button
      type="button"
      className={styles.number}
      data-lit={lit || undefined}
      aria-label={label}
      aria-pressed={lit}
      onClick={onSelect}
    >
      {number}
    </button>
  );
}
