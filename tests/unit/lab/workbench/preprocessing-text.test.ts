import { expect, it } from 'vitest';
import { rangeOf } from '@/components/lab/picture/value-ranges';
import { preprocessingText, readPreprocessing, samePreprocessing } from '@/components/lab/workbench/preprocessing-text';
import { networks } from '@/lib/networks';

it.each(networks)('the preprocessing of $id goes through an address and has a name', ({ preprocessing }) => {
  const read = readPreprocessing(preprocessingText(preprocessing));
  expect(read).toEqual(preprocessing);
  expect(read && samePreprocessing(read, preprocessing)).toBe(true);
  expect(rangeOf(preprocessing)).not.toBe('own');
});

it.each([
  null,
  '',
  '0.875',
  '0.875~lanczos~0,0,0~1,1,1',
  '0.875~bicubic~0,0~1,1,1',
  '0.875~bicubic~0,0,0~1,0,1',
  '0.875~bicubic~0,0,NaN~1,1,1',
  '0.875~bicubic~0,,0~1,1,1',
  '0.875~bicubic~0,0,1001~1,1,1',
  '0.875~bicubic~0,0,0~1,1,Infinity',
  '0.01~bicubic~0,0,0~1,1,1',
  '1.5~bicubic~0,0,0~1,1,1',
  '0.875~bicubic~0,0,0~1,1,1~more',
])('%s in an address is as the weights ask', (text) => {
  expect(readPreprocessing(text)).toBeNull();
});

it('values that have no name are kept', () => {
  const own = readPreprocessing('0.9~bilinear~0.1,0.2,0.3~1,2,3');
  expect(own && rangeOf(own)).toBe('own');
});
