import { estimateTime } from '@/components/lab/workbench/estimate';
import type { WorkbenchState } from '@/components/lab/workbench/state';
import type { Cost } from '@/components/lab/workbench/use-needs';
import { formatsFor } from '@/components/ui/format';
import { formatDuration } from '@/components/ui/value-format';
import type { Language } from '@/content/language-list';
import type { Words } from '@/content/words-type';
import type { BackendChoice, BackendName } from '@/lib/runtime/protocol';

/** What a tensor would cost, in words: time, and bytes of weights and activations; or that it is there. */
export function costText(
  { run, backend: { names } }: Words['lab'],
  language: Language,
  { nodes, macs, weightBytes, activationBytes }: Cost,
  { backend: opened, rates }: WorkbenchState,
  choice: BackendChoice,
): string {
  if (nodes.length === 0) return run.estimateKept;
  const { bytes } = formatsFor(language);
  const backend: BackendName = opened?.backend ?? (choice === 'auto' ? 'wasm' : choice);
  const { milliseconds, measured } = estimateTime(macs, rates, backend, opened?.adapter?.software ?? false);
  const duration = formatDuration(language, run, milliseconds);
  const time = measured ? run.about(duration) : run.aboutUnmeasured(duration, names[backend]);
  return run.estimate(time, bytes(weightBytes), bytes(activationBytes));
}
