'use client';

import { useAllWords } from '@/components/ui/all-words';
import { Segmented } from '@/components/ui/segmented';
import { params } from '@/components/ui/url-params';
import { useParam } from '@/components/ui/use-param';
import type { ShownMeasure } from './rate';

/** Whether all tables of the page show rates as printed, as errors or as accuracies. */
export function useShownMeasure(): [ShownMeasure, (next: ShownMeasure) => void] {
  const [value, setValue] = useParam(params.rates);
  return [value, (next) => setValue(next, 'replace')];
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
      options={params.rates.values.map((each) => ({ value: each, label: tables.shown[each] }))}
      onChange={setValue}
    />
  );
}
