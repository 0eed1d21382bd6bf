import { expect, type Page } from '@playwright/test';
import { fileOfBytes, recipeFile } from '../hub/recipe-file';
import { type Fault, type Hub, type HubOptions, startHub } from '../hub/server';
import { test } from './ready-page';
import { serveSessionPage } from './session-server';

/** Weights on a server of another origin, as a browser reads them: with CORS, redirects and no preflight. */

const PATH = '/timm/inception_v4.tf_in1k/resolve/main/model.safetensors';
const SIZE = 171_064_488;

let site: Awaited<ReturnType<typeof serveSessionPage>>;
const hubs: Hub[] = [];
test.beforeAll(async () => {
  site = await serveSessionPage();
});
test.afterAll(() => site.close());
test.afterEach(async () => {
  await Promise.all(hubs.splice(0).map((hub) => hub.close()));
});

async function start(options: Partial<HubOptions> = {}): Promise<Hub> {
  const hub = await startHub({ files: { [PATH]: recipeFile('inception-v4') }, ...options });
  hubs.push(hub);
  return hub;
}

interface Outcome {
  readonly size: number | null;
  /** First and last byte of each range that was read. */
  readonly ends: readonly (readonly (number | undefined)[])[];
  readonly code: string | null;
  readonly events: readonly string[];
}

/** Opens the file in the page and reads ranges of it at the same time; cancels after `cancel` requests. */
async function readIn(
  page: Page,
  hub: Hub,
  ranges: readonly (readonly [number, number])[],
  cancel = 0,
): Promise<Outcome> {
  const origin = new URL(site.url).origin;
  await page.goto(site.url);
  return page.evaluate(
    async ({ source, address, asked, cancelAfter }) => {
      const { openHttpSource }: typeof import('../../lib/weights/http-source') = await import(source);
      const events: string[] = [];
      const controller = new AbortController();
      try {
        const file = await openHttpSource(address, {
          name: 'x',
          signal: controller.signal,
          retry: { firstDelay: 5 },
          onTransfer: (transfer) => {
            if (transfer.type === 'request') events.push('request');
            if (transfer.type === 'wait') events.push(transfer.code);
            if (events.length === cancelAfter) setTimeout(() => controller.abort(), 1);
          },
        });
        const read = await Promise.all(asked.map(([from, to]) => file.read(from, to, controller.signal)));
        return {
          size: file.size,
          ends: read.map((bytes) => [bytes.length, bytes[0], bytes.at(-1)]),
          code: null,
          events,
        };
      } catch (error) {
        const { code, name } = error as { code?: unknown; name: string };
        return { size: null, ends: [], code: typeof code === 'string' ? code : name, events };
      }
    },
    { source: `${origin}/lib/weights/http-source.ts`, address: hub.url + PATH, asked: ranges, cancelAfter: cancel },
  );
}

const ranges = [1, 2, 3, 4, 5, 6].map((million): [number, number] => [million * 1e6, million * 1e6 + 1e5]);
const truth = (): (number | undefined)[][] => {
  const file = recipeFile('inception-v4');
  return ranges.map(([from, to]) => [to - from, file.bytes(from, to)[0], file.bytes(from, to).at(-1)]);
};

test('one simple request opens it, and none needs a preflight', async ({ page }) => {
  const hub = await start();
  const { size, ends, events } = await readIn(page, hub, ranges);
  expect(size).toBe(SIZE);
  expect(ends).toEqual(truth());
  expect(events).toEqual(Array(1 + ranges.length).fill('request'));
  expect(hub.seen.every(({ method }) => method === 'GET')).toBe(true);
  // Behind the redirect from one other origin to another the page has no name; on the direct way it has.
  const { origin } = new URL(site.url);
  expect(hub.seen.slice(0, 3).map((seen) => [seen.server, seen.status, seen.origin])).toEqual([
    ['hub', 302, origin],
    ['storage', 206, 'null'],
    ['storage', 206, origin],
  ]);
});

test('it is read where the page may not see Content-Range', async ({ page }) => {
  const { size, ends, code } = await readIn(page, await start({ exposed: false }), ranges);
  expect({ size, code }).toEqual({ size: null, code: null });
  expect(ends).toEqual(truth());
});

for (const [name, faults, waits] of [
  ['an expired address whose answer the page may not see', [{ type: 'status', status: 403, hidden: true }], 1],
  ['a server that is busy', [{ type: 'status', status: 429, retryAfter: '0' }], 1],
  ['a connection that breaks', [{ type: 'cut', after: 100_000 }], 1],
] satisfies readonly (readonly [string, readonly Fault[], number])[]) {
  test(`it comes whole in spite of ${name}`, async ({ page }) => {
    const hub = await start();
    hub.fail(...faults);
    const { ends, events } = await readIn(page, hub, ranges);
    expect(ends).toEqual(truth());
    expect(events.filter((each) => each !== 'request')).toHaveLength(waits);
  });
}

for (const [name, options, faults, code] of [
  ['a page instead of it', {}, [{ type: 'page' }], 'weights/web-page'],
  ['other bytes', {}, [{ type: 'other-range' }], 'weights/wrong-range'],
  ['only the whole file', { ranges: false }, [], 'weights/no-ranges'],
  ['no such file', { files: { '/x': fileOfBytes(new Uint8Array(1)) } }, [], 'weights/not-found'],
] satisfies readonly (readonly [string, Partial<HubOptions>, readonly Fault[], string])[]) {
  test(`a server that sends ${name} is refused by name`, async ({ page }) => {
    const hub = await start(options);
    hub.fail(...faults);
    expect((await readIn(page, hub, ranges)).code).toBe(code);
  });
}

test('reading ends when it is cancelled', async ({ page }) => {
  const hub = await start({ slow: 50 });
  const { code } = await readIn(page, hub, [[1e6, 100e6]], 2);
  expect(code).toBe('AbortError');
});
