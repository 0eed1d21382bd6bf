import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './button.module.css';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** `primary` for the one thing to do here, `plain` (the default) with a border, `quiet` without. */
  variant?: 'primary' | 'plain' | 'quiet';
  /** A square button that shows one symbol; needs an `aria-label`. */
  icon?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/** A button of at least 40 × 40 px. */
export function Button({ variant = 'plain', icon = false, className, type = 'button', ...rest }: ButtonProps) {
  const classes = [styles.button, styles[variant], icon ? styles.icon : '', className ?? ''].filter(Boolean).join(' ');
  return <button type={type} className={classes} {...rest} />;
}
