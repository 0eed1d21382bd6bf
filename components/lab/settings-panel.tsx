'use client';

import { useCallback, useState } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { Disclosure } from '@/components/ui/disclosure';
import { formatsFor } from '@/components/ui/format';
import { SizeField } from '@/components/ui/size-field';
import { useLanguage } from '@/components/ui/words';
import type { Model } from '@/lib/graph/model';
import type { NetworkDefinition, Preprocessing, Variant } from '@/lib/networks';
import { readingOf, smallestSizeOf } from '@/lib/reading/reading';
import type { InputSize } from '@/lib/reading/size';
import { OWN_FILE } from '@/lib/weights/catalogue';
import styles from './lab.module.css';
import { PreprocessingPanel } from './picture/preprocessing-panel';
import { sourceLabel } from './weights/weights-name';
import { WeightsPanel } from './weights/weights-panel';
import type { SettingsControl } from './workbench/lab-settings';
import type { PlacedNetwork, WorkbenchState } from './workbench/state';
import type { WeightsControl } from './workbench/use-weights';
import type { Workbench } from './workbench/workbench';

type SettingsPanelProps = {
  workbench: Workbench;
  state: WorkbenchState;
  definition: NetworkDefinition;
  variant: Variant;
  model: Model;
  network: PlacedNetwork;
  /** Of the input, in pixels. */
  size: InputSize;
  control: WeightsControl;
  /** What is done to the picture, and what the weights ask to be done. */
  preprocessing: Preprocessing;
  asked: Preprocessing;
  /** Takes the id of a source of weights. */
  onChoose: (id: string) => void;
  onChange: SettingsControl['change'];
};

/** Input size, weights and what is done to the picture, behind a line that says how they stand. */
export function SettingsPanel(props: SettingsPanelProps) {
  const { workbench, state, definition, variant, model, network, size, control, onChange } = props;
  const words = useAllWords().lab;
  const { use } = control;
  // The network is not computed at every size that the thumb passes.
  const [draft, setDraft] = useState<InputSize | null>(null);
  const check = useCallback((next: InputSize) => readingOf(model, next), [model]);
  const formats = formatsFor(useLanguage());
  return (
    <Disclosure
      summary={
        <span className={styles.settingsSummary}>
          <span>{words.settings.title}</span>
          <span className={styles.small}>{words.settings.now(formats.size(size), sourceLabel(words, use.wanted))}</span>
        </span>
      }
    >
      <div className={styles.settings}>
        <div className={styles.setting}>
          <SizeField
            label={words.settings.size}
            value={draft ?? size}
            smallest={smallestSizeOf(model)}
            unit="px"
            check={check}
            onChange={setDraft}
            onCommit={(next) => {
              setDraft(null);
              onChange({ size: next });
            }}
          />
          <p className={styles.small}>{words.settings.sizeSaysFor(definition.defaultSize)}</p>
        </div>
        <WeightsPanel
          state={state}
          entries={control.entries}
          use={use}
          unknown={control.unknown}
          faces={definition.id === 'inception-resnet-v1' && variant.source === 'code'}
          onChoose={props.onChoose}
          onFile={async (chosen) => {
            if (await workbench.weights.chooseWeights(chosen, network)) onChange({ weights: OWN_FILE });
          }}
          onDismiss={() => workbench.weights.dismissRefusal()}
          onMirror={(text) => workbench.weights.chooseMirror(text)}
        />
        <PreprocessingPanel
          value={props.preprocessing}
          asked={props.asked}
          onChange={(next) => onChange({ preprocessing: next })}
        />
      </div>
    </Disclosure>
  );
}
