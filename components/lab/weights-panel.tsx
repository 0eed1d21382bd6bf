'use client';

import { useId, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { Segmented } from '@/components/ui/segmented';
import { useLanguage, useWords } from '@/components/ui/words';
import type { WeightReport } from '@/lib/runtime/protocol';
import { errorText } from './error-text';
import styles from './lab.module.css';
import { fileOf } from './picture-intake';
import type { WeightMode } from './weights';
import { WEIGHT_MODES } from './weights';
import type { WorkbenchState } from './workbench';

type WeightsPanelProps = {
  state: WorkbenchState;
  mode: WeightMode;
  /** The file that is in use or can be; null where none was opened for this network. */
  file: WeightReport | null;
  onMode: (mode: WeightMode) => void;
  onFile: (file: File) => void;
  onDismiss: () => void;
};

/** Which weights compute the maps, what they are worth, and a file of the reader's own with all that is wrong in it. */
export function WeightsPanel({ state, mode, file, onMode, onFile, onDismiss }: WeightsPanelProps) {
  const all = useWords();
  const words = all.lab.weights;
  const { integer, bytes } = formatsFor(useLanguage());
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const { weightRefusal, weightsOpening } = state;
  const report = weightRefusal?.report;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button does the same.
    <div
      className={styles.setting}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const dropped = fileOf(event.dataTransfer);
        if (dropped) onFile(dropped);
      }}
    >
      <Segmented
        label={words.title}
        showLabel
        value={mode}
        options={WEIGHT_MODES.filter((value) => value !== 'file' || file !== null).map((value) => ({
          value,
          label: words.modes[value],
        }))}
        onChange={onMode}
      />
      <p className={styles.small}>{mode === 'file' ? words.says.file(file?.name ?? '') : words.says[mode]}</p>
      <div className={styles.actions}>
        <input
          ref={input}
          type="file"
          accept=".safetensors"
          hidden
          aria-label={words.file}
          onChange={(event) => {
            const chosen = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (chosen) onFile(chosen);
          }}
        />
        <Button aria-describedby={hintId} disabled={weightsOpening !== null} onClick={() => input.current?.click()}>
          {words.file}
        </Button>
        <span id={hintId} className={styles.small}>
          {words.dropHint}
        </span>
      </div>
      {weightsOpening ? <p role="status">{words.opening(weightsOpening)}</p> : null}
      {file ? (
        <p className={styles.small} data-weights-file={file.name}>
          {words.fits(
            file.name,
            integer(file.tensors),
            file.bytes === null ? words.unknownSize : bytes(file.bytes),
            file.naming,
          )}
          {file.extras.length > 0 ? ` ${words.extras(integer(file.extras.length))}.` : ''}
        </p>
      ) : null}
      {file ? <KeyList title={words.unread(integer(file.unexpected.length))} lines={file.unexpected} /> : null}
      {weightRefusal ? (
        <ErrorNotice
          text={
            report
              ? {
                  what: words.refused.what(weightRefusal.name),
                  means: words.refused.means(
                    integer(report.missing.length),
                    integer(report.unexpected.length),
                    integer(report.misshapen.length),
                  ),
                  next: words.refused.next,
                }
              : errorText(all, weightRefusal.error)
          }
          dismiss={{ label: all.lab.dismiss, run: onDismiss }}
        />
      ) : null}
      {report ? (
        <div>
          <KeyList title={words.missing(integer(report.missing.length))} lines={report.missing} />
          <KeyList title={words.unexpected(integer(report.unexpected.length))} lines={report.unexpected} />
          <KeyList
            title={words.misshapen(integer(report.misshapen.length))}
            lines={report.misshapen.map(
              ({ key, wanted, found }) => `${key}: ${words.shapes(wanted.join('×'), found.join('×'))}`,
            )}
          />
        </div>
      ) : null}
    </div>
  );
}

function KeyList({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Disclosure summary={title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className={styles.keys} tabIndex={0} aria-label={title}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Disclosure>
  );
}
