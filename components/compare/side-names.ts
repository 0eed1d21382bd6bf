import { variantTitle } from '@/components/ui/variant-title';
import type { Words } from '@/content/words-type';
import type { NetworkReading } from '@/lib/reading/reading';
import type { SideName } from './comparing';

/** What the sides are called: as short as tells them apart, and in full. */
export interface SideNames {
  readonly short: Readonly<Record<SideName, string>>;
  readonly full: Readonly<Record<SideName, string>>;
  readonly heading: string;
}

type TitledSide = Pick<NetworkReading, 'definition' | 'variant'>;

/** Variants of one network go by their own titles; networks by theirs, with the variant where there are several. */
export function sideNames(
  { compare: words, variants }: Pick<Words, 'compare' | 'variants'>,
  a: TitledSide,
  b: TitledSide,
): SideNames {
  const full = ({ definition, variant }: TitledSide): string =>
    definition.variants.length > 1 ? words.nameOf(definition.title, variantTitle(variants, variant)) : definition.title;
  if (a.definition.id === b.definition.id && a.variant.id !== b.variant.id) {
    const titleA = variantTitle(variants, a.variant);
    const titleB = variantTitle(variants, b.variant);
    return {
      short: { a: titleA, b: titleB },
      full: { a: full(a), b: full(b) },
      heading: words.headingOf(a.definition.title, titleA, titleB),
    };
  }
  const isPlain = ({ definition, variant }: TitledSide): boolean => variant.id === definition.defaultVariant;
  const short = (side: TitledSide): string => (isPlain(side) ? side.definition.title : full(side));
  return {
    short: { a: short(a), b: short(b) },
    full: { a: full(a), b: full(b) },
    heading: words.heading(short(a), short(b)),
  };
}
