import { type Graph, stateDict } from '@/lib/graph/graph';
import { modelOf, type NetworkDefinition, networks } from '@/lib/networks';
import { type Fit, fitOf, fitsInPart } from '@/lib/weights/fit';
import type { SafetensorsFile } from '@/lib/weights/safetensors';

/** The network that a file is of. */
export interface Recognition {
  readonly definition: NetworkDefinition;
  /** Variants that the file fits equally well; the first is the one that `fit` is about. */
  readonly variants: readonly string[];
  readonly fit: Fit;
  /** Tensors that the network reads. */
  readonly read: number;
  /** The first module, by its path in the reference code, that reads a tensor which the file lacks; null where everything can be computed. */
  readonly stopsAt: string | null;
}

/** Where a computation from the picture on first needs what is lacking. */
function firstWithout({ nodes }: Graph, lacking: readonly string[]): string | null {
  const keys = new Set(lacking);
  const found = nodes.find(({ tensors }) => tensors.some(({ key }) => keys.has(key)));
  return found ? (found.referencePath ?? found.id).replace(/@.*$|\.(conv|bn)$/, '') : null;
}

/** Below this share of its tensors a network is not recognised: a name or two may be alike by chance. */
const SHARE = 0.25;

/** Whether a short part is of a network nevertheless: it has the first layer, and most of what it holds is read. */
const isPartOf = (fit: Fit): boolean => fitsInPart(fit) && 2 * fit.fitting > fit.tensors - fit.extras.length;

/** Compares a file with every network, variant and convention. @returns null where it is of none. */
export function recognise(file: SafetensorsFile): Recognition | null {
  const wrong = ({ fit }: { readonly fit: Fit }): number => fit.lacking.length;
  const candidates = networks.flatMap((definition) =>
    definition.variants.map(({ id }) => {
      const specs = stateDict(modelOf(definition.id, id).graph);
      const read = specs.filter(({ dtype }) => dtype === 'F32').length;
      return { definition, variant: id, fit: fitOf(file, specs, definition.renames, definition.keras), read };
    }),
  );
  const sorted = candidates.sort((a, b) => wrong(a) / a.read - wrong(b) / b.read);
  const [best] = sorted;
  if (!best || (wrong(best) > (1 - SHARE) * best.read && !isPartOf(best.fit))) return null;
  const equal = sorted.filter((each) => each.definition === best.definition && wrong(each) === wrong(best));
  return {
    definition: best.definition,
    variants: equal.map(({ variant }) => variant),
    fit: best.fit,
    read: best.read,
    stopsAt: firstWithout(modelOf(best.definition.id, best.variant).graph, best.fit.lacking),
  };
}
