import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '@/app/content-security-policy.mjs';
import { HUB } from '@/lib/weights/hub-address';
import { readMirror } from '@/lib/weights/mirror';
import { isWeightHost, readAddedHosts, weightHosts } from '@/lib/weights/weight-hosts.mjs';

const SITE = 'https://atlas.example.org';

describe('a mirror', () => {
  it.each([
    ['https://hf-mirror.com/', 'https://hf-mirror.com'],
    ['  http://127.0.0.1:8080/hf/ ', 'http://127.0.0.1:8080/hf'],
    ['http://localhost:1', 'http://localhost:1'],
    [HUB, HUB],
    [`${SITE}/hub`, `${SITE}/hub`],
  ])('may be at %s', (text, read) => {
    expect(readMirror(text, SITE)).toBe(read);
  });

  it.each(['', 'hf-mirror.com', 'ftp://hf-mirror.com', 'https://hf-mirror.com/?a=1', 'https://me:it@hf-mirror.com'])(
    'is not at “%s”',
    (text) => {
      expect(() => readMirror(text, SITE)).toThrowError(expect.objectContaining({ code: 'weights/bad-mirror' }));
    },
  );

  it.each(['https://evil.example', 'https://huggingface.co.evil.example', 'http://192.168.0.7', 'https://hf.co.evil'])(
    'is refused where the content policy forbids it: %s',
    (text) => {
      expect(() => readMirror(text, SITE)).toThrowError(expect.objectContaining({ code: 'weights/mirror-refused' }));
    },
  );

  it('is told to use https where only that is permitted', () => {
    expect(() => readMirror('http://hf-mirror.com', SITE)).toThrowError(
      expect.objectContaining({ data: expect.objectContaining({ secure: true }) }),
    );
  });
});

describe('the hosts of weights', () => {
  it('are exactly what the content policy lets a page read from', () => {
    const [connect] = contentSecurityPolicy.split('; ').filter((each) => each.startsWith('connect-src'));
    expect(connect).toBe(`connect-src 'self' ${weightHosts.join(' ')}`);
  });

  it('cover the hub and where it leads', () => {
    for (const address of [`${HUB}/a`, 'https://cdn-lfs.huggingface.co/a', 'https://cas-bridge.xethub.hf.co/a']) {
      expect(isWeightHost(address), address).toBe(true);
    }
    for (const address of ['https://hf.co/a', 'https://huggingface.co:8443/a', 'http://huggingface.co/a', 'x']) {
      expect(isWeightHost(address), address).toBe(false);
    }
  });

  it('are added by whoever builds the site, and only as origins', () => {
    const added = readAddedHosts(' https://weights.example.org, http://10.0.0.1:*  ');
    expect(added).toEqual(['https://weights.example.org', 'http://10.0.0.1:*']);
    expect(readMirror('https://weights.example.org/hf', SITE, added)).toBe('https://weights.example.org/hf');
    for (const wrong of ["https://a; script-src 'unsafe-eval'", 'https://a/path', '*', 'example.org', 'https://*']) {
      expect(() => readAddedHosts(wrong), wrong).toThrowError(/ATLAS_WEIGHT_HOSTS/);
    }
  });
});
