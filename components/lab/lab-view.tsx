'use client';

import { useMemo, useRef } from 'react';
import { useAllWords } from '@/components/ui/all-words';
import { errorText } from '@/components/ui/error-text';
import { formatsFor } from '@/components/ui/format';
import { ErrorNotice } from '@/components/ui/notice';
import { useInView } from '@/components/ui/use-in-view';
import { useLanguage } from '@/components/ui/words';
import { IMAGENET_CLASSES } from '@/lib/graph/classifier';
import type { Model, NetworkModel } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import type { NetworkDefinition, Variant } from '@/lib/networks';
import { extentOf, type InputSize } from '@/lib/reading/size';
import { SEEDED } from '@/lib/weights/catalogue';
import { ChannelPanel } from './channel/channel-panel';
import { useLabHead } from './head/use-lab-head';
import styles from './lab.module.css';
import type { LabAnswer } from './lab-answer';
import { LabHeading } from './lab-heading';
import { FEW, MapsPanel } from './maps/maps-panel';
import { posterOf } from './maps/poster';
import { PosterView } from './maps/poster-view';
import { ViewActions } from './maps/view-actions';
import { partTitle } from './part-title';
import { PicturePanel } from './picture/picture-panel';
import { costText } from './run/cost-text';
import { RunBar } from './run/run-bar';
import { SettingsPanel } from './settings-panel';
import { useLab } from './use-lab';
import { sourceName } from './weights/weights-name';
import { WeightsNotice } from './weights/weights-notice';
import type { SettingsControl } from './workbench/lab-settings';
import { type LabTarget, labTarget, withChannel, withPath } from './workbench/lab-target';
import type { MapPlace } from './workbench/place';
import { samePreprocessing } from './workbench/preprocessing-text';
import { DEFAULT_SAMPLE } from './workbench/samples';
import { useNeeds } from './workbench/use-needs';
import { useWorkbench } from './workbench/use-workbench';

type LabViewProps = {
  definition: NetworkDefinition;
  variant: Variant;
  model: NetworkModel;
  control: SettingsControl;
  /** An embedded lab stays inside this part and offers the parts of it. */
  within: Part | null;
  /** True where nothing is selected, so that the lab chose what to show. */
  byDefault: boolean;
  link: () => string;
  /** Told of everything that the lab shows of what is selected; null or left out where nobody listens. */
  onAnswer?: ((answer: LabAnswer) => void) | null;
};

/** The target of an address, or why it has none. */
function useTarget(model: Model, network: string, at: string, size: InputSize) {
  return useMemo((): { target: LabTarget; error: null } | { target: null; error: unknown } => {
    try {
      return { target: labTarget(model, network, at, size), error: null };
    } catch (error) {
      return { target: null, error };
    }
  }, [model, network, at, size]);
}

/** A lab whose state is held by somebody else: the address of the page, or the lab itself. */
export function LabView(props: LabViewProps) {
  const { model, definition, control } = props;
  const all = useAllWords();
  const { target, error } = useTarget(model, definition.id, control.settings.at, control.settings.size);
  const last = useRef<LabTarget | null>(null);
  if (target) last.current = target;
  const shown = target ?? last.current;
  return (
    <div className={styles.lab}>
      {error ? <ErrorNotice text={errorText(all, error)} /> : null}
      {shown ? <LabOf {...props} target={shown} /> : null}
    </div>
  );
}

function LabOf({
  definition,
  variant,
  model,
  control: lab,
  within,
  byDefault,
  link,
  onAnswer,
  target,
}: LabViewProps & { target: LabTarget }) {
  const all = useAllWords();
  const words = all.lab;
  const language = useLanguage();
  const { bytes, integer, shape: shapeText } = formatsFor(language);
  const [workbench, state] = useWorkbench();
  const root = useRef<HTMLDivElement>(null);
  const inView = useInView(root);
  const { settings, change } = lab;
  const { size, sort, range } = settings;
  const {
    network,
    forced,
    prepared,
    picture,
    preprocessing,
    asked,
    control,
    name,
    run,
    stale,
    cancel,
    retry,
    openingSince,
    current,
    place,
    setOwnPlace,
  } = useLab(workbench, state, { definition, variant, model, target, settings, inView, root, onAnswer });
  const { use } = control;
  const weights = use.choice;
  const isOpening = openingSince !== null;
  const { channel } = target.address;

  const title = partTitle(words, target.part);
  const path = target.address.path;
  const tensorName = target.tensor && target.tensors.length > 1 ? words.tensors[target.tensor] : null;
  const what = [title, path, tensorName].filter(Boolean).join(' · ');
  // A file has as many classes as its own head, whatever the network as it is published has.
  const built = target.shape.at(-1) ?? 0;
  const isScores = target.shape.length === 1 && built === IMAGENET_CLASSES;
  const units = (isScores ? use.report?.classes : null) ?? built;
  const channels = integer(units);
  const isMap = target.shape.length === 3;

  const left = useNeeds(
    workbench,
    state.revision,
    { model, shapes: target.shapes, network, picture: prepared, weights, node: target.node.id, file: null },
    false,
  );
  const estimate = costText(words, language, left, state, forced);

  // A poster shows the first sample as it is, at the published size, with the weights that it names: nothing else.
  const origin = state.picture?.origin;
  const posterFits =
    (!origin || (origin.kind === 'sample' && origin.sample === DEFAULT_SAMPLE)) &&
    !state.crop &&
    size === definition.defaultSize &&
    samePreprocessing(preprocessing, definition.preprocessing) &&
    use.phase !== 'beyond';
  const prepainted = posterFits ? posterOf(definition.id, variant.id, target.node.id) : null;
  // One of other weights than those that will compute may stand only where nothing was chosen, if it is seeded and says so.
  const isOfOthers = prepainted !== null && prepainted.weights !== use.entry.id;
  const drawn = isOfOthers && (settings.weights !== null || prepainted.weights !== SEEDED) ? null : prepainted;
  const poster = drawn && <PosterView node={target.node.id} poster={drawn} fit={(target.shape.at(-1) ?? 0) <= FEW} />;

  const runLabel =
    use.phase === 'announced'
      ? (isMap ? words.weights.load : words.weights.loadVector)(bytes(control.bytes), channels)
      : (isMap ? words.run.start : words.run.startVector)(channels);
  const announcement = (control.saving ? words.weights.announcedSaving : words.weights.announced)(
    sourceName(words, use.wanted),
    bytes(control.bytes),
  );
  const choose = (id: string) => change({ weights: id === control.best ? null : id });

  const input = extentOf(run.shown?.size ?? size);
  const detail = useRef<HTMLDivElement>(null);
  /** Where the columns stand below each other the channel may open out of sight. */
  const showDetail = () => {
    const top = detail.current?.getBoundingClientRect().top ?? 0;
    const out = top < 0 || top > window.innerHeight * 0.75;
    if (out && !window.matchMedia('(min-width: 66rem)').matches) detail.current?.scrollIntoView({ block: 'start' });
  };
  const openChannel = (next: number | null) => {
    change(
      { at: withChannel(target.address, next, next === null ? null : place) },
      channel === null ? 'push' : 'replace',
    );
  };
  const options = useRef<HTMLDivElement>(null);
  const showWeights = () => {
    const details = options.current?.querySelector('details');
    if (!details) return;
    details.open = true;
    details.scrollIntoView({ block: 'start' });
    details.querySelector('summary')?.focus({ preventScroll: true });
  };
  const columns = useRef<HTMLDivElement>(null);
  const head = useLabHead({
    workbench,
    state,
    model,
    network,
    target,
    within,
    picture,
    definition,
    variant,
    chosenWeights: settings.weights,
    choice: forced,
    started: state.started,
    inView,
    onChannel: (at) => {
      workbench.start();
      change({ at }, 'push');
      columns.current?.scrollIntoView({ block: 'start' });
    },
    onWeights: showWeights,
  });
  const setPlace = (next: MapPlace | null) => {
    setOwnPlace(next && { node: target.node.id, place: next });
    if (channel !== null) change({ at: withChannel(target.address, channel, next) }, 'replace');
  };

  return (
    <div ref={root} className={styles.inside} data-weights={use.phase} data-source={use.entry.id}>
      <LabHeading target={target} within={within} byDefault={byDefault} onChange={(at) => change({ at }, 'push')} />

      {head.first ? head.panel : null}

      <div ref={columns} className={styles.columns}>
        <div ref={options} className={styles.inputs}>
          <PicturePanel
            workbench={workbench}
            state={state}
            size={size}
            preprocessing={preprocessing}
            prepared={picture}
          />
          <SettingsPanel
            workbench={workbench}
            state={state}
            definition={definition}
            variant={variant}
            model={model}
            network={network}
            size={size}
            control={control}
            preprocessing={preprocessing}
            asked={asked}
            onChoose={choose}
            onChange={change}
          />
        </div>

        <div className={styles.outputs}>
          {use.phase === 'beyond' ? null : (
            <RunBar
              run={use.phase === 'announced' ? { ...run, phase: 'idle' } : run}
              state={state}
              what={what}
              runLabel={runLabel}
              estimate={use.phase === 'announced' ? announcement : estimate}
              opening={
                openingSince !== null
                  ? { says: words.weights.asking(sourceName(words, use.wanted)), since: openingSince }
                  : null
              }
              other={
                use.phase === 'announced' ? { label: words.weights.seededInstead, run: () => choose(SEEDED) } : null
              }
              ready={picture !== null}
              onRun={() => {
                if (use.phase === 'announced') control.agree();
                if (state.started && use.phase !== 'announced') retry();
                else workbench.start();
              }}
              onCancel={isOpening ? control.cancel : cancel}
            />
          )}
          {state.started || use.phase === 'beyond' ? (
            <WeightsNotice control={control} onChoose={choose} onOthers={showWeights} />
          ) : null}
          <MapsPanel
            shown={run.shown}
            stale={stale}
            name={title}
            channels={units}
            vector={!isMap}
            sort={sort}
            onSort={(next) => change({ sort: next })}
            range={range}
            onRange={(next) => change({ range: next })}
            open={current ? channel : null}
            poster={poster}
            onOpen={(next) => {
              openChannel(next);
              showDetail();
            }}
          />
          <p className={styles.made} data-made={run.shown?.request.node}>
            {run.shown
              ? `${run.shown.target.node.id}, ${shapeText(run.shown.view.shape)}: ${run.shown.weightsName}.`
              : drawn && isOfOthers
                ? words.weights.advance(words.weights.short.calibrated, name)
                : `${words.weights.title}: ${name}.`}
          </p>
          <ViewActions
            shown={run.shown}
            caption={[
              `${definition.title}, ${run.shown?.target.node.id ?? path}, ${shapeText(run.shown?.view.shape ?? target.shape)}`,
              words.settings.input(input.height, input.width),
            ]}
            link={link}
            onReset={() => {
              void workbench.reset();
              change({
                at: withPath(within?.path ?? path),
                size: definition.defaultSize,
                sort: 'index',
                range: 'channel',
                weights: null,
                preprocessing: null,
              });
            }}
          />
        </div>

        <div ref={detail} className={styles.detail}>
          {prepared ? (
            <ChannelPanel
              workbench={workbench}
              model={model}
              picture={current?.picture ?? prepared}
              shown={current}
              channel={channel}
              place={place}
              onOpen={openChannel}
              onPlace={setPlace}
            />
          ) : (
            <div className={styles.detailWait} aria-hidden="true" />
          )}
        </div>
      </div>

      {head.first ? null : head.panel}
    </div>
  );
}
