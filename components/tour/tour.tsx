'use client';

import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { LabAnswer } from '@/components/lab/lab-answer';
import { useWorkbench } from '@/components/lab/workbench/use-workbench';
import { Button } from '@/components/ui/button';
import { formatsFor } from '@/components/ui/format';
import { keepTourStep } from '@/components/ui/tour-progress';
import { TOUR_STEPS } from '@/components/ui/tour-steps';
import { params } from '@/components/ui/url-params';
import { setUrlParams } from '@/components/ui/url-state';
import { useParam } from '@/components/ui/use-param';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useLanguage } from '@/components/ui/words';
import type { TourWords } from '@/content/tour';
import type { NetworkReading } from '@/lib/reading/reading';
import type { Selection } from '@/lib/reading/selection';
import { tourFacts } from './facts';
import type { Scene } from './scene';
import { type TaskId, tasksOf } from './steps';
import { findTarget, focusableIn } from './targets';
import styles from './tour.module.css';
import { useCardPlace } from './use-card-place';

export type TourProps = {
  words: TourWords;
  /** 1…10. */
  step: number;
  reading: NetworkReading;
  selection: Selection;
  /** What the lab of the page shows; null before it is there. */
  answer: LabAnswer | null;
};

/** Where Escape means something else. */
const HAS_ITS_OWN_ESCAPE = 'dialog, svg, select, textarea, input:not([type=radio], [type=range])';

const goTo = (step: number): void => setUrlParams(params.tour.write(step));

function end(kept: number | null): void {
  keepTourStep(kept);
  setUrlParams(params.tour.write(null));
  // The link to the tour comes back as the card goes.
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-tour-link]')?.focus({ preventScroll: true }));
}

/**
 * A card beside the control that a step of the tour is about. The explorer stays as it is and works as ever; the card
 * reads off its state what was done, and does it itself where it is asked to.
 */
export function Tour({ words, step, reading, selection, answer }: TourProps) {
  const language = useLanguage();
  const [workbench, bench] = useWorkbench();
  const [sort] = useParam(params.sort);
  const id = useId();
  const count = TOUR_STEPS.length;
  const said = words.steps[TOUR_STEPS[step - 1] ?? 'picture'];
  const scene: Scene = { reading, selection, bench, sort, answer };
  const facts = useMemo(() => tourFacts(reading, selection, formatsFor(language)), [reading, selection, language]);

  const tasks = tasksOf(step).map((task) => ({ ...task, done: task.isDone(scene) }));
  // What an earlier step left undone stays told once it was told.
  const [told, setTold] = useState<{ step: number; ids: readonly TaskId[] }>({ step: 0, ids: [] });
  const missing = tasks.filter(({ prerequisite, done }) => prerequisite && !done).map((task) => task.id);
  const known = told.step === step ? told.ids : [];
  if (told.step !== step || missing.some((each) => !known.includes(each))) {
    setTold({ step, ids: [...new Set([...known, ...missing])] });
  }
  const shown = tasks.filter((task) => !task.prerequisite || known.includes(task.id) || missing.includes(task.id));
  const current = tasks.find(({ done }) => !done) ?? null;
  const final = tasks.at(-1);
  const target = current?.target ?? final?.outcome ?? final?.target ?? null;
  const isDone = current === null;

  const card = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const forward = useRef<HTMLButtonElement>(null);
  const [folded, setFolded] = useState(false);
  useCardPlace(card, target, current?.spot ?? null);

  useEffect(() => keepTourStep(step), [step]);

  // A step begins at its card, and with its control in sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new step does that.
  useEffect(() => heading.current?.focus({ preventScroll: true }), [step]);

  const body = useRef<HTMLDivElement>(null);
  // Where the card is small, what a step was for stands below what was to do.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step begins at its top.
  useEffect(() => {
    if (isDone) body.current?.scrollTo({ top: body.current.scrollHeight });
    else body.current?.scrollTo({ top: 0 });
  }, [isDone, step]);

  const asked = useRef(false);
  useEffect(() => {
    if (!isDone || !asked.current) return;
    asked.current = false;
    // The button that was pressed is gone.
    if (document.activeElement === document.body) forward.current?.focus({ preventScroll: true });
  }, [isDone]);

  const turn = useCallback(() => {
    const control = target && findTarget(target);
    if (card.current?.contains(document.activeElement) && control) {
      focusableIn(control)?.focus();
      control.scrollIntoView({ block: 'nearest' });
    } else heading.current?.focus({ preventScroll: true });
  }, [target]);

  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === words.keys.change) {
        event.preventDefault();
        turn();
      } else if (event.key === 'Escape') {
        const from = event.target instanceof Element ? event.target : null;
        if (!from?.closest(HAS_ITS_OWN_ESCAPE)) end(step);
      }
    };
    document.addEventListener('keydown', key);
    return () => document.removeEventListener('keydown', key);
  }, [step, turn, words]);

  function show(): void {
    const act = current?.act(scene);
    if (!act) return;
    asked.current = true;
    switch (act.type) {
      case 'address':
        setUrlParams(act.params);
        return;
      case 'sample':
        void workbench.pictures.chooseSample(act.sample);
        return;
      case 'crop':
        workbench.pictures.moveCrop(act);
        return;
      case 'compute':
        workbench.start();
    }
  }

  const latest = tasks.findLast(({ done }) => done);
  const titleOf = (each: number): string => words.steps[TOUR_STEPS[each - 1] ?? 'picture'].title;
  return (
    <section
      ref={card}
      className={styles.card}
      aria-label={words.label}
      aria-keyshortcuts={words.keys.change}
      data-folded={folded || undefined}
      data-done={isDone || undefined}
    >
      <header className={styles.head}>
        <p className={styles.step}>{words.step(step, count)}</p>
        <Button
          variant="quiet"
          icon
          aria-label={folded ? words.unfold : words.fold}
          aria-expanded={!folded}
          onClick={() => setFolded(!folded)}
        >
          <span aria-hidden="true">{folded ? '+' : '−'}</span>
        </Button>
        <Button variant="quiet" icon aria-label={words.end} onClick={() => end(step)}>
          <span aria-hidden="true">×</span>
        </Button>
      </header>
      <h2 ref={heading} className={styles.title} tabIndex={-1}>
        {said.title}
      </h2>
      <div ref={body} className={styles.body} hidden={folded}>
        <p>{said.text(facts)}</p>
        <ol className={styles.tasks}>
          {shown.map((task) => (
            <li key={task.id} data-task={task.id} data-done={task.done || undefined}>
              <span className={styles.mark} aria-hidden="true">
                {task.done ? '✓' : ''}
              </span>
              <span>
                {words.tasks[task.id](facts)}
                {task.done ? <VisuallyHidden> {words.done}</VisuallyHidden> : null}
              </span>
            </li>
          ))}
        </ol>
        <div role="status">
          {isDone ? (
            <p className={styles.after}>{said.after(facts)}</p>
          ) : latest ? (
            <VisuallyHidden>{words.doneSays(words.tasks[latest.id](facts))}</VisuallyHidden>
          ) : null}
        </div>
      </div>
      <footer className={styles.foot}>
        <div className={styles.moves}>
          {step > 1 ? <Button onClick={() => goTo(step - 1)}>{words.back}</Button> : null}
          {isDone ? null : (
            <Button id={`${id}-show`} onClick={show}>
              {words.showMe}
            </Button>
          )}
          <Button
            ref={forward}
            variant={isDone ? 'primary' : 'plain'}
            onClick={() => (step < count ? goTo(step + 1) : end(null))}
          >
            {step < count ? words.next : words.finish}
          </Button>
        </div>
        <nav aria-label={words.all} className={styles.dots} hidden={folded}>
          {TOUR_STEPS.map((each, index) => (
            <button
              key={each}
              type="button"
              className={styles.dot}
              aria-label={words.goTo(index + 1, titleOf(index + 1))}
              title={titleOf(index + 1)}
              aria-current={index + 1 === step ? 'step' : undefined}
              onClick={() => goTo(index + 1)}
            />
          ))}
        </nav>
        <p className={styles.keys} hidden={folded}>
          <kbd>{words.keys.change}</kbd> {words.keys.says[0]} <kbd>{words.keys.end}</kbd> {words.keys.says[1]}
        </p>
      </footer>
    </section>
  );
}
