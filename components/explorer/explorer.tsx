'use client';

import dynamic from 'next/dynamic';
import { memo, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { NetworkStrip } from '@/components/diagram';
import { Inspector as InspectorPanel } from '@/components/inspector/inspector';
import { shortTitleOf, titleOf } from '@/components/inspector/labels';
import { PartTable } from '@/components/inspector/part-table';
import { SelectingProvider } from '@/components/inspector/selecting';
import { useLabels } from '@/components/inspector/use-labels';
import type { LabAnswer } from '@/components/lab/lab-answer';
import { useAllWords } from '@/components/ui/all-words';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { DisclosureOnDemand } from '@/components/ui/disclosure-on-demand';
import { learnHref } from '@/components/ui/links';
import { loadPart } from '@/components/ui/load-part';
import { Segmented } from '@/components/ui/segmented';
import { SizeField } from '@/components/ui/size-field';
import { TourLink } from '@/components/ui/tour-link';
import { TOUR_NETWORK } from '@/components/ui/tour-steps';
import { params } from '@/components/ui/url-params';
import { setUrlParams } from '@/components/ui/url-state';
import { useParam } from '@/components/ui/use-param';
import { variantTitle } from '@/components/ui/variant-title';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLanguage } from '@/components/ui/words';
import type { AtlasError } from '@/lib/error';
import { AddressProblem } from './address-problem';
import styles from './explorer.module.css';
import { JumpBox } from './jump-box';
import { LabPlaceholder } from './lab-placeholder';
import { SelectionDrawing } from './selection-drawing';
import { NeighboursNav, TrailNav } from './trail-nav';
import { useExplorer } from './use-explorer';
import { VariantSwitch } from './variant-switch';

/** Loaded in the browser only, after the page: pictures and maps mean nothing in the exported HTML. */
const LoadedLab = dynamic(
  loadPart(() => import('@/components/lab/lab').then((module) => module.Lab)),
  {
    ssr: false,
    loading: () => <LabPlaceholder />,
  },
);

// Drawn again only when what they show changes, so that a click need not wait for them: see `Explorer`.
const Lab = memo(LoadedLab);
const Contents = memo(PartTable);
const Inspector = memo(InspectorPanel);
const Strip = memo(NetworkStrip);

/** Written when somebody wants to read it: nobody else waits for the generator. */
const PartCode = dynamic(
  loadPart(() => import('./part-code').then((module) => module.PartCode)),
  { ssr: false },
);

/** Loaded when somebody takes it. */
const Tour = dynamic(
  loadPart(() => import('@/components/tour').then((module) => module.TourIn)),
  { ssr: false },
);

/** Else it is of the size. */
const isOfVariant = ({ code }: AtlasError): boolean => code === 'address/unknown-variant';

type ExplorerProps = {
  network: string;
  /** The articles about this network, by the path of the stage that they treat; the empty path is the network. */
  articles: Readonly<Record<string, { readonly slug: string; readonly title: string }>>;
  /** What the notes say, by `variant/path`, or `/path` for all variants. */
  remarks: Readonly<Record<string, string>>;
};

/** A network to walk through: strip, drawing, inspector and lab, all showing the one selection of the address. */
export function Explorer({ network, articles, remarks }: ExplorerProps) {
  const { explorer: words, variants } = useAllWords();
  const language = useLanguage();
  const state = useExplorer(network);
  const { reading, selection, facts, problem, problems, selecting, block, view, size } = state;
  const { definition, variant } = reading;
  const context = useLabels(reading);
  const { formats } = context;
  const titleRef = useRef<HTMLHeadingElement>(null);
  const inspectorRef = useRef<HTMLDivElement>(null);
  const labRef = useRef<HTMLDivElement>(null);
  const { focused } = state;
  const drawn = view === 'part' && block !== null ? block : null;
  const [tour] = useParam(params.tour);
  const [answer, setAnswer] = useState<LabAnswer | null>(null);

  const codePart = drawn ?? reading.model.root;
  const codeName = shortTitleOf(context, codePart);

  // A click is answered by strip and trail; drawing, inspector, table and lab follow in tasks that the browser may
  // interrupt. All in one held the main thread for more than the 50 ms that a finger notices.
  const chosen = useMemo(
    () => ({ reading, selection, facts, context, drawn }),
    [reading, selection, facts, context, drawn],
  );
  const shown = useDeferredValue(chosen);
  const inside = useMemo(
    () => ({ part: state.container, facts: state.contents, selected: selection.part, context }),
    [state.container, state.contents, selection.part, context],
  );
  const contents = useDeferredValue(inside);
  // In a drawing that stays only the ring moves, and it moves at once.
  const drawing = shown.drawn === drawn && shown.reading === reading ? chosen : shown;
  // So does a channel of maps that stay: two quick presses of Next are two steps.
  const studied = (shown.selection.node === selection.node && shown.reading === reading ? chosen : shown).selection.at;

  // A selection may remove the very link that made it; the keyboard then goes on from the title of what was selected.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new selection can do that.
  useEffect(() => {
    if (focused.current && !focused.current.isConnected) titleRef.current?.focus({ preventScroll: true });
    focused.current = null;
    inspectorRef.current?.scrollTo({ top: 0 });
  }, [shown.selection.at]);

  const article = useMemo(() => {
    const place = shown.selection.part.kind === 'network' ? '' : shown.facts.stage?.path;
    const found = place === undefined || place === null ? undefined : articles[place];
    return found ? { href: learnHref(language, found.slug), title: found.title } : null;
  }, [shown, articles, language]);
  const path = shown.selection.part.path ?? '';
  const selectPart = useCallback((next: string | null) => selecting.select(next ?? ''), [selecting]);
  const title = titleOf(context, selection.part);
  const shape = formats.shape(facts.output);

  const showMaps = useCallback(() => {
    labRef.current?.scrollIntoView({ block: 'start' });
    labRef.current?.focus({ preventScroll: true });
  }, []);

  function showDetails() {
    titleRef.current?.scrollIntoView({ block: 'start' });
    titleRef.current?.focus({ preventScroll: true });
  }

  return (
    <SelectingProvider value={selecting}>
      <div className={styles.page}>
        <header className={styles.top}>
          <div>
            <h1 className={styles.title}>{definition.title}</h1>
            <p className={styles.lead}>
              {words.lead} <TourLink network={definition.id} />
            </p>
            <VariantSwitch
              definition={definition}
              variant={variant}
              onChange={state.setVariant}
              moved={
                state.movedFrom === null
                  ? null
                  : words.variants.moved(
                      state.movedFrom,
                      variantTitle(variants, variant),
                      shortTitleOf(context, selection.part),
                    )
              }
            />
          </div>
          <div className={styles.controls}>
            <JumpBox context={context} addressOf={state.addressOf} />
            <SizeField
              label={words.size}
              value={size}
              smallest={reading.smallest}
              unit="px"
              check={state.checkSize}
              onChange={state.setSize}
            />
          </div>
        </header>

        {problem ? (
          <AddressProblem
            problem={problem}
            nearest={state.nearest}
            standsIn={null}
            repair={{ label: words.problem.clear, run: () => setUrlParams(params.at.write(null)) }}
          />
        ) : null}
        {problems.map((each) => (
          <AddressProblem
            key={each.code}
            problem={each}
            nearest={[]}
            repair={{
              label: words.problem.showDefault,
              run: () => setUrlParams((isOfVariant(each) ? params.variant : params.size).write(null), 'replace'),
            }}
            standsIn={isOfVariant(each) ? null : words.problem.standsIn}
          />
        ))}

        <div className={styles.where}>
          <TrailNav part={selection.part} context={context} />
          <div className={styles.whereEnd}>
            {block === null ? null : (
              <Segmented
                label={words.view}
                value={view}
                options={[
                  { value: 'part', label: words.views.part },
                  { value: 'network', label: words.views.network },
                ]}
                onChange={state.setView}
              />
            )}
            {size === definition.defaultSize ? null : (
              <Button variant="quiet" onClick={() => state.setSize(definition.defaultSize)}>
                {words.sizeReset(formats.shape([definition.defaultSize, definition.defaultSize]))}
              </Button>
            )}
            <CopyButton label={words.copyLink} done={words.linkCopied} text={() => window.location.href} />
          </div>
        </div>

        <div className={styles.columns}>
          <section className={styles.strip} aria-label={words.strip} data-tour="strip">
            <h2 className={styles.stripTitle}>{words.strip}</h2>
            <Strip
              network={definition.id}
              variant={variant.id}
              size={reading.size}
              selected={selection.at}
              onSelect={selectPart}
            />
          </section>
          <div className={styles.middle}>
            <SelectionDrawing
              reading={drawing.reading}
              context={drawing.context}
              drawn={drawing.drawn}
              part={drawing.selection.part}
              selected={drawing.selection.at}
            />
            {selection.part.kind === 'network' ? null : <NeighboursNav part={selection.part} context={context} />}
            <DisclosureOnDemand summary={words.code(codeName)}>
              {() => (
                <PartCode
                  network={definition.id}
                  variant={variant.id}
                  model={reading.model}
                  part={codePart}
                  shapes={reading.shapes}
                  name={codeName}
                  selected={selection.at}
                  // Nothing inside a block means the block.
                  onSelect={(next) => selecting.select(next ?? drawn?.path ?? '')}
                />
              )}
            </DisclosureOnDemand>
          </div>
          <div className={styles.side} ref={inspectorRef}>
            <Inspector
              reading={shown.reading}
              selection={shown.selection}
              facts={shown.facts}
              context={shown.context}
              article={article}
              remark={remarks[`${shown.reading.variant.id}/${path}`] ?? remarks[`/${path}`] ?? null}
              onShowMaps={showMaps}
              titleRef={titleRef}
            />
          </div>
          <div className={styles.table}>
            <Contents {...contents} />
          </div>
        </div>

        <div id="lab" className={styles.lab} ref={labRef} tabIndex={-1}>
          <Lab
            network={definition.id}
            variant={variant.id}
            selected={studied}
            size={reading.size}
            onSize={state.setSize}
            onAnswer={tour === null ? null : setAnswer}
          />
        </div>

        <div className={styles.bar}>
          <span className={styles.barTitle}>
            {shortTitleOf(context, selection.part)}
            <span className={styles.barShape}>{shape}</span>
          </span>
          <Button onClick={showDetails}>{words.toInspector}</Button>
          <Button onClick={showMaps}>{words.toLab}</Button>
        </div>

        {tour !== null && definition.id === TOUR_NETWORK ? (
          <Tour step={tour} language={language} reading={reading} selection={selection} answer={answer} />
        ) : null}

        <VisuallyHidden>
          <p role="status">{words.selected(title, shape)}</p>
        </VisuallyHidden>
      </div>
    </SelectingProvider>
  );
}
