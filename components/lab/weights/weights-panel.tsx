'use client';

import { type ReactNode, useId, useState } from 'react';
import { fileOf } from '@/components/lab/picture/picture-intake';
import { rangeOf } from '@/components/lab/picture/value-ranges';
import type { WorkbenchState } from '@/components/lab/workbench/state';
import type { WeightsInUse } from '@/components/lab/workbench/weights-in-use';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { Disclosure } from '@/components/ui/disclosure';
import { errorText } from '@/components/ui/error-text';
import { FileButton } from '@/components/ui/file-button';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { ScrollFrame } from '@/components/ui/scroll-frame';
import { TextToCopy } from '@/components/ui/text-to-copy';
import { useLanguage } from '@/components/ui/words';
import { accuracyLinks, FACES_PYTHON, FACES_RELEASE } from '@/content/weights';
import { IMAGENET_CLASSES } from '@/lib/graph/classifier';
import type { WeightReport } from '@/lib/runtime/protocol';
import { type CatalogueEntry, EXACT, OWN_FILE } from '@/lib/weights/catalogue';
import { HUB } from '@/lib/weights/hub-address';
import styles from '../lab.module.css';
import { StoredWeights } from './stored-weights';
import { sourceLabel } from './weights-name';

type WeightsPanelProps = {
  state: WorkbenchState;
  entries: readonly CatalogueEntry[];
  use: WeightsInUse;
  /** What the address asks for and no source here is; null where all is right. */
  unknown: string | null;
  /** Whether nobody publishes ImageNet weights of the network, so that the way to others is shown. */
  faces: boolean;
  onChoose: (id: string) => void;
  onFile: (file: File) => void;
  onDismiss: () => void;
  /** Null goes back to the hub. @returns whether the address is permitted. */
  onMirror: (text: string | null) => boolean;
};

/** Which weights compute the maps, where they are from and what they are worth; a mirror; a file of the reader's own. */
export function WeightsPanel({
  state,
  entries,
  use,
  unknown,
  faces,
  onChoose,
  onFile,
  onDismiss,
  onMirror,
}: WeightsPanelProps) {
  const all = useAllWords();
  const words = all.lab.weights;
  const { integer, bytes } = formatsFor(useLanguage());
  const hintId = useId();
  const name = useId();
  const { weightRefusal, weightsOpening } = state;
  const report = weightRefusal?.report;
  const file = entries.some(({ id }) => id === OWN_FILE) ? state.weightFile?.report : null;
  const { wanted } = use;

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
      <fieldset className={styles.group}>
        <legend>{words.title}</legend>
        <ul className={styles.sources}>
          {entries.map((entry) => (
            <li key={entry.id}>
              <label className={styles.source}>
                <input
                  type="radio"
                  name={name}
                  value={entry.id}
                  checked={entry.id === wanted.id}
                  onChange={() => onChoose(entry.id)}
                />
                <span>{sourceLabel(all.lab, entry)}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {unknown === null ? null : <p role="alert">{words.unknown(unknown)}</p>}
      <Provenance entry={wanted} />
      {entries.some(({ place }) => place?.type === 'hub') ? <MirrorField state={state} onMirror={onMirror} /> : null}
      {entries.some(({ place }) => place !== null) ? <StoredWeights /> : null}
      {state.hostedError ? <ErrorNotice text={errorText(all, state.hostedError)} /> : null}
      {faces ? (
        <Disclosure summary={words.faces.title}>
          <p className={styles.small}>{words.faces.says}</p>
          <TextToCopy text={FACES_PYTHON} label={words.faces.title} copy={words.faces.copy} copied={words.faces.copied}>
            <a href={FACES_RELEASE} className={styles.small}>
              {words.faces.download}
            </a>
          </TextToCopy>
        </Disclosure>
      ) : null}
      <div className={styles.actions}>
        <FileButton
          label={words.file}
          accept=".safetensors"
          onFile={onFile}
          disabled={weightsOpening !== null}
          describedBy={hintId}
        />
        <span id={hintId} className={styles.small}>
          {words.dropHint}
        </span>
      </div>
      {weightsOpening ? <p role="status">{words.opening(weightsOpening)}</p> : null}
      {file ? (
        <p className={styles.small} data-weights-file={file.name}>
          {fileText(words, file, integer, bytes)}
        </p>
      ) : null}
      {file ? <LackLists report={file} /> : null}
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
          <LackLists report={report} />
          <KeyList title={words.unexpected(integer(report.unexpected.length))} lines={report.unexpected} />
        </div>
      ) : null}
    </div>
  );
}

/** What a file of the reader's own holds, in sentences. */
function fileText(
  words: ReturnType<typeof useAllWords>['lab']['weights'],
  file: WeightReport,
  integer: (value: number) => string,
  bytes: (value: number) => string,
): string {
  const size = file.bytes === null ? words.unknownSize : bytes(file.bytes);
  const about = [file.name, integer(file.tensors), size, file.naming] as const;
  const lines = [file.lacking.length === 0 ? words.fits(...about) : words.part(...about, integer(file.lacking.length))];
  if (file.prefix !== '') lines.push(words.prefix(file.prefix));
  if (file.copies.length > 0) lines.push(words.copies(file.copies.join(', ')));
  if (file.classes !== null && (file.classes !== IMAGENET_CLASSES || file.head !== null)) {
    lines.push(words.head(integer(file.classes), file.head));
  }
  if (file.extras.length > 0) lines.push(`${words.extras(integer(file.extras.length))}.`);
  return lines.join(' ');
}

/** What a file lacks of the network, and in which way. */
function LackLists({ report }: { report: WeightReport }) {
  const words = useAllWords().lab.weights;
  const { integer } = formatsFor(useLanguage());
  const { missing, misshapen, uncomputable } = report;
  return (
    <>
      <KeyList title={words.missing(integer(missing.length))} lines={missing} />
      <KeyList
        title={words.misshapen(integer(misshapen.length))}
        lines={misshapen.map(({ key, wanted, found }) => `${key}: ${words.shapes(wanted.join('×'), found.join('×'))}`)}
      />
      <KeyList
        title={words.uncomputable(integer(uncomputable.length))}
        lines={uncomputable.map(({ key, dtype }) => `${key}: ${dtype}`)}
      />
    </>
  );
}

/** Where the chosen weights are from, what they are worth and what they ask, as far as it is known. */
function Provenance({ entry }: { entry: CatalogueEntry }) {
  const words = useAllWords().lab;
  const { facts, says } = words.weights;
  const { bytes, percent } = formatsFor(useLanguage());
  const { kind, accuracy, preprocessing: asked, place } = entry;
  const repository = place?.type === 'hub' || entry.name.includes('/') ? `${HUB}/${entry.name}` : null;
  const measured = accuracy && (
    <>
      {facts.accuracyOf(accuracy.top1.toFixed(1), accuracy.top5.toFixed(1))},{' '}
      <a href={accuracyLinks[accuracy.citation]}>{facts.cited}</a>
    </>
  );
  const source = repository ? <a href={repository}>{entry.name}</a> : entry.name;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [facts.source, source],
    [facts.revision, entry.revision],
    [facts.licence, entry.licence],
    [facts.accuracy, measured],
    [
      facts.picture,
      asked &&
        facts.pictureOf(
          percent(asked.cropShare),
          words.preprocessing.filters[asked.interpolation],
          words.preprocessing.ranges[rangeOf(asked)],
        ),
    ],
    [facts.size, entry.bytes === null ? null : bytes(entry.bytes)],
    [facts.rounded, entry.roundedTo === null ? null : facts.bits(entry.roundedTo)],
    [facts.ends, entry.lastBlock],
  ];
  const known = rows.filter(([, value]) => value !== null);
  return (
    <div className={styles.provenance} data-source={entry.id}>
      <p className={styles.small}>
        {kind === 'seeded' ? says[entry.id === EXACT ? 'exact' : 'calibrated'] : says[kind]}
      </p>
      {kind === 'seeded' || known.length === 0 ? null : (
        <dl className={styles.facts}>
          {known.map(([what, value]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** What stands for the hub where that cannot be reached. */
function MirrorField({ state, onMirror }: { state: WorkbenchState; onMirror: (text: string | null) => boolean }) {
  const all = useAllWords();
  const words = all.lab.weights.mirror;
  const { mirror, mirrorError } = state;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? mirror ?? '';
  return (
    <Disclosure summary={words.title} open={mirror !== null || mirrorError !== null || undefined}>
      <form
        className={styles.mirror}
        onSubmit={(event) => {
          event.preventDefault();
          if (onMirror(text)) setDraft(null);
        }}
      >
        <label className={styles.small} htmlFor={id}>
          {words.says}
        </label>
        <input
          id={id}
          type="url"
          inputMode="url"
          className={styles.link}
          placeholder="https://hf-mirror.com"
          value={text}
          onChange={(event) => setDraft(event.target.value)}
        />
        <div className={styles.actions}>
          <Button type="submit">{words.use}</Button>
          {mirror === null ? null : (
            <Button
              variant="quiet"
              onClick={() => {
                setDraft(null);
                onMirror(null);
              }}
            >
              {words.reset}
            </Button>
          )}
        </div>
      </form>
      <p className={styles.small} role="status">
        {words.now(new URL(mirror ?? HUB).host)}
      </p>
      {mirrorError ? <ErrorNotice text={errorText(all, mirrorError)} /> : null}
    </Disclosure>
  );
}

function KeyList({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <Disclosure summary={title}>
      <ScrollFrame label={title} className={styles.keys}>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </ScrollFrame>
    </Disclosure>
  );
}
