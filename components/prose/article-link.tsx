import type { Route } from 'next';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/link';

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
  return (
    <Link href={href as Route} className={className}>
      {children}
    </Link>
  );
}
