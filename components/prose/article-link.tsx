import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';

type ArticleLinkProps = { href?: string; className?: string; children?: ReactNode };

/** A link of an article: within the site without a new page load, elsewhere as it is. */
export function ArticleLink({ href = '', className, children }: ArticleLinkProps) {
  if (!href.startsWith('/')) {
    return (
      <a href={href} className={className}>
        {children}
      </a>
    );
  }
  // Not fetched ahead: a table has a link for every op.
  return (
    <Link href={href as Route} prefetch={false} className={className}>
      {children}
    </Link>
  );
}
