'use client';

import dynamic from 'next/dynamic';
import {
  Fragment,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { loadPart } from '@/components/ui/load-part';
import { pointAt, usePointed } from '@/components/ui/pointed-state';
import { params } from '@/components/ui/url-params';
import { useParam } from '@/components/ui/use-param';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import { useWords } from '@/components/ui/words';
import { AtlasError } from '@/lib/error';
import { parseLocalAddress, resolvePath } from '@/lib/graph/address';
import type { Model } from '@/lib/graph/model';
import { modelOf } from '@/lib/networks';
import styles from './code.module.css';
import { type ListingLine, listingText } from './listing-line';
import { tokenGroups } from './token-groups';

/** Comes only with the first line whose maps are asked for, and with it all that computes. */
const MapStrip = dynamic(
  loadPart(() => import('@/components/lab').then((module) => module.MapStrip)),
  { ssr: false },
);

type CodeListingProps = {
  /** As in addresses. */
  network: string;
  variant: string;
  lines: readonly ListingLine[];
  /** What stands beside a line, by its place in the listing. */
  notes?: readonly { readonly line: number; readonly content: ReactNode }[];
  /** The accessible name of the listing. */
  label: string;
  /** The local address of the selection, and how to change it; default: the page's. */
  selected?: string | null;
  onSelect?: (at: string | null) => void;
};

/** The node that an address of the page means in this network; null for none, or one of another network. */
function nodeOf(model: Model, at: string | null): string | null {
  if (at === null || at === '') return null;
  try {
    const { path, tensor } = parseLocalAddress(at);
    return resolvePath(model, '', path, tensor).node.id;
  } catch (error) {
    if (error instanceof AtlasError) return null;
    throw error;
  }
}

function Token({ token: [kind, text] }: { token: ListingLine['tokens'][number] }) {
  return kind === 'plain' || kind === 'mark' ? text : <span data-token={kind}>{text}</span>;
}

/** A line in colour; on a narrow page it breaks between arguments and behind the bracket of a call. */
function LineText({ tokens }: Pick<ListingLine, 'tokens'>) {
  if (tokens.length === 0) return '\n';
  return tokenGroups(tokens).map((group, g) => {
    // biome-ignore lint/suspicious/noArrayIndexKey: a token has no other identity than its place.
    const inside = group.tokens.map((token, t) => <Token key={t} token={token} />);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: nor has a group.
      <Fragment key={g}>
        {group.breakBefore ? <wbr /> : null}
        {group.whole ? <span className={styles.whole}>{inside}</span> : inside}
      </Fragment>
    );
  });
}

const noChange = (): (() => void) => () => {};

/**
 * Code whose lines are one with the drawing: pointing at one lights its op, choosing it selects on the whole page. In the
 * exported HTML it is plain text with shapes and notes.
 */
export function CodeListing({ network, variant, lines, notes = [], label, selected, onSelect }: CodeListingProps) {
  const { code } = useWords().prose;
  const model = modelOf(network, variant);
  const [pageAt, setPageAt] = useParam(params.at);
  const at = selected === undefined ? pageAt : selected;
  const select = onSelect ?? setPageAt;
  const selectedNode = useMemo(() => nodeOf(model, at), [model, at]);
  const pointedNode = usePointed(model, (node) => node);
  // Before its JavaScript runs, a line is text and promises nothing.
  const alive = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  // Nothing is pointed at in a listing that is gone.
  useEffect(() => () => pointAt(null), []);
  const [visited, setVisited] = useState<number | null>(null);
  const [mapsOf, setMapsOf] = useState<string | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const helpId = useId();

  const bound = lines.flatMap(({ node }, i) => (node === null ? [] : [i]));
  const chosen = lines.findIndex(({ node, at: own }) => node !== null && (own === at || node === selectedNode));
  const stop = visited ?? (chosen >= 0 ? chosen : (bound[0] ?? null));
  const shownNode = pointedNode ?? selectedNode;
  const shown =
    lines.find((line, i) => line.node !== null && line.node === shownNode && (i === visited || line.at === at)) ??
    lines.find(({ node, shape }) => node !== null && node === shownNode && shape !== null);

  const lineOf = (target: EventTarget): number | null => {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-line]') : null;
    return line ? Number(line.dataset.line) : null;
  };
  const point = (i: number | null): void => {
    const node = i === null ? null : (lines[i]?.node ?? null);
    pointAt(node === null ? null : { model, node });
  };
  const choose = (i: number): void => {
    const line = lines[i];
    if (line?.at) select(line.node === selectedNode ? null : line.at);
  };
  const goTo = (i: number | undefined): void => {
    if (i !== undefined) list.current?.querySelector<HTMLElement>(`[data-line="${i}"] [role=button]`)?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const i = lineOf(event.target);
    if (i === null) return;
    const place = bound.indexOf(i);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => goTo(bound[place + 1]),
      ArrowUp: () => goTo(bound[place - 1]),
      Home: () => goTo(bound[0]),
      End: () => goTo(bound.at(-1)),
      Enter: () => choose(i),
      ' ': () => choose(i),
      Escape: () => select(null),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };

  const numbered = new Map(notes.map((note, i) => [note.line, { ...note, number: i + 1 }]));
  const isSelected = shown !== undefined && shown.node === selectedNode;
  return (
    <div className={styles.listing}>
      <ol
        ref={list}
        className={styles.lines}
        aria-label={label}
        aria-describedby={alive ? helpId : undefined}
        onPointerOver={(event) => {
          if (event.pointerType !== 'touch') point(lineOf(event.target));
        }}
        onPointerLeave={() => point(null)}
        onFocus={(event) => {
          const i = lineOf(event.target);
          setVisited(i);
          if (event.target.matches(':focus-visible')) point(i);
        }}
        onBlur={() => point(null)}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const i = lineOf(event.target);
          const inNote = event.target instanceof Element && event.target.closest('[role=note]');
          // Who marks text to copy it does not choose a line.
          if (i !== null && !inNote && (window.getSelection()?.isCollapsed ?? true)) choose(i);
        }}
      >
        {lines.map((line, i) => {
          const note = numbered.get(i);
          const isBound = line.node !== null;
          const isLit = isBound && line.node === pointedNode;
          const isChosen = isBound && line.node === selectedNode;
          const button = { role: 'button', tabIndex: i === stop ? 0 : -1, 'aria-pressed': isChosen } as const;
          const indent = /^ */.exec(line.tokens[0]?.[1] ?? '')?.[0].length ?? 0;
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity than its place.
              key={i}
              className={styles.line}
              data-line={isBound ? i : undefined}
              data-kind={line.kind ?? undefined}
              data-lit={isLit || undefined}
              data-selected={isChosen || undefined}
            >
              {/* The search would quote code and shapes without the breaks between them; notes it may quote. */}
              <span className={styles.row} data-pagefind-ignore="">
                <code
                  className={styles.text}
                  style={{ '--indent': indent } as React.CSSProperties}
                  {...(alive && isBound ? button : {})}
                >
                  <LineText tokens={line.tokens} />
                </code>
                {note ? (
                  <span className={styles.number} aria-hidden="true">
                    {note.number}
                  </span>
                ) : null}
                {line.shape ? <span className={styles.shape}>{line.shape}</span> : null}
              </span>
              {note ? (
                <div role="note" className={styles.note} aria-label={code.note(note.number)}>
                  <span className={styles.number} aria-hidden="true" data-pagefind-ignore="">
                    {note.number}
                  </span>
                  {note.content}
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
      <div className={styles.foot}>
        <div className={styles.about}>{shown?.about ?? (alive ? code.hint : '')}</div>
        {isSelected && shown?.at ? (
          <Button variant="quiet" onClick={() => setMapsOf(mapsOf === shown.at ? null : shown.at)}>
            {mapsOf === shown.at ? code.hideMaps : code.maps}
          </Button>
        ) : null}
        <CopyButton label={code.copy} done={code.copied} text={() => listingText(lines)} />
      </div>
      {mapsOf === null ? null : <MapStrip key={mapsOf} network={network} variant={variant} at={mapsOf} />}
      <VisuallyHidden>
        <span id={helpId}>{code.help}</span>
      </VisuallyHidden>
    </div>
  );
}
