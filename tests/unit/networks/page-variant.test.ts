import { describe, expect, it } from 'vitest';
import { explorerHref } from '@/components/ui/links';
import { findVariant, networks } from '@/lib/networks';
import { pageVariantOf, variantInAddress } from '@/lib/networks/page-variant';

describe('the variant of a page', () => {
  it.each(networks)('of $id can be left out of its address, and no other one', (definition) => {
    const opens = pageVariantOf(definition);
    expect(findVariant(definition, opens).id).toBe(opens);
    for (const { id } of definition.variants) {
      const inAddress = variantInAddress(definition.id, id === definition.defaultVariant ? null : id);
      expect(inAddress ?? opens).toBe(id);
    }
  });

  it('is Keras’ for Inception-v3, and links to the released code say so', () => {
    expect(explorerHref('en', 'inception-v3')).toBe('/en/networks/inception-v3');
    expect(explorerHref('en', 'inception-v3', 'Mixed_5b', null)).toBe(
      '/en/networks/inception-v3?variant=released&at=Mixed_5b',
    );
    expect(explorerHref('en', 'inception-v3', 'Mixed_5b', 'keras')).toBe('/en/networks/inception-v3?at=Mixed_5b');
    expect(explorerHref('en', 'inception-v4', 'features.6', null)).toBe('/en/networks/inception-v4?at=features.6');
    expect(explorerHref('en', 'inception-v4', 'features.6', 'paper')).toBe(
      '/en/networks/inception-v4?variant=paper&at=features.6',
    );
  });
});
