import type { ReactNode } from 'react';
import styles from './scroll-frame.module.css';

type ScrollFrameProps = {
  /** Names it to whoever comes to it by keyboard. */
  label: string;
  className?: string;
  children: ReactNode;
};

/**
 * What is wider than the page scrolls in here by itself, by keyboard too. A group and no landmark: a page has several
 * of a kind, and landmarks would all need names of their own.
 */
export function ScrollFrame({ label, className, children }: ScrollFrameProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for controls.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
    <div className={`${styles.frame} ${className ?? ''}`} role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
