import type { MDXComponents } from 'mdx/types';
import { Children, isValidElement, type ReactNode } from 'react';
import { networkName, placeName } from '@/components/code/op-name';
import { bind } from '@/components/prose/bind';
import { ArticleFault } from '@/components/prose/fault';
import { subjectOf } from '@/components/prose/subject';
import { formatsFor } from '@/components/ui/format';
import type { ProseContent } from '@/content/prose';
import type { InputSize } from '@/lib/reading/size';
import { type Asked, answerOf } from './answer';
import styles from './exercise.module.css';
import { PredictForm } from './predict-form';

/** A hint; stands inside `<Exercise>` only. */
export function Hint(_: { children: ReactNode }): ReactNode {
  throw new ArticleFault('<Hint>', 'it stands inside <Exercise>');
}

/** Why the answer is what it is; stands inside `<Exercise>` only. */
export function Because(_: { children: ReactNode }): ReactNode {
  throw new ArticleFault('<Because>', 'it stands inside <Exercise>');
}

type ExerciseProps = {
  content: ProseContent;
  ask: Asked;
  of: string;
  /** Side of the square picture in pixels; not the network's own, so that no table has the answer. */
  size?: InputSize;
  /** One `<Hint>` and one `<Because>`. */
  children: ReactNode;
};

/** “Predict the shape, then reveal”: a field to try in, a hint, and the answer with its reason. Readable without JavaScript. */
export function Exercise({ content, ask, of, size, children }: ExerciseProps) {
  const tag = `<Exercise ask="${ask}" of="${of}">`;
  const subject = subjectOf(tag, of, size);
  const answer = answerOf(ask, of, size);
  const words = content.words.instruments.exercise;
  const { shape, integer } = formatsFor(content.language);
  const part = (type: unknown): ReactNode =>
    Children.toArray(children).flatMap((child) =>
      isValidElement<{ children: ReactNode }>(child) && child.type === type ? [child.props.children] : [],
    )[0];
  const hint = part(Hint);
  const because = part(Because);
  if (because === undefined) throw new ArticleFault(tag, 'it wants a <Because> that explains the answer');
  const { path, kind } = subject.part;
  const isNameless = subject.part.name === null && path !== null && path !== '';
  // A unit would be called by the branch that it stands in, which is more than the unit.
  const isUnit = isNameless && kind === 'unit';
  const name = content.words.picture.ofNetwork(
    isUnit ? words.unit(path) : placeName(content, subject),
    networkName(content, subject),
  );
  const where = isNameless && !isUnit ? <code>{path}</code> : null;
  const question = words.asks[ask](name, shape([subject.height, subject.width]));
  return (
    <section className={styles.exercise} aria-label={words.title}>
      <p className={styles.title}>{words.title}</p>
      <p className={styles.question}>
        {question}
        {where ? <> ({where})</> : null}
        {words.ask}
      </p>
      <PredictForm answer={answer} ask={ask === 'output' ? 'shape' : 'number'} />
      {hint === undefined ? null : (
        <details className={styles.more}>
          <summary>{words.hint}</summary>
          <div>{hint}</div>
        </details>
      )}
      <details className={styles.more}>
        <summary>{words.reveal}</summary>
        <div>
          <p>
            <strong>
              {words.answer} {ask === 'output' ? shape(answer) : integer(answer[0] ?? 0)}
            </strong>
          </p>
          {because}
        </div>
      </details>
    </section>
  );
}

/** What articles call it by. */
export const exercise = (content: ProseContent): MDXComponents => ({
  Exercise: bind(Exercise, content),
  Hint,
  Because,
});
