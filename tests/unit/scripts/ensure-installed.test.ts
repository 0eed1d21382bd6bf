import { describe, expect, it } from 'vitest';
import { whyInstall } from '@/scripts/ensure-installed.mjs';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
    'node_modules/a/node_modules/c': { version: '3.0.0' },
  },
};

describe('whyInstall', () => {
  it('is content where everything is there, platform packages aside', () => {
    const { 'node_modules/b': _other, ...rest } = wanted.packages;
    expect(whyInstall(wanted, { packages: rest })).toBeNull();
  });

  it('names what is missing or of another version', () => {
    expect(whyInstall(wanted, null)).toMatch(/nothing/);
    expect(whyInstall(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe('c is missing');
    const old = { packages: { ...wanted.packages, 'node_modules/b': { version: '1.9.0' } } };
    expect(whyInstall(wanted, old)).toBe('b is 1.9.0, the lock file says 2.0.0');
  });
});
