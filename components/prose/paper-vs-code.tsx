import type { ReactNode } from 'react';
import type { ProseContent } from '@/content/prose';
import type { Part } from '@/lib/graph/naming';
import { Cite } from './cite';
import { ArticleFault } from './fault';
import { isValid, placeName, windowText } from './op-name';
import styles from './paper-vs-code.module.css';
import { type Subject, subjectOf } from './subject';

/** The steps of a branch as the paper's figures write them: `1×1 64`, `3×3 96 V`, `(1×3 256 | 3×1 256)`. */
export function stepsOf(tag: string, { part }: Pick<Subject, 'part'>): readonly string[] {
  const step = (each: Part): string => {
    const { expression } = each;
    if (expression?.kind === 'unit') {
      const valid = isValid(expression) ? ' V' : '';
      return `${windowText(expression.kernel)} ${expression.filters}${valid}`;
    }
    if (expression?.kind === 'concat') return `(${each.children.map(step).join(' | ')})`;
    throw new ArticleFault(tag, `a branch of convolutions is wanted; ${each.path ?? each.id} is a ${each.kind}`);
  };
  return part.kind === 'chain' ? part.children.map(step) : [step(part)];
}

type PaperVsCodeProps = {
  content: ProseContent;
  /** The branch, whose steps in the code are read off the expression. */
  of: string;
  /** The steps in the paper's figure, with `·` between them. */
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
  const released = stepsOf(tag, subject);
  const drawn = paper.split('·').map((step) => step.trim());
  if (drawn.length !== released.length) {
    throw new ArticleFault(tag, `the code has ${released.length} steps: ${released.join(' · ')}`);
  }
  if (drawn.every((step, index) => step === released[index])) {
    throw new ArticleFault(tag, 'paper and code are the same here; there is nothing to set side by side');
  }
  const { paperVsCode } = content.words;
  const column = (title: string, steps: readonly string[], others: readonly string[], id: string) => (
    <div className={styles.column}>
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
