import type { ReactNode } from 'react';
import type { ProseContent } from '@/content/prose';

/** A remark in the margin, beside the paragraph that follows it. */
export function MarginNote({ content, children }: { content: ProseContent; children: ReactNode }) {
  return (
    <aside data-margin="" aria-label={content.words.note}>
      {children}
    </aside>
  );
}
