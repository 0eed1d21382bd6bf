import { createServer } from 'node:net';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './scripts/find-browser.mjs';
import { asRoot, softwareWebgpu } from './tests/e2e/chromium-flags';

const executablePath = (await findBrowser()) ?? undefined;

/** A port that nobody holds. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

// Workers read this file too, and have to come to the same port: they inherit the environment.
process.env.ATLAS_TEST_PORT ??= String(await freePort());
const port = Number(process.env.ATLAS_TEST_PORT);

/** A camera that shows a moving test picture and asks nobody. */
const fakeCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/browser',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // A trace of each test takes a third of the time of all; where one is wanted: npx playwright test --trace on.
  use: { baseURL: `http://127.0.0.1:${port}`, screenshot: 'only-on-failure', actionTimeout: 30_000 },
  webServer: {
    command: `node scripts/serve.mjs out ${port} --strict`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
  projects: [
    // The longest tests first: short ones fill what the workers have left at the end.
    {
      name: 'webgpu',
      testMatch: /.*\.webgpu\.spec\.ts/,
      use: { launchOptions: { executablePath, args: [...asRoot, ...softwareWebgpu] } },
    },
    {
      name: 'chromium',
      testMatch: /.*(?<!\.webgpu)\.spec\.ts/,
      use: { launchOptions: { executablePath, args: [...asRoot, ...fakeCamera] } },
    },
  ],
});
