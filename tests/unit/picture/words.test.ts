import { describe, expect, it } from 'vitest';
import { readPicture } from '@/cli/read-picture';
import { errors } from '@/content/en/words/every-error';
import { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';
import { expectationOf, PICTURE_NAMES, picture } from '@/tests/e2e/pictures';

describe('the words of a refused picture', () => {
  it.each(PICTURE_NAMES.filter((name) => 'refused' in expectationOf(name, 'command line')))('%s', async (name) => {
    const error = await readPicture(await picture(name)).catch((cause: unknown) => cause);
    if (!(error instanceof AtlasError)) throw error;
    const words = explain(errors, error);
    for (const sentence of [words?.what, words?.means, words?.next]) {
      expect(sentence).toMatch(/^[A-Z].*[.]$/);
      expect(sentence).not.toMatch(/undefined|NaN|\[object/);
    }
    if (name === 'huge.png') expect(words?.what).toContain('20,000 × 20,000');
  });
});
