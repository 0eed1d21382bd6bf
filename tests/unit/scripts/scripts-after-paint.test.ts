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

  it.each([
    ['attributes in another order', '<script async="" src="/late.js"></script>'],
    ['a script that runs at once', '<script src="/late.js"></script>'],
    ['a script that runs in order', '<script src="/late.js" defer=""></script>'],
    ['another attribute between', '<script src="/late.js" crossorigin="" async=""></script>'],
    ['a module', '<script type="module" src="/late.js" async=""></script>'],
    ['a line break in the tag', '<script\n  src="/late.js" async=""></script>'],
    ['capitals', '<SCRIPT SRC="/late.js" async=""></SCRIPT>'],
  ])('refuses a page with one script that would not wait: %s', (_, tag) => {
    const planted = exported.replace('</body>', `${tag}</body>`);
    expect(() => scriptsAfterPaint(planted)).toThrow(/^2 of 3 scripts .*late\.js/s);
  });

  it('counts no script that stands in the page itself, and none that only old browsers fetch', () => {
    const planted = exported.replace(
      '</body>',
      '<script>let src="/a.js"</script><script noModule="" src="/b.js"></script></body>',
    );
    expect(scriptsAfterPaint(planted).match(/type="text\/held"><\/script>/g)).toHaveLength(2);
  });
});
