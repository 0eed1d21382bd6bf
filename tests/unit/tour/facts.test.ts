import { expect, test } from 'vitest';
import { tourFacts } from '@/components/tour/facts';
import { formatsFor } from '@/components/ui/format';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';

const factsAt = (at: string, size: string | null = null) => {
  const { reading } = readNetworkView('inception-v3', 'keras', size);
  return tourFacts(reading, readSelection(reading, at).selection, formatsFor('en'));
};

test('the numbers of the tour are those of the network', () => {
  // Shapes: Szegedy et al. 2015 (1512.00567), Table 1; branch widths: torchvision/models/inception.py, InceptionA(192, 32).
  expect(factsAt('')).toMatchObject({
    input: '299×299×3',
    numbers: '268,203',
    stem: '35×35×192',
    stemChannels: '192',
    blockIn: '35×35×192',
    blockOut: '35×35×256',
    branches: '64 + 64 + 96 + 32 = 256',
    reductionIn: '35×35×288',
    reductionOut: '17×17×768',
    last: '8×8×2048',
    lastChannels: '2,048',
    trainedEnd: 'Mixed_6c',
  });
});

test('they follow the input size', () => {
  expect(factsAt('', '139')).toMatchObject({ input: '139×139×3', stem: '15×15×192', last: '3×3×2048' });
});

test('a place that sees nearly everything has no field to speak of', () => {
  expect(factsAt('Conv2d_1a_3x3').field).toBe('3×3');
  expect(factsAt('Mixed_7c').field).toBeNull();
});
