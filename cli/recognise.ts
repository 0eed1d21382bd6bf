import { stateDict } from '@/lib/graph/graph';
import { modelOf, type NetworkDefinition, networks } from '@/lib/networks';
import { type Fit, fitOf } from '@/lib/weights/fit';
import type { SafetensorsFile } from '@/lib/weights/safetensors';

/** The network that a file is of. */
export interface Recognition {
  readonly definition: NetworkDefinition;
  /** Variants that the file fits equally well; the first is the one that `fit` is about. */
  readonly variants: readonly string[];
  readonly fit: Fit;
  /** Tensors that the network reads. */
  readonly read: number;
}

/** Below this share of its tensors a network is not recognised: a name or two may be alike by chance. */
const SHARE = 0.25;

/** Compares a file with every network, variant and convention. @returns null where it is of none. */
export function recognise(file: SafetensorsFile): Recognition | null {
  const wrong = ({ fit }: { readonly fit: Fit }): number => fit.missing.length + fit.misshapen.length;
  const candidates = networks.flatMap((definition) =>
    definition.variants.map(({ id }) => {
      const specs = stateDict(modelOf(definition.id, id).graph);
      const read = specs.filter(({ dtype }) => dtype === 'F32').length;
      return { definition, variant: id, fit: fitOf(file, specs, definition.renames), read };
    }),
  );
  const sorted = candidates.sort((a, b) => wrong(a) / a.read - wrong(b) / b.read);
  const [best] = sorted;
  if (!best || wrong(best) > (1 - SHARE) * best.read) return null;
  const equal = sorted.filter((each) => each.definition === best.definition && wrong(each) === wrong(best));
  return {
    definition: best.definition,
    variants: equal.map(({ variant }) => variant),
    fit: best.fit,
    read: best.read,
  };
}
