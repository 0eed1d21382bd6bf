'use client';

import { type ReactNode, useState } from 'react';
import { Disclosure } from './disclosure';

type DisclosureOnDemandProps = {
  summary: ReactNode;
  /** Whether it starts open. */
  open?: boolean;
  /** Stands inside while it is closed. */
  closed?: ReactNode;
  /** Makes what it opens into. */
  children: () => ReactNode;
};

/** A disclosure whose contents are made while it is open only: nobody else waits for them. */
export function DisclosureOnDemand({ summary, open, closed = null, children }: DisclosureOnDemandProps) {
  const [opened, setOpened] = useState(open ?? false);
  return (
    <Disclosure summary={summary} open={open} onToggle={setOpened}>
      {opened ? children() : closed}
    </Disclosure>
  );
}
