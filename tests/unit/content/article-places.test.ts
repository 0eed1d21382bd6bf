import { describe, expect, it } from 'vitest';
import { articlePlaces } from '@/content/article-places';
import { articlesOf } from '@/content/articles';
import { walkParts } from '@/lib/graph/naming';
import { findNetwork, modelOf } from '@/lib/networks';

describe('the articles about stages', () => {
  it('exist, and so do their stages, in some variant of the network', () => {
    const slugs = articlesOf('en').map(({ slug }) => slug);
    for (const [network, places] of Object.entries(articlePlaces)) {
      const paths = findNetwork(network).variants.flatMap(({ id }) =>
        [...walkParts(modelOf(network, id).root)].filter(({ kind }) => kind === 'stage' || kind === 'network'),
      );
      for (const [path, slug] of Object.entries(places)) {
        expect(slugs, `${network}/${path}`).toContain(slug);
        expect(
          paths.some((part) => part.path === path),
          `${network}/${path}`,
        ).toBe(true);
      }
    }
  });
});
