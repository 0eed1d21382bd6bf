import { Children, isValidElement, type ReactNode } from 'react';
import { networkName, placeName } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import type { ProseContent } from '@/content/prose';
import styles from './exercise.module.css';
import { ArticleFault } from './fault';
import { PredictForm } from './predict-form';
import { quantityOf, type What } from './quantity';
import { subjectOf } from './subject';

/** A hint; stands inside `<Exercise>` only. */
export function Hint(_: { children: ReactNode }): ReactNode {
  throw new ArticleFault('<Hint>', 'it stands inside <Exercise>');
}

/** Why the answer is what it is; stands inside `<Exercise>` only. */
export function Because(_: { children: ReactNode }): ReactNode {
  throw new ArticleFault('<Because>', 'it stands inside <Exercise>');
}

/** What an exercise can ask: the shape that leaves the part, or one number about it. */
const ASKED = ['output', 'parameters', 'macs', 'values', 'receptive-field'] as const satisfies readonly What[];
type Asked = (typeof ASKED)[number];

type ExerciseProps = {
  content: ProseContent;
  ask: Asked;
  of: string;
  /** Side of the square picture in pixels; not the network's own, so that no table has the answer. */
  size?: number;
  /** One `<Hint>` and one `<Because>`. */
  children: ReactNode;
};

/** The answer to an exercise, computed from the expression: [height, width, channels], [channels] or [one number]. */
export function answerOf(ask: ExerciseProps['ask'], of: string, size?: number): readonly number[] {
  const tag = `<Exercise ask="${ask}" of="${of}">`;
  if (!ASKED.includes(ask)) throw new ArticleFault(tag, `ask is one of ${ASKED.join(', ')}`);
  const { value } = quantityOf(tag, subjectOf(tag, of, size), ask);
  if (typeof value === 'number') return [value];
  if (ask === 'output') return value;
  const [side, ...others] = new Set(value);
  if (side === undefined || others.length > 0) throw new ArticleFault(tag, 'the answer is no single number');
  return [side];
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
  const { path, kind } = subject.part;
  const isNameless = subject.part.name === null && path !== null && path !== '';
  // A unit would be called by the branch that it stands in, which is more than the unit.
  const isUnit = isNameless && kind === 'unit';
  const name = content.words.picture.ofNetwork(
    isUnit ? exercise.unit(path) : placeName(content, subject),
    networkName(content, subject),
  );
  const where = isNameless && !isUnit ? <code>{path}</code> : null;
  const question = exercise.asks[ask](name, shape([subject.size, subject.size]));
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
