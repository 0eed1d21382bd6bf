'use client';

import type { WeightsControl } from '@/components/lab/workbench/use-weights';
import { useAllWords } from '@/components/ui/all-words';
import { errorText } from '@/components/ui/error-text';
import { InfoNotice } from '@/components/ui/notice';
import { SEEDED } from '@/lib/weights/catalogue';
import { sourceName } from './weights-name';

type WeightsNoticeProps = {
  control: WeightsControl;
  onChoose: (id: string) => void;
  /** Leads to where all weights are. */
  onOthers: () => void;
};

/** Says plainly where other weights compute than those that are wanted, or none, and what can be done about it. */
export function WeightsNotice({ control, onChoose, onOthers }: WeightsNoticeProps) {
  const all = useAllWords();
  const words = all.lab.weights;
  const { use, entries } = control;
  const others = { label: words.others, run: onOthers };
  const name = sourceName(all.lab, use.wanted);

  if (use.phase === 'beyond') {
    const whole = entries.find(({ kind, lastBlock }) => kind === 'hosted' && lastBlock === null);
    const onHub = whole ?? entries.find(({ place }) => place?.type === 'hub');
    return (
      <div data-tour="weights">
        <InfoNotice
          lines={[
            use.lastBlock === null ? words.beyond.lacks(name, use.lacks ?? '') : words.beyond.what(use.lastBlock),
            words.beyond.means,
          ]}
          actions={[
            ...(onHub ? [{ label: words.beyond.load(onHub.name), run: () => onChoose(onHub.id) }] : []),
            { label: words.seededInstead, run: () => onChoose(SEEDED) },
            others,
          ]}
        />
      </div>
    );
  }
  if (use.phase === 'meanwhile') {
    return (
      <InfoNotice
        lines={[words.meanwhile.what(name), words.meanwhile.means]}
        actions={[{ label: words.stop, run: control.cancel }, others]}
      />
    );
  }
  if (use.phase === 'instead') {
    const opened = use.error ? errorText(all, use.error).what : null;
    const what = opened ?? (control.misfit ? words.instead.misfit(name) : words.instead.stopped(name));
    return (
      <InfoNotice
        // What was said at length once is only named again.
        lines={control.silent ? [words.instead.silent(name)] : [what, words.instead.means, words.instead.next]}
        actions={[{ label: words.retry, run: control.retry }, others]}
      />
    );
  }
  return null;
}
