import { readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cut, faces, folder, licences } from '@/scripts/subset-fonts.mjs';

const require = createRequire(import.meta.url);

describe('the faces of the site', () => {
  it.each(faces)('$name is what the script cuts from its package', async ({ name, from }) => {
    expect((await cut(from)).equals(await readFile(join(folder, `${name}.woff2`)))).toBe(true);
  });

  it.each(faces)('$name weighs less than half of the face that it is cut from', async ({ name, from }) => {
    const whole = await stat(require.resolve(`@fontsource-variable/${from}`));
    expect((await stat(join(folder, `${name}.woff2`))).size).toBeLessThan(whole.size / 2);
  });

  it('come with their licences', async () => {
    expect(await readFile(join(folder, 'LICENSE.txt'), 'utf8')).toBe(await licences());
  });
});
