import type { ReactNode } from 'react';
import { placeName } from '@/components/code/op-name';
import type { ProseContent } from '@/content/prose';
import { Cite } from './cite';
import { ArticleFault } from './fault';
import styles from './paper-vs-code.module.css';
import { stepsOf } from './steps';
import { subjectOf } from './subject';

type PaperVsCodeProps = {
  content: ProseContent;
  /** The branch, whose steps in the code are read off the expression. */
  of: string;
  /** The branch as the paper draws it: an address in a variant made from the figures. */
  paper: string;
  cite: string;
  code: string;
  /** What follows from the difference. */
  children: ReactNode;
};

/** A branch as the paper draws it beside the branch as released, step by step, differences marked. */
export function PaperVsCode({ content, of, paper, cite, code, children }: PaperVsCodeProps) {
  const tag = `<PaperVsCode of="${of}">`;
  const subject = subjectOf(tag, of);
  const released = stepsOf(tag, content, subject.part);
  const figure = subjectOf(tag, paper);
  if (figure.source !== 'figures') throw new ArticleFault(tag, `“${paper}” is not of a variant made from figures`);
  const drawn = stepsOf(tag, content, figure.part);
  if (drawn.length !== released.length) {
    throw new ArticleFault(tag, `the code has ${released.length} steps: ${released.join(' · ')}`);
  }
  if (drawn.every((step, index) => step === released[index])) {
    throw new ArticleFault(tag, 'paper and code are the same here; there is nothing to set side by side');
  }
  const { paperVsCode } = content.words;
  const column = (title: string, steps: readonly string[], others: readonly string[], id: string) => (
    <div>
      <p className={styles.side}>
        {title} <Cite content={content} id={id} />
      </p>
      <ol className={styles.steps}>
        {steps.map((step, index) => {
          const differs = step !== others[index];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no other identity than its place.
            <li key={index} data-differs={differs ? '' : undefined}>
              {step}
              {differs ? <span className={styles.hidden}> ({paperVsCode.differs})</span> : null}
            </li>
          );
        })}
      </ol>
    </div>
  );
  return (
    <aside className={styles.box} aria-label={`${paperVsCode.title}: ${placeName(content, subject)}`}>
      <p className={styles.title}>{paperVsCode.title}</p>
      <div className={styles.columns}>
        {column(paperVsCode.paper, drawn, released, cite)}
        {column(paperVsCode.code, released, drawn, code)}
      </div>
      <div className={styles.after}>{children}</div>
    </aside>
  );
}
