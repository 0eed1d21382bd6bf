'use client';

import { useAllWords } from '@/components/ui/all-words';
import { Segmented } from '@/components/ui/segmented';
import { useUrlParam } from '@/components/ui/url-state';
import type { ShownMeasure } from './rate';

const SHOWN = ['printed', 'error', 'accuracy'] as const satisfies ShownMeasure[];

/** Whether all tables of the page show rates as printed, as errors or as accuracies. */
export function useShownMeasure(): [ShownMeasure, (next: ShownMeasure) => void] {
  const [param, setParam] = useUrlParam('as');
  const value = SHOWN.find((each) => each === param) ?? 'printed';
  return [value, (next) => setParam(next === 'printed' ? null : next, 'replace')];
}

/** The choice above the tables. */
export function RateSwitch() {
  const { tables } = useAllWords().results;
  const [value, setValue] = useShownMeasure();
  return (
    <Segmented
      label={tables.show}
      showLabel
      value={value}
      options={SHOWN.map((each) => ({ value: each, label: tables.shown[each] }))}
      onChange={setValue}
    />
  );
}
