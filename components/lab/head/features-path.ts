import type { Model } from '@/lib/graph/model';
import { walkParts } from '@/lib/graph/naming';

/** The innermost part with an address whose tensor a node is; null where there is none. */
export function pathOfNode(model: Model, node: string): string | null {
  let path: string | null = null;
  for (const part of walkParts(model.root)) {
    if (part.path !== null && part.path !== '' && model.outputs.get(part.id) === node) path = part.path;
  }
  return path;
}
