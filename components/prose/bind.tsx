import type { ComponentType } from 'react';
import type { ProseContent } from '@/content/prose';

/** Gives a component the content of one language, so that articles need not name it. */
export function bind<Props extends { content: Partial<ProseContent> }>(
  Component: ComponentType<Props>,
  content: ProseContent & Props['content'],
) {
  return function Bound(props: Omit<Props, 'content'>) {
    // Omit and content together are Props again, which TypeScript cannot see for a generic type.
    return <Component {...({ ...props, content } as Props)} />;
  };
}
