/**
 * Networks whose page opens with another variant than an address without one means. The page of Inception-v3 opens with
 * Keras': trained weights of it come with the packages, so its maps are learned ones from the first moment, also without
 * a connection. Everywhere else `inception-v3` stays the released code. Data only, since every page with a link loads it.
 */
const PAGES: Readonly<Record<string, { readonly plain: string; readonly opens: string } | undefined>> = {
  'inception-v3': { plain: 'released', opens: 'keras' },
};

/** The variant that the page of a network shows where its address names none. */
export const pageVariantOf = ({
  id,
  defaultVariant,
}: {
  readonly id: string;
  readonly defaultVariant: string;
}): string => PAGES[id]?.opens ?? defaultVariant;

/**
 * What the address of a page has to say to show a variant.
 * @param variant null for the one that an address without a variant means. @returns null where nothing need be said.
 */
export function variantInAddress(network: string, variant: string | null): string | null {
  const page = PAGES[network];
  if (!page) return variant;
  const wanted = variant ?? page.plain;
  return wanted === page.opens ? null : wanted;
}
