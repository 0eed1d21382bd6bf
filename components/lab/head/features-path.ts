import type { Model } from '@/lib/graph/model';

/** The innermost part with an address whose tensor a node is; null where there is none. */
export function pathOfNode(model: Model, node: string): string | null {
  let path: string | null = null;
  for (const part of model.parts.values()) {
    if (part.path !== null && part.path !== '' && model.outputs.get(part.id) === node) path = part.path;
  }
  return path;
}
