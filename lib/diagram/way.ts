import type { Geometry } from './geometry';

/** Items and edges by id. */
export interface Way {
  readonly items: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** The way of data through an item: everything that it depends on and everything that depends on it, itself included. */
export function wayThrough({ edges }: Geometry, item: string): Way {
  const items = new Set([item]);
  const passed = new Set<string>();
  const follow = (near: 'from' | 'to', far: 'from' | 'to'): void => {
    const seen = new Set([item]);
    const open = [item];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const edge of edges) {
        if (edge[near] !== at) continue;
        passed.add(edge.id);
        const next = edge[far];
        if (next === null || seen.has(next)) continue;
        seen.add(next);
        items.add(next);
        open.push(next);
      }
    }
  };
  follow('from', 'to');
  follow('to', 'from');
  return { items, edges: passed };
}
