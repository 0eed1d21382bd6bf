import { describe, expect, it } from 'vitest';
import { citations } from '@/content/en/citations';
import { findNetwork } from '@/lib/networks';
import { hubAddress, parseHubPlace } from '@/lib/weights/hub-address';
import { publishedIn, publishedWeights } from '@/lib/weights/sources';

describe('an address on the hub', () => {
  it('comes from the repository, the revision and the file', () => {
    const place = parseHubPlace('hub:timm/inception_v4.tf_in1k');
    expect(place).toEqual({ repository: 'timm/inception_v4.tf_in1k', revision: 'main' });
    if (!place) throw new Error('no place');
    expect(hubAddress(place, 'model.safetensors')).toBe(
      'https://huggingface.co/timm/inception_v4.tf_in1k/resolve/main/model.safetensors',
    );
    const other = parseHubPlace('hub:me/mine@refs/pr/1');
    if (!other) throw new Error('no place');
    expect(hubAddress(other, 'a.safetensors', 'http://127.0.0.1:8080/hf/')).toBe(
      'http://127.0.0.1:8080/hf/me/mine/resolve/refs%2Fpr%2F1/a.safetensors',
    );
  });

  it('is no other text', () => {
    expect(parseHubPlace('model.safetensors')).toBeNull();
    expect(parseHubPlace('https://huggingface.co/a/b')).toBeNull();
  });

  it.each(['hub:', 'hub:timm', 'hub:a/b/c', 'hub:../x', 'hub:a/..', 'hub:a/b@', 'hub:a/b@x/../y', 'hub:a/b c'])(
    'is refused: %s',
    (text) => {
      expect(() => parseHubPlace(text)).toThrowError(/bad-address/);
    },
  );

  it.each(['huggingface.co', 'ftp://x', ''])('has no mirror at “%s”', (base) => {
    expect(() => hubAddress({ repository: 'a/b', revision: 'main' }, 'x', base)).toThrowError(/bad-address/);
  });
});

describe('published weights', () => {
  it.each(publishedWeights)('$repository say what they are, and their numbers have a source', (weights) => {
    expect(publishedIn(weights.repository)).toBe(weights);
    expect(findNetwork(weights.network).defaultSize).toBe(299);
    expect(parseHubPlace(`hub:${weights.repository}`)?.repository).toBe(weights.repository);
    expect(Object.keys(citations)).toContain(weights.accuracy.citation);
    expect(weights.accuracy.top5).toBeGreaterThan(weights.accuracy.top1);
    expect(weights.sha256 ?? '0'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('ask of the default ones what the network asks', () => {
    for (const network of ['inception-v3', 'inception-v4', 'inception-resnet-v2']) {
      const first = publishedWeights.find((each) => each.network === network);
      expect(first?.preprocessing).toEqual(findNetwork(network).preprocessing);
    }
    expect(publishedIn('someone/else')).toBeNull();
  });
});
