'use client';

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { inspect } from '@/components/inspector/facts';
import type { Selecting } from '@/components/inspector/selecting';
import { setUrlParams, useUrlParam } from '@/components/ui/url-state';
import { findNetwork } from '@/lib/networks';
import { pageVariantOf } from '@/lib/networks/page-variant';
import { carryOver } from './carry-over';
import { LARGEST_SIZE, nearestAddresses, readNetworkView, readSelection } from './reading';
import { blockOf } from './trail';

/** A place that a reader typed as in an address, `?at=features.6#12`: the browser takes the # for a fragment. */
const PLACE_FRAGMENT = /^#\d+(,\d+,\d+)?$/;

/** Everything that the explorer shows, read off the address of the page, and the ways to change it. */
export function useExplorer(network: string) {
  const [at] = useUrlParam('at');
  const [variantParam] = useUrlParam('variant');
  const [sizeParam, setSizeParam] = useUrlParam('size');
  const [viewParam, setView] = useUrlParam('view');
  // The slider must not wait for the drawing.
  const deferredSize = useDeferredValue(sizeParam);

  useEffect(() => {
    const url = new URL(window.location.href);
    const known = url.searchParams.get('at');
    if (known === null || known.includes('#') || !PLACE_FRAGMENT.test(url.hash)) return;
    url.searchParams.set('at', known + url.hash);
    url.hash = '';
    window.history.replaceState(null, '', url);
  }, []);

  const { reading, problems } = useMemo(
    () => readNetworkView(network, variantParam ?? pageVariantOf(findNetwork(network)), deferredSize),
    [network, variantParam, deferredSize],
  );
  const { selection, problem } = useMemo(() => readSelection(reading, at), [reading, at]);
  const facts = useMemo(() => inspect(reading, selection), [reading, selection]);
  const block = blockOf(reading.model, selection.part);
  // Inside a block the table stays that of the block, so that nothing jumps from op to op.
  const container = block ?? (selection.part.children.length > 0 ? selection.part : facts.stage) ?? reading.model.root;
  const contents = useMemo(
    () => (container === selection.part ? facts : inspect(reading, readSelection(reading, container.path).selection)),
    [reading, container, selection.part, facts],
  );
  const nearest = useMemo(() => (problem ? nearestAddresses(reading, problem, at) : []), [reading, problem, at]);

  const focused = useRef<Element | null>(null);
  const selecting = useMemo((): Selecting => {
    const shared = new URLSearchParams();
    if (sizeParam !== null) shared.set('size', sizeParam);
    if (variantParam !== null) shared.set('variant', variantParam);
    if (viewParam !== null) shared.set('view', viewParam);
    return {
      hrefOf(next) {
        const params = new URLSearchParams(shared);
        if (next !== '') params.set('at', next);
        return `?${params}`;
      },
      select(next) {
        focused.current = document.activeElement;
        setUrlParams({ at: next === '' ? null : next });
      },
    };
  }, [sizeParam, variantParam, viewParam]);

  const { defaultSize } = reading.definition;
  const setSize = useCallback(
    (next: number) => setSizeParam(next === defaultSize ? null : String(next), 'replace'),
    [setSizeParam, defaultSize],
  );
  const wanted = Number(sizeParam ?? defaultSize);
  const fits = Number.isInteger(wanted) && wanted >= reading.smallest && wanted <= LARGEST_SIZE;

  // Kept for as long as what it is about is shown: back and forward bring the address, not the note.
  const [moved, setMoved] = useState<{ from: string; variant: string; at: string } | null>(null);
  const setVariant = useCallback(
    (next: string) => {
      const other = readNetworkView(network, next, sizeParam).reading;
      const carried = carryOver(reading, selection, other);
      setMoved(carried.same ? null : { from: selection.at, variant: other.variant.id, at: carried.at });
      const opens = pageVariantOf(other.definition);
      setUrlParams({ variant: next === opens ? null : next, at: carried.at === '' ? null : carried.at });
    },
    [network, sizeParam, reading, selection],
  );

  /** The address that a text means by itself: any form of one, or a key of the state dict; null for anything else. */
  const addressOf = useCallback(
    (text: string): string | null => {
      const owner = reading.model.graph.nodes.find(({ tensors }) => tensors.some(({ key }) => key === text));
      const read = readSelection(reading, owner ? owner.id : text);
      return read.problem === null && read.selection.at !== '' ? read.selection.at : null;
    },
    [reading],
  );

  return {
    reading,
    /** What is wrong with variant or size; the defaults stand in. */
    problems,
    selection,
    facts,
    /** What the table is about, and what is in it. */
    container,
    contents,
    /** What is wrong with the selection; the nearest right thing is selected. */
    problem,
    nearest,
    selecting,
    addressOf,
    /** What had the focus when something was selected: it may be gone afterwards. */
    focused,
    block,
    /** Whether the block alone is drawn, or the whole network. */
    view: block === null || viewParam === 'network' ? ('network' as const) : ('part' as const),
    setView: (next: 'part' | 'network') => setView(next === 'part' ? null : 'network', 'replace'),
    /** Where the slider stands; the drawing follows. */
    size: fits ? wanted : reading.size,
    setSize,
    setVariant,
    /** The address that the variant that is shown does not have, and in whose place the selection stands. */
    movedFrom: moved && moved.variant === reading.variant.id && moved.at === selection.at ? moved.from : null,
  };
}
