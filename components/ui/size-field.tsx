'use client';

import { type KeyboardEvent, useId, useState } from 'react';
import { AtlasError } from '@/lib/error';
import { type Explanation, explain } from '@/lib/explanation';
import { extentOf, formatSize, type InputSize, LARGEST_SIZE, parseSide, parseSize } from '@/lib/reading/size';
import { Field } from './field';
import styles from './size-field.module.css';
import track from './slider.module.css';
import { useWords } from './words';

/** Where the track ends, in pixels: on a longer one a step of the thumb would be many pixels. Larger sizes are typed. */
const TRACK_END = 600;

type SizeFieldProps<Size extends InputSize> = {
  label: string;
  value: Size;
  /** The smallest side of a square, in pixels. */
  smallest: number;
  unit: string;
  /** Called at every move, and with what was typed once it is entered or left. */
  onChange: (next: Size) => void;
  /** Called once when a move ends; use it for what is dear. */
  onCommit?: (next: Size) => void;
};

type AnySizeProps = SizeFieldProps<InputSize> & {
  /** Whether the network takes a size. @throws AtlasErrors where it does not: they are shown. */
  check: (size: InputSize) => unknown;
};

type Read<Size> = (text: string) => Size;

function SizeControl<Size extends InputSize>(
  props: SizeFieldProps<Size> & { hint: string | undefined; ofSide: (side: number) => Size; read: Read<Size> },
) {
  const { label, value, smallest, unit, onChange, onCommit, hint, ofSide, read } = props;
  const { errors, marks } = useWords();
  const id = useId();
  // What is being typed may be incomplete ("2" on the way to "299"), so it counts only when it is left or entered.
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Explanation | null>(null);
  const side = extentOf(value).height;
  const text = formatSize(value);

  function choose(next: Size) {
    setDraft(null);
    setRefusal(null);
    onChange(next);
  }

  function settle() {
    if (draft === null) return;
    if (draft.trim() === '' || draft === text) {
      setDraft(null);
      setRefusal(null);
      return;
    }
    try {
      // Spaces mean nothing to somebody who types.
      const next = read(draft.replace(/\s/g, ''));
      choose(next);
      onCommit?.(next);
    } catch (error) {
      // What was typed stays, so that it can be mended.
      if (!(error instanceof AtlasError)) throw error;
      setRefusal(explain(errors, error));
    }
  }

  function key(event: KeyboardEvent<HTMLInputElement>) {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === 'Enter') settle();
    if (step === undefined || draft !== null || typeof value !== 'number') return;
    event.preventDefault();
    const stepped = value + step;
    if (stepped < smallest || stepped > LARGEST_SIZE) return;
    choose(ofSide(stepped));
    onCommit?.(ofSide(stepped));
  }

  const commitRange = (target: HTMLInputElement): void => onCommit?.(ofSide(Number(target.value)));

  return (
    <Field label={label} of={id}>
      <div className={track.row}>
        <input
          id={id}
          className={track.range}
          type="range"
          min={smallest}
          max={TRACK_END}
          value={side}
          aria-valuetext={`${text} ${unit}`}
          onChange={(event) => choose(ofSide(Number(event.target.value)))}
          onPointerUp={(event) => commitRange(event.currentTarget)}
          onKeyUp={(event) => commitRange(event.currentTarget)}
        />
        <input
          className={`${track.number} ${styles.text}`}
          type="text"
          // Digits alone would leave out the x.
          inputMode={hint === undefined ? 'numeric' : 'text'}
          role="spinbutton"
          autoComplete="off"
          spellCheck={false}
          aria-label={label}
          aria-valuemin={smallest}
          aria-valuemax={LARGEST_SIZE}
          aria-valuenow={side}
          aria-valuetext={text}
          aria-invalid={refusal !== null || undefined}
          aria-describedby={refusal === null ? undefined : `${id}-refused`}
          title={hint}
          value={draft ?? text}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={settle}
          onKeyDown={key}
        />
        <span className={track.unit}>{unit}</span>
      </div>
      {refusal === null ? null : (
        <p className={styles.refused} id={`${id}-refused`} role="alert">
          {refusal.what + marks.gap + refusal.next}
        </p>
      )}
    </Field>
  );
}

/** The size of the input: a track for squares, and a field that takes a side or height × width. What is no size is refused in words. */
export function SizeField({ check, ...props }: AnySizeProps) {
  const { shell } = useWords();
  const read = (text: string): InputSize => {
    const size = parseSize(text, props.smallest);
    check(size);
    return size;
  };
  return <SizeControl {...props} hint={shell.sizeHint} ofSide={(side) => side} read={read} />;
}

/** The same where only a square will do. */
export function SideField(props: SizeFieldProps<number>) {
  return (
    <SizeControl {...props} hint={undefined} ofSide={(side) => side} read={(text) => parseSide(text, props.smallest)} />
  );
}
