import { describe, expect, it } from 'vitest';
import { breakLines } from '@/lib/diagram/break-lines';
import { textWidth } from '@/lib/diagram/text-metrics';

describe('breaking a name into lines', () => {
  it('breaks after hyphens and spaces, as late as there is room', () => {
    expect(breakLines('Inception-ResNet-A ×10', 11, 86)).toEqual(['Inception-', 'ResNet-A ×10']);
    expect(breakLines('Inception-ResNet-A ×10', 11, 200)).toEqual(['Inception-ResNet-A ×10']);
    expect(breakLines('Reduction-A', 11, 86)).toEqual(['Reduction-A']);
  });

  it('keeps within the room wherever a break allows it, and loses no letter', () => {
    for (let room = 10; room < 160; room += 5) {
      const lines = breakLines('Last convolution of all', 11, room);
      expect(lines.join(' ')).toBe('Last convolution of all');
      for (const line of lines) if (line.includes(' ')) expect(textWidth(line, 11)).toBeLessThanOrEqual(room);
    }
  });
});
