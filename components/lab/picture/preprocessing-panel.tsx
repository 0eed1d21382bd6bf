'use client';

import { useState } from 'react';
import { samePreprocessing } from '@/components/lab/workbench/preprocessing-text';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { Slider } from '@/components/ui/slider';
import type { Preprocessing } from '@/lib/networks';
import styles from '../lab.module.css';
import { OwnValues } from './own-values';
import { rangeOf, VALUE_RANGES } from './value-ranges';

type PreprocessingPanelProps = {
  value: Preprocessing;
  /** What the weights in use ask for. */
  asked: Preprocessing;
  /** Null goes back to what the weights ask. */
  onChange: (next: Preprocessing | null) => void;
};

/** What is done to the picture before the network sees it, as the weights ask, and open to change. */
export function PreprocessingPanel({ value, asked, onChange }: PreprocessingPanelProps) {
  const words = useAllWords().lab.preprocessing;
  const [draft, setDraft] = useState<number | null>(null);
  const same = samePreprocessing(value, asked);
  const change = (changes: Partial<Preprocessing>) => {
    const next = { ...value, ...changes };
    onChange(samePreprocessing(next, asked) ? null : next);
  };
  // Own values may be those of a named range until another is typed.
  const [own, setOwn] = useState(false);
  const range = own ? 'own' : rangeOf(value);
  const percent = Math.round(value.cropShare * 10000) / 100;
  return (
    <fieldset className={styles.group}>
      <legend>{words.title}</legend>
      <Slider
        label={words.crop}
        value={draft ?? percent}
        min={50}
        max={100}
        step={0.25}
        unit="%"
        onChange={setDraft}
        onCommit={(next) => {
          setDraft(null);
          if (next !== percent) change({ cropShare: next / 100 });
        }}
      />
      <Segmented
        label={words.interpolation}
        showLabel
        value={value.interpolation}
        options={(['bicubic', 'bilinear'] as const).map((filter) => ({ value: filter, label: words.filters[filter] }))}
        onChange={(interpolation) => change({ interpolation })}
      />
      <Select
        label={words.range}
        value={range}
        options={[...VALUE_RANGES.map(({ id }) => id), 'own' as const].map((id) => ({
          value: id,
          label: words.ranges[id],
        }))}
        onChange={(id) => {
          const chosen = VALUE_RANGES.find((each) => each.id === id);
          setOwn(!chosen);
          if (chosen) change({ mean: chosen.mean, std: chosen.std });
        }}
      />
      {range === 'own' ? <OwnValues value={value} onChange={change} /> : null}
      <p className={styles.small}>{same ? words.asked : words.changed}</p>
      {same && !own ? null : (
        <div className={styles.actions}>
          <Button
            onClick={() => {
              setOwn(false);
              onChange(null);
            }}
          >
            {words.reset}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
