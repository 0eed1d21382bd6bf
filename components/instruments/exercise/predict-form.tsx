'use client';

import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { useWords } from '@/components/ui/words';
import styles from './exercise.module.css';
import { judge, type Verdict } from './prediction';

type PredictFormProps = {
  /** Height, width and channels, or one number. */
  answer: readonly number[];
  ask: 'shape' | 'number';
};

/** A field for a prediction, checked against the computed answer and told apart axis by axis. */
export function PredictForm({ answer, ask }: PredictFormProps) {
  const { exercise } = useWords().prose.instruments;
  const field = useId();
  const said = useId();
  const [text, setText] = useState('');
  const [verdict, setVerdict] = useState<Verdict | null>(null);

  const words = (): string => {
    switch (verdict?.kind) {
      case undefined:
        return '';
      case 'empty':
        return exercise.empty;
      case 'unreadable':
        return ask === 'shape' ? exercise.unreadable : exercise.unreadableNumber;
      case 'right':
        return exercise.right;
      case 'rank':
        return `${exercise.wrong} ${exercise.rank(verdict.wanted)}`;
      case 'high':
        return `${exercise.wrong} ${exercise.high}`;
      case 'low':
        return `${exercise.wrong} ${exercise.low}`;
      case 'partly': {
        if (verdict.axes.length === 1) return exercise.wrong;
        const named = (wanted: boolean): readonly string[] =>
          exercise.axes.filter((_, axis) => verdict.axes[axis] === wanted);
        return `${exercise.wrong} ${exercise.partly(named(true), named(false))}`;
      }
    }
  };

  const label =
    ask === 'number' ? exercise.labelNumber : answer.length === 3 ? exercise.labelShape : exercise.labelVector;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setVerdict(judge(text, answer, ask));
      }}
    >
      <label className={styles.label} htmlFor={field}>
        {label}
      </label>
      <input
        id={field}
        className={styles.field}
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-describedby={said}
        onChange={(event) => {
          setText(event.target.value);
          setVerdict(null);
        }}
      />
      <Button type="submit">{exercise.check}</Button>
      <p id={said} className={styles.verdict} role="status" data-right={verdict?.kind === 'right' ? '' : undefined}>
        {words()}
      </p>
    </form>
  );
}
