'use client';

import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { inspect } from '@/components/inspector/facts';
import type { Selecting } from '@/components/inspector/selecting';
import { params, queryOf } from '@/components/ui/url-params';
import { setUrlParams } from '@/components/ui/url-state';
import { useParam } from '@/components/ui/use-param';
import { AtlasError } from '@/lib/error';
import type { Model } from '@/lib/graph/model';
import { findNetwork } from '@/lib/networks';
import { pageVariantOf } from '@/lib/networks/page-variant';
import { readingOf, readNetworkView, smallestSizeOf } from '@/lib/reading/reading';
import { nearestAddresses, readSelection } from '@/lib/reading/selection';
import { formatSize, type InputSize, parseSize } from '@/lib/reading/size';
import { blockOf } from '@/lib/reading/trail';
import { carryOver } from './carry-over';

/** A place that a reader typed as in an address, `?at=features.6#12`: the browser takes the # for a fragment. */
const PLACE_FRAGMENT = /^#\d+(,\d+,\d+)?$/;

/** The size in an address; null where it has none, or none that is right: that is said elsewhere. */
function sizeIn(text: string | null, model: Model): InputSize | null {
  try {
    return text === null ? null : readingOf(model, parseSize(text, smallestSizeOf(model))).size;
  } catch (error) {
    if (error instanceof AtlasError) return null;
    throw error;
  }
}

/** Everything that the explorer shows, read off the address of the page, and the ways to change it. */
export function useExplorer(network: string) {
  const [at] = useParam(params.at);
  const [variantParam] = useParam(params.variant);
  const [sizeParam, setSizeParam] = useParam(params.size);
  const [viewParam, setView] = useParam(params.view);
  // The slider must not wait for the drawing.
  const deferredSize = useDeferredValue(sizeParam);

  useEffect(() => {
    const url = new URL(window.location.href);
    const known = url.searchParams.get(params.at.name);
    if (known === null || known.includes('#') || !PLACE_FRAGMENT.test(url.hash)) return;
    url.searchParams.set(params.at.name, known + url.hash);
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
    const shared = {
      ...params.size.write(sizeParam),
      ...params.variant.write(variantParam),
      ...params.view.write(viewParam),
    };
    return {
      hrefOf(next) {
        return `?${queryOf({ ...shared, ...params.at.write(next === '' ? null : next) })}`;
      },
      select(next) {
        focused.current = document.activeElement;
        setUrlParams(params.at.write(next === '' ? null : next));
      },
    };
  }, [sizeParam, variantParam, viewParam]);

  const { defaultSize } = reading.definition;
  const setSize = useCallback(
    (next: InputSize) => setSizeParam(next === defaultSize ? null : formatSize(next), 'replace'),
    [setSizeParam, defaultSize],
  );
  const { model } = reading;
  /** @throws AtlasErrors where the network does not take the size. */
  const checkSize = useCallback((next: InputSize) => readingOf(model, next), [model]);
  const wanted = useMemo(() => sizeIn(sizeParam, model), [sizeParam, model]);

  // Kept for as long as what it is about is shown: back and forward bring the address, not the note.
  const [moved, setMoved] = useState<{ from: string; variant: string; at: string } | null>(null);
  const setVariant = useCallback(
    (next: string) => {
      const other = readNetworkView(network, next, sizeParam).reading;
      const carried = carryOver(reading, selection, other);
      setMoved(carried.same ? null : { from: selection.at, variant: other.variant.id, at: carried.at });
      const opens = pageVariantOf(other.definition);
      setUrlParams({
        ...params.variant.write(next === opens ? null : next),
        ...params.at.write(carried.at === '' ? null : carried.at),
      });
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
    view: block === null ? 'network' : viewParam,
    setView: (next: 'part' | 'network') => setView(next, 'replace'),
    /** Where the slider stands; the drawing follows. */
    size: wanted ?? (sizeParam === null ? defaultSize : reading.size),
    setSize,
    checkSize,
    setVariant,
    /** The address that the variant that is shown does not have, and in whose place the selection stands. */
    movedFrom: moved && moved.variant === reading.variant.id && moved.at === selection.at ? moved.from : null,
  };
}
