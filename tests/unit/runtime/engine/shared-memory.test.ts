import { afterEach, describe, expect, it, vi } from 'vitest';
import { threadsHere, whyNoWebAssembly } from '@/lib/runtime/engine/shared-memory';
import { openMapDrawer } from '@/lib/runtime/kernels/map-drawer';
import { drawMaps } from '@/lib/tiles/draw-maps';

afterEach(() => vi.unstubAllGlobals());

describe('threads', () => {
  it('need a page that is isolated and a browser that knows shared memory', () => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 4 });
    expect(threadsHere()).toBe(1);
    vi.stubGlobal('crossOriginIsolated', true);
    expect(threadsHere()).toBe(4);
    // As in WebKitGTK: isolated, shared memory can be made, and nothing to know it by.
    vi.stubGlobal('SharedArrayBuffer', undefined);
    expect(threadsHere()).toBe(1);
  });
});

describe('WebAssembly', () => {
  const map = Float32Array.from({ length: 4 * 4 * 4 }, (_, i) => Math.sin(i));
  const extent = { height: 4, width: 4, channels: 4 };

  it('is there, or it is said why not', () => {
    expect(whyNoWebAssembly()).toBeNull();
    vi.stubGlobal('WebAssembly', undefined);
    expect(whyNoWebAssembly()).toBe('this browser has none');
  });

  it('may be refused by a content policy', () => {
    class Refused {
      constructor() {
        throw new Error('planted');
      }
    }
    vi.stubGlobal('WebAssembly', { ...WebAssembly, validate: WebAssembly.validate, Module: Refused });
    expect(whyNoWebAssembly()).toBe('planted');
    expect(openMapDrawer()(map, extent, 'channel', 8)).toEqual(drawMaps(map, extent, 'channel', 8));
  });

  it('is not needed to draw', () => {
    vi.stubGlobal('WebAssembly', undefined);
    expect(openMapDrawer()(map, extent, 'shared', 8)).toEqual(drawMaps(map, extent, 'shared', 8));
  });
});
