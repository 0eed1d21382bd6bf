import type { Explanation } from '@/lib/explanation';
import { Button } from './button';
import styles from './notice.module.css';

type NoticeAction = { readonly label: string; readonly run: () => void };

/** What went wrong, what it means for the reader, and what to do next: one sentence each. */
export type ErrorText = Explanation;

type ErrorNoticeProps = {
  text: ErrorText;
  action?: NoticeAction;
  /** Shown as a second button, e.g. "Dismiss". */
  dismiss?: NoticeAction;
};

/** An error in three sentences with the thing to do about it; announced at once. */
export function ErrorNotice({ text, action, dismiss }: ErrorNoticeProps) {
  return (
    <div className={`${styles.notice} ${styles.danger}`} role="alert">
      <div className={styles.text}>
        <p className={styles.what}>{text.what}</p>
        <p>{text.means}</p>
        <p>{text.next}</p>
      </div>
      {action || dismiss ? (
        <div className={styles.actions}>
          {action ? <Button onClick={action.run}>{action.label}</Button> : null}
          {dismiss ? (
            <Button variant="quiet" onClick={dismiss.run}>
              {dismiss.label}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

type InfoNoticeProps = {
  /** Each a sentence; the first stands out. */
  lines: readonly string[];
  /** The first is the likeliest. */
  actions?: readonly NoticeAction[];
};

/** Something to know that is no error, with what can be done about it; announced when there is time. */
export function InfoNotice({ lines, actions = [] }: InfoNoticeProps) {
  return (
    <div className={styles.notice} role="status">
      <div className={styles.text}>
        {lines.map((line, index) => (
          <p key={line} className={index === 0 ? styles.what : undefined}>
            {line}
          </p>
        ))}
      </div>
      {actions.length > 0 ? (
        <div className={styles.actions}>
          {actions.map(({ label, run }, index) => (
            <Button key={label} variant={index === 0 ? 'plain' : 'quiet'} onClick={run}>
              {label}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
