import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lastingStorage } from '@/components/lab/workbench/lasting-storage';

const persist = vi.fn(async () => true);

/** The browser as it would be: with or without storage, touched or not. */
function browser(storage: { readonly persist?: () => Promise<boolean> } | undefined, touched = false) {
  vi.stubGlobal('navigator', { storage, userActivation: { hasBeenActive: touched } });
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  localStorage.clear();
  persist.mockReset().mockResolvedValue(true);
});
afterEach(() => vi.unstubAllGlobals());

describe('a browser is asked not to clear what is stored', () => {
  it('not before the reader has touched the page', async () => {
    browser({ persist });
    const promised = lastingStorage().askOnce();
    await settled();
    expect(persist).not.toHaveBeenCalled();
    document.dispatchEvent(new Event('pointerup'));
    expect(await promised).toBe(true);
    expect(persist).toHaveBeenCalledOnce();
    document.dispatchEvent(new Event('keydown'));
    await settled();
    expect(persist).toHaveBeenCalledOnce();
  });

  it('once in all visits, whatever it said', async () => {
    browser({ persist }, true);
    persist.mockResolvedValue(false);
    expect(await lastingStorage().askOnce()).toBe(false);
    expect(await lastingStorage().askOnce()).toBe(false);
    expect(persist).toHaveBeenCalledOnce();
  });

  it('again when the reader wants so', async () => {
    browser({ persist }, true);
    await lastingStorage().askOnce();
    expect(await lastingStorage().ask()).toBe(true);
    expect(persist).toHaveBeenCalledTimes(2);
  });

  it('no more by itself, once the reader has asked while it waited', async () => {
    browser({ persist });
    const waiting = lastingStorage().askOnce();
    await lastingStorage().ask();
    document.dispatchEvent(new Event('keydown'));
    expect(await waiting).toBe(false);
    expect(persist).toHaveBeenCalledOnce();
  });

  it('and one that refuses the question has promised nothing', async () => {
    browser({ persist }, true);
    persist.mockRejectedValue(new TypeError('opaque origin'));
    expect(await lastingStorage().ask()).toBe(false);
  });

  it.each([undefined, {}])('not where it cannot be: %o', async (storage) => {
    browser(storage, true);
    expect(lastingStorage().canAsk).toBe(false);
    expect([await lastingStorage().ask(), await lastingStorage().askOnce()]).toEqual([false, false]);
  });
});
