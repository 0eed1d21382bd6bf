import { Fragment } from 'react';
import { Cite } from '@/components/prose/cite';
import type { ProseContent } from '@/content/prose';

interface SaidText<Numbers> {
  readonly says: (numbers: Numbers) => string;
  readonly cites: readonly string[];
}

/** Running text of the dictionary, each piece with the marks of its sources. */
export function SaidText<Numbers>({
  content,
  text,
  numbers,
}: {
  content: ProseContent;
  text: readonly SaidText<Numbers>[];
  numbers: Numbers;
}) {
  return text.map(({ says, cites }) => {
    const words = says(numbers);
    return (
      <Fragment key={words}>
        {words}
        {cites.map((id) => (
          <Fragment key={id}>
            {' '}
            <Cite content={content} id={id} />
          </Fragment>
        ))}
      </Fragment>
    );
  });
}
