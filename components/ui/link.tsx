'use client';

// biome-ignore lint/style/noRestrictedImports: this is the link that every other file imports instead.
import NextLink from 'next/link';
import { type ComponentProps, useState } from 'react';

type LinkProps = Omit<ComponentProps<typeof NextLink>, 'prefetch'>;

/**
 * A link within the site, without a new page load. What it leads to is fetched ahead only once a reader means to go
 * there: with the pointer on it, a finger on it, or the focus. A page is loaded for itself, not for its neighbours.
 */
export function Link({ onPointerEnter, onFocus, ...rest }: LinkProps) {
  const [meant, setMeant] = useState(false);
  return (
    <NextLink
      {...rest}
      // null is the framework's own way, which fetches as soon as the link is on the screen.
      prefetch={meant ? null : false}
      onPointerEnter={(event) => {
        setMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
    />
  );
}
