// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { scriptsAfterPaint } from '@/scripts/scripts-after-paint.mjs';

const exported = [
  '<html><head><link rel="preload" href="/a.woff2" as="font" crossorigin=""/>',
  '<link rel="preload" as="script" fetchPriority="low" href="/first.js"/><script src="/react.js" async=""></script>',
  '<script src="/old.js" noModule=""></script></head><body><p>Words</p><script>inline()</script>',
  '<script src="/first.js" id="_R_" async=""></script></body></html>',
].join('');

/** The page as its own script leaves it, in a window that paints when `painted` is called. */
function opened(html: string, { hidden = false } = {}) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  let paint = () => {};
  class Observer {
    static supportedEntryTypes = ['paint'];
    constructor(private readonly seen: () => void) {}
    observe() {
      paint = this.seen;
    }
  }
  vi.stubGlobal('PerformanceObserver', Observer);
  Object.defineProperty(page, 'hidden', { value: hidden });
  const own = [...page.querySelectorAll('script')].at(-1)?.textContent ?? '';
  new Function('document', own)(page);
  const runs = () => [...page.querySelectorAll('script[src]:not([type])')].map((script) => script.getAttribute('src'));
  return { page, runs, painted: () => paint() };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('scriptsAfterPaint', () => {
  it('lets scripts and what is asked ahead of them wait for the paint, where they stand and with what they carry', () => {
    const { page, runs, painted } = opened(scriptsAfterPaint(exported));
    expect(runs()).toEqual(['/old.js']);
    expect(page.querySelectorAll('link[rel="preload"]')).toHaveLength(1);
    painted();
    painted();
    expect(runs()).toEqual(['/react.js', '/old.js', '/first.js']);
    expect(page.querySelectorAll('script[type]')).toHaveLength(0);
    const first = page.getElementById('_R_');
    expect(first?.hasAttribute('async')).toBe(true);
    const ahead = page.querySelector('link[rel="preload"][as="script"]');
    expect(ahead?.outerHTML).toBe('<link rel="preload" as="script" fetchpriority="low" href="/first.js">');
  });

  it('waits for nothing in a page that is not looked at, and not for ever in any', () => {
    expect(opened(scriptsAfterPaint(exported), { hidden: true }).runs()).toHaveLength(3);
    vi.useFakeTimers();
    const { runs } = opened(scriptsAfterPaint(exported));
    expect(runs()).toHaveLength(1);
    vi.runAllTimers();
    expect(runs()).toHaveLength(3);
  });

  it('refuses a page without scripts that may wait', () => {
    expect(() => scriptsAfterPaint('<html><body><script src="/a.js"></script></body></html>')).toThrow(/first paint/);
  });
});
