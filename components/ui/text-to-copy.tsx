import type { ReactNode } from 'react';
import { CopyButton } from './copy-button';
import { ScrollFrame } from './scroll-frame';
import styles from './text-to-copy.module.css';

type TextToCopyProps = {
  text: string;
  /** What the text is. */
  label: string;
  /** On the button, and what it says afterwards. */
  copy: string;
  copied: string;
  /** Stands beside the button. */
  children?: ReactNode;
};

/** Some lines that readers take elsewhere as they are: code, a citation. */
export function TextToCopy({ text, label, copy, copied, children }: TextToCopyProps) {
  return (
    <div className={styles.block}>
      <ScrollFrame label={label} className={styles.text}>
        <pre>{text}</pre>
      </ScrollFrame>
      <div className={styles.actions}>
        <CopyButton text={text} label={copy} done={copied} />
        {children}
      </div>
    </div>
  );
}
