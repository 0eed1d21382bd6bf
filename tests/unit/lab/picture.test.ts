import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cameraRefusalOf } from '@/components/lab/picture/camera-stream';
import { cropFrame, keyMove, movedCrop } from '@/components/lab/picture/crop-frame';
import { movedPlace, placeAt } from '@/components/lab/workbench/place';
import { findNetwork } from '@/lib/networks';
import { prepare } from '@/lib/picture/prepare';
import { preprocessingAt } from '@/lib/picture/preprocessing';

const { preprocessing } = findNetwork('inception-v4');

const image = (width: number, height: number) => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(255),
  opaque: true as const,
});

describe('the frame of the crop', () => {
  it('stands where the picture is really cropped, to a pixel of the picture', () => {
    for (const [width, height] of [
      [640, 427],
      [427, 640],
      [300, 300],
      [1200, 310],
    ] as const) {
      for (const size of [75, 139, 299]) {
        const frame = cropFrame(width, height, size, preprocessing, null);
        const { crop } = prepare(image(width, height), preprocessingAt(size, preprocessing));
        const pixel = Math.max(1, Math.min(width, height) / Math.floor(size / preprocessing.cropShare));
        for (const key of ['x', 'y', 'width', 'height'] as const) {
          expect(Math.abs(frame[key] - crop[key])).toBeLessThanOrEqual(pixel);
        }
      }
    }
  });

  it('has the shape of a rectangular input', () => {
    const size = { height: 224, width: 320 };
    for (const [width, height] of [
      [640, 427],
      [427, 640],
      [1200, 310],
    ] as const) {
      const frame = cropFrame(width, height, size, preprocessing, null);
      const { crop } = prepare(image(width, height), preprocessingAt(size, preprocessing));
      const pixel = Math.max(1, frame.width / size.width);
      for (const key of ['x', 'y', 'width', 'height'] as const) {
        expect(Math.abs(frame[key] - crop[key])).toBeLessThanOrEqual(pixel);
      }
      expect(frame.width / frame.height).toBeCloseTo(320 / 224, 9);
    }
  });

  it('stays inside the picture wherever it is moved', () => {
    const sides = fc.integer({ min: 1, max: 5000 });
    const move = fc.integer({ min: -9000, max: 9000 });
    fc.assert(
      fc.property(sides, sides, move, move, (width, height, dx, dy) => {
        const frame = cropFrame(width, height, 299, preprocessing, null);
        const to = movedCrop(frame, dx, dy, width, height);
        const moved = cropFrame(width, height, 299, preprocessing, to);
        expect(moved.x).toBeGreaterThanOrEqual(0);
        expect(moved.y).toBeGreaterThanOrEqual(0);
        expect(moved.x + moved.width).toBeLessThanOrEqual(width + 1e-6);
        expect(moved.y + moved.height).toBeLessThanOrEqual(height + 1e-6);
      }),
    );
  });

  it('moves by arrow keys, further with Shift', () => {
    const frame = cropFrame(640, 400, 299, preprocessing, null);
    const one = keyMove('ArrowRight', false, frame, 640, 400);
    const far = keyMove('ArrowRight', true, frame, 640, 400);
    expect(one?.dx).toBeGreaterThan(0);
    expect(far?.dx).toBeGreaterThan(one?.dx ?? 0);
    expect(keyMove('Enter', false, frame, 640, 400)).toBe(null);
  });
});

describe('a place of a map', () => {
  it('is the cell under the pointer, also at the very edge', () => {
    expect(placeAt(0, 0, 35, 35)).toEqual({ y: 0, x: 0 });
    expect(placeAt(0.5, 0.99, 35, 35)).toEqual({ y: 34, x: 17 });
    expect(placeAt(1, 1, 35, 35)).toEqual({ y: 34, x: 34 });
  });

  it('is moved by arrow keys and held inside', () => {
    expect(movedPlace({ y: 0, x: 0 }, 'ArrowUp', false, 35, 35)).toEqual({ y: 0, x: 0 });
    expect(movedPlace({ y: 3, x: 3 }, 'ArrowDown', true, 35, 35)).toEqual({ y: 7, x: 3 });
    expect(movedPlace(null, 'ArrowLeft', false, 35, 35)).toEqual({ y: 17, x: 16 });
    expect(movedPlace(null, 'Enter', false, 35, 35)).toBe(null);
  });
});

describe('a camera that does not start', () => {
  it('says why, as far as the browser tells', () => {
    const named = (name: string) => cameraRefusalOf(new DOMException('', name));
    expect(named('NotAllowedError')).toBe('denied');
    expect(named('NotFoundError')).toBe('none');
    expect(named('NotReadableError')).toBe('busy');
    expect(cameraRefusalOf(new TypeError())).toBe('unsupported');
    expect(cameraRefusalOf('?')).toBe('busy');
  });
});
