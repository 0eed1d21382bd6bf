import { Children, isValidElement, type ReactNode } from 'react';
import { formatsFor } from '@/components/ui/format';
import type { ProseContent } from '@/content/prose';
import styles from './exercise.module.css';
import { ArticleFault } from './fault';
import { networkName, placeName } from './op-name';
import { PredictForm } from './predict-form';
import { costOfSubject, outputOf } from './quantity';
import { subjectOf } from './subject';

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
  /** The shape that leaves the part, or its number of parameters. */
  ask: 'output' | 'parameters';
  of: string;
  /** Side of the square picture in pixels; not the network's own, so that no table has the answer. */
  size?: number;
  /** One `<Hint>` and one `<Because>`. */
  children: ReactNode;
};

/** The answer to an exercise, computed from the expression: [height, width, channels], [channels] or [count]. */
export function answerOf(ask: ExerciseProps['ask'], of: string, size?: number): readonly number[] {
  const tag = `<Exercise ask="${ask}" of="${of}">`;
  const subject = subjectOf(tag, of, size);
  if (ask === 'output') return outputOf(subject);
  if (ask === 'parameters') return [costOfSubject(subject).parameters];
  throw new ArticleFault(tag, 'ask is output or parameters');
}

/** “Predict the shape, then reveal”: a field to try in, a hint, and the answer with its reason. Readable without JavaScript. */
export function Exercise({ content, ask, of, size, children }: ExerciseProps) {
  const tag = `<Exercise ask="${ask}" of="${of}">`;
  const subject = subjectOf(tag, of, size);
  const answer = answerOf(ask, of, size);
  const { exercise } = content.words;
  const { shape, integer } = formatsFor(content.language);
  const part = (type: unknown): ReactNode =>
    Children.toArray(children).flatMap((child) =>
      isValidElement<{ children: ReactNode }>(child) && child.type === type ? [child.props.children] : [],
    )[0];
  const hint = part(Hint);
  const because = part(Because);
  if (because === undefined) throw new ArticleFault(tag, 'it wants a <Because> that explains the answer');
  const name = content.words.picture.ofNetwork(placeName(content, subject), networkName(content, subject));
  const { path } = subject.part;
  const where = subject.part.name === null && path ? <code>{path}</code> : null;
  const question =
    ask === 'output' ? exercise.askOutput(name, shape([subject.size, subject.size])) : exercise.askParameters(name);
  return (
    <section className={styles.exercise} aria-label={exercise.title}>
      <p className={styles.title}>{exercise.title}</p>
      <p className={styles.question}>
        {question}
        {where ? <> ({where})</> : null}
        {exercise.ask}
      </p>
      <PredictForm answer={answer} ask={ask === 'output' ? 'shape' : 'number'} />
      {hint === undefined ? null : (
        <details className={styles.more}>
          <summary>{exercise.hint}</summary>
          <div>{hint}</div>
        </details>
      )}
      <details className={styles.more}>
        <summary>{exercise.reveal}</summary>
        <div>
          <p>
            <strong>
              {exercise.answer} {ask === 'output' ? shape(answer) : integer(answer[0] ?? 0)}
            </strong>
          </p>
          {because}
        </div>
      </details>
    </section>
  );
}
