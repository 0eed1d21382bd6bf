'use client';

import { type ComponentType, useState } from 'react';
import { ErrorNotice } from './notice';
import { useWords } from './words';

/**
 * Loads a part of a page so that a failure stays in the place of that part: where its code does not come, what happened
 * is said there and a press asks again, while the rest of the page goes on.
 * @param load resolves to the part; asked again after a failure.
 * @param closing what takes the word of a failure away, for a part that stands over the page.
 * @returns what `dynamic()` takes: it never rejects.
 */
export function loadPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  closing?: (props: Props) => () => void,
): () => Promise<ComponentType<Props>> {
  let part: ComponentType<Props> | null = null;
  const get = async (): Promise<ComponentType<Props>> => {
    part ??= await load();
    return part;
  };

  function NotLoaded(props: Props) {
    const { shell } = useWords();
    const [Part, setPart] = useState(() => part);
    const [asking, setAsking] = useState(false);
    if (Part) return <Part {...props} />;
    if (asking) return <p role="status">{shell.notLoaded.asking}</p>;
    const again = async (): Promise<void> => {
      setAsking(true);
      await get().catch(() => null);
      setPart(() => part);
      setAsking(false);
    };
    return (
      <ErrorNotice
        text={shell.notLoaded}
        action={{ label: shell.tryAgain, run: () => void again() }}
        {...(closing ? { dismiss: { label: shell.close, run: closing(props) } } : {})}
      />
    );
  }

  return () => get().catch(() => NotLoaded);
}
