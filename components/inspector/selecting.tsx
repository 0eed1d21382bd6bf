'use client';

import { type AnchorHTMLAttributes, createContext, type MouseEvent, use } from 'react';

/** How the parts of the page select something: the address it gets, and the act itself. */
export interface Selecting {
  /** The link of a selection, with size and variant kept. */
  readonly hrefOf: (at: string) => string;
  /** Selects at once, as a step of the history. */
  readonly select: (at: string) => void;
}

const SelectingContext = createContext<Selecting>({
  hrefOf: (at) => `?at=${encodeURIComponent(at)}`,
  select: () => {},
});

/** Gives everything below it one way to select. */
export const SelectingProvider = SelectingContext;

export const useSelecting = (): Selecting => use(SelectingContext);

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

/** A link that selects a part on this page; opened in a new tab it is the page with that selection. */
export function SelectLink({ at, ...rest }: { at: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const { hrefOf, select } = useSelecting();
  return (
    <a
      {...rest}
      href={hrefOf(at)}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        select(at);
      }}
    />
  );
}
