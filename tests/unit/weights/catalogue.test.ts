import { describe, expect, it } from 'vitest';
import { citations } from '@/content/en/citations';
import { stateDict } from '@/lib/graph/graph';
import { modelOf, networks } from '@/lib/networks';
import { catalogueOf, isTrained, packagedInceptionV3, sourceAddress } from '@/lib/weights/catalogue';
import type { HostedWeights } from '@/lib/weights/hosted-index';
import { HUB } from '@/lib/weights/hub-address';

const idsOf = (network: string, variant: string, hosted: readonly HostedWeights[] = []) =>
  catalogueOf(network, variant, hosted).map(({ id }) => id);

const hosted = (changes: Partial<HostedWeights> = {}): HostedWeights => ({
  file: 'v4-half.safetensors',
  network: 'inception-v4',
  variant: 'released',
  source: 'timm/inception_v4.tf_in1k',
  revision: 'main',
  dtype: 'F16',
  bytes: 85_500_000,
  ...changes,
});

/** Keys, shapes and kernels, in order. */
const readOf = (network: string, variant: string) =>
  JSON.stringify(stateDict(modelOf(network, variant).graph).map(({ key, shape }) => [key, shape]));

describe('the catalogue', () => {
  it('has for each variant what fits it, trained weights before seeded ones', () => {
    expect(idsOf('inception-v4', 'released')).toEqual(['tf_in1k', 'seeded', 'exact']);
    expect(idsOf('inception-v4', 'paper')).toEqual(['seeded', 'exact']);
    expect(idsOf('inception-resnet-v2', 'released')).toEqual(['tf_in1k', 'seeded', 'exact']);
    expect(idsOf('inception-resnet-v1', 'released')).toEqual(['seeded', 'exact']);
    expect(idsOf('inception-v3', 'released')).toEqual(['tv_in1k', 'tf_in1k', 'seeded', 'exact']);
    expect(idsOf('inception-v3', 'keras')).toEqual(['keras', 'tv_in1k', 'tf_in1k', 'seeded', 'exact']);
  });

  it('names a variant only where its keys and shapes are those of the released code', () => {
    for (const definition of networks) {
      for (const { id } of definition.variants) {
        for (const entry of catalogueOf(definition.id, id, []).filter(isTrained)) {
          expect(readOf(definition.id, id), `${entry.id} ${id}`).toBe(readOf(definition.id, 'released'));
        }
      }
    }
  });

  it('has one id for each source, and a source for each accuracy', () => {
    for (const definition of networks) {
      for (const { id } of definition.variants) {
        const entries = catalogueOf(definition.id, id, [
          hosted(),
          hosted({ file: 'b.safetensors', network: definition.id }),
        ]);
        expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
        for (const { accuracy } of entries) if (accuracy) expect(Object.keys(citations)).toContain(accuracy.citation);
      }
    }
  });

  it('puts a whole file beside the site first, with what is known of where it came from', () => {
    const [first] = catalogueOf('inception-v4', 'released', [hosted()]);
    expect(first).toMatchObject({
      id: 'v4-half',
      kind: 'hosted',
      name: 'timm/inception_v4.tf_in1k',
      licence: 'Apache-2.0',
      accuracy: { top1: 80.144 },
      width: 2,
      roundedTo: 16,
    });
    expect(idsOf('inception-v4', 'paper', [hosted()])).toEqual(['seeded', 'exact']);
    expect(idsOf('inception-v4', 'released', [hosted({ lastBlock: 'features.5' })])[0]).toBe('tf_in1k');
  });

  it('lists the packaged file once, with its size where the site tells it', () => {
    const file = 'inception-v3-keras.safetensors';
    const listed = hosted({ file, network: 'inception-v3', variant: 'keras', source: 'nsfwjs', bytes: 20_000_000 });
    const entries = catalogueOf('inception-v3', 'keras', [listed]);
    expect(entries.filter(({ place }) => place?.file === file)).toHaveLength(1);
    expect(entries[0]).toMatchObject({ id: 'keras', bytes: 20_000_000, lastBlock: 'Mixed_6c', roundedTo: 8 });
  });

  it('says where a source is', () => {
    const [first, seeded] = catalogueOf('inception-v4', 'released', []);
    if (!first || !seeded) throw new Error('no entries');
    const path = '/timm/inception_v4.tf_in1k/resolve/main/model.safetensors';
    expect(sourceAddress(first, HUB, '/weights/')).toBe(HUB + path);
    expect(sourceAddress(first, 'http://127.0.0.1:8080', '/weights/')).toBe(`http://127.0.0.1:8080${path}`);
    expect(sourceAddress(packagedInceptionV3, HUB, 'https://x/weights/')).toBe(
      'https://x/weights/inception-v3-keras.safetensors',
    );
    expect(sourceAddress(seeded, HUB, '/weights/')).toBeNull();
  });
});
