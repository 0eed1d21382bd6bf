import { Fragment } from 'react';

/** A path or key as code that breaks after its dots, where it must break. */
export function DottedPath({ text }: { text: string }) {
  const pieces = text.split('.');
  return (
    <code>
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name.
        <Fragment key={index}>
          {index === pieces.length - 1 ? piece : `${piece}.`}
          <wbr />
        </Fragment>
      ))}
    </code>
  );
}
