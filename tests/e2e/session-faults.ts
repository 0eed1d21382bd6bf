import type { Page, Worker } from '@playwright/test';

/** What is wrong with the storage that a worker finds. */
export type StorageFault = 'no-storage' | 'denied' | 'full' | 'held';

const storageHooks: Readonly<Record<StorageFault, string>> = {
  'no-storage': 'delete StorageManager.prototype.getDirectory;',
  denied: `StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('planted', 'SecurityError'));`,
  full: `FileSystemSyncAccessHandle.prototype.write = () => {
      throw new DOMException('planted', 'QuotaExceededError');
    };`,
  held: `FileSystemFileHandle.prototype.createSyncAccessHandle = () =>
      Promise.reject(new DOMException('planted', 'NoModificationAllowedError'));`,
};

/** Keeps the graphics devices that a worker asks for in its `devices`. */
export const keepDevices = `
    self.devices = [];
    if (self.GPUAdapter) {
      const requestDevice = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...asked) {
        const device = await requestDevice.apply(this, asked);
        self.devices.push(device);
        return device;
      };
    }`;

/**
 * Lets a test reach into every worker of a page before the worker's own code runs: keeps the graphics devices that it
 * asks for in `devices`, takes all adapters away where `noAdapter`, lets none start workers of its own where
 * `noHelpers`, and spoils its storage where asked.
 */
export async function plantInWorkers(
  page: Page,
  {
    noAdapter = false,
    noHelpers = false,
    storage = null,
  }: { noAdapter?: boolean; noHelpers?: boolean; storage?: StorageFault | null } = {},
): Promise<void> {
  const hook = `
    self.planted = true;
    ${keepDevices}
    if (${noAdapter} && self.GPU) GPU.prototype.requestAdapter = async () => null;
    if (${noHelpers}) {
      self.Worker = class {
        constructor() { setTimeout(() => this.onerror(new Event('error'))); }
        postMessage() {}
        terminate() {}
      };
    }
    ${storage === null ? '' : storageHooks[storage]}`;
  await page.addInitScript((code) => {
    const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(url: string | URL, options?: WorkerOptions) {
        // Static imports run in order, before the worker takes its first message.
        const boot = `import ${JSON.stringify(address)}; import ${JSON.stringify(String(new URL(url, location.href)))};`;
        super(URL.createObjectURL(new Blob([boot], { type: 'text/javascript' })), options);
      }
    };
  }, hook);
}

/** Whether what was planted is in the worker that holds a session: a fault that did not take proves nothing. */
export const isPlanted = (page: Page): Promise<boolean> =>
  newestWorker(page).evaluate(() => (self as unknown as { planted?: boolean }).planted === true);

/**
 * Puts code before that of every worker of the export, by its script: a worker of a script of one's own would lose the
 * bundler. What is planted says so itself, as `self.planted`. @param headers of the script, in place of those of the host.
 */
export async function plantInExport(
  page: Page,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.route(/\/turbopack-worker-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    await route.fulfill({
      response,
      headers: { ...response.headers(), ...Object.fromEntries(lower) },
      body: `{self.planted = true;${code}}\n${await response.text()}`,
    });
  });
}

/**
 * The worker of the export that computes, by its own name. The first that has it: it started the threads after it, which
 * answer nothing until a run ends.
 */
export async function sessionWorker(page: Page): Promise<Worker> {
  for (const worker of page.workers()) {
    if ((await worker.evaluate(() => self.name).catch(() => '')) === 'atlas-session') return worker;
  }
  throw new Error('the page has no worker that computes');
}

/** The worker that runs now on the page of a session and holds one: the newest but for the threads that it started itself. */
export function newestWorker(page: Page): Worker {
  const worker = page
    .workers()
    .filter((each) => !/kernel[._]worker/.test(each.url()))
    .at(-1);
  if (!worker) throw new Error('the page has no worker');
  return worker;
}

/**
 * Destroys the graphics device of a worker, as a driver reset would: after its answer, since the session ends a worker
 * whose device is lost, and with it an answer that is under way.
 */
export const destroyDevice = (worker: Worker): Promise<void> =>
  worker.evaluate(() => {
    const { devices } = self as unknown as { devices?: { destroy(): void }[] };
    const device = devices?.at(-1);
    if (!device) throw new Error('the worker holds no device');
    setTimeout(() => device.destroy());
  });
