import { describe, expect, it } from 'vitest';
import { findBrowserOn, installedCandidates } from '@/scripts/find-browser.mjs';

type Machine = Parameters<typeof findBrowserOn>[0];

/** A Linux machine on which the files in `there` exist and those in `working` also start. */
function machine(there: readonly string[], working: readonly string[], changes: Partial<Machine> = {}): Machine {
  return {
    env: { PATH: '/usr/local/bin:/usr/bin' },
    platform: 'linux',
    isRoot: false,
    isDebian: false,
    playwrightPath: async () => '/cache/playwright/chrome',
    exists: (path) => there.includes(path),
    answers: async (path) => working.includes(path),
    aptInstall: async () => false,
    playwrightInstall: async () => false,
    say: () => {},
    ...changes,
  };
}

describe('findBrowserOn', () => {
  it('takes CHROME_PATH first, and looks on where that does not start', async () => {
    const env = { PATH: '/usr/bin', CHROME_PATH: '/my/chrome' };
    const all = ['/my/chrome', '/cache/playwright/chrome', '/usr/bin/chromium'];
    expect(await findBrowserOn(machine(all, all, { env }), { install: false })).toBe('/my/chrome');
    expect(await findBrowserOn(machine(all, all.slice(1), { env }), { install: false })).toBe(
      '/cache/playwright/chrome',
    );
  });

  it('passes over a stub that is there but does not start', async () => {
    const there = ['/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
    expect(await findBrowserOn(machine(there, ['/usr/bin/google-chrome']), { install: false })).toBe(
      '/usr/bin/google-chrome',
    );
  });

  it('installs nothing unless told to', async () => {
    const never = async () => {
      throw new Error('installed something');
    };
    const bare = machine([], [], { isDebian: true, isRoot: true, aptInstall: never, playwrightInstall: never });
    expect(await findBrowserOn(bare, { install: false })).toBeNull();
  });

  it('asks apt on Debian as root, Playwright elsewhere and where apt fails', async () => {
    const there: string[] = [];
    const apt = machine(there, ['/usr/bin/chromium'], {
      isDebian: true,
      isRoot: true,
      aptInstall: async () => there.push('/usr/bin/chromium') > 0,
    });
    expect(await findBrowserOn(apt, { install: true })).toBe('/usr/bin/chromium');

    for (const isRoot of [true, false]) {
      const own: string[] = [];
      const other = machine(own, ['/cache/playwright/chrome'], {
        isDebian: true,
        isRoot,
        playwrightInstall: async () => own.push('/cache/playwright/chrome') > 0,
      });
      expect(await findBrowserOn(other, { install: true })).toBe('/cache/playwright/chrome');
    }
  });

  it('answers null where nothing can be had', async () => {
    expect(await findBrowserOn(machine([], []), { install: true })).toBeNull();
  });
});

describe('installedCandidates', () => {
  it('prefers Chromium over Chrome and follows PATH', () => {
    const paths = installedCandidates({ platform: 'linux', env: { PATH: '/a:/b' } });
    expect(paths.slice(0, 2)).toEqual(['/a/chromium', '/b/chromium']);
    expect(paths).toContain('/b/google-chrome-stable');
  });

  it('knows the applications of macOS', () => {
    expect(installedCandidates({ platform: 'darwin', env: {} })).toContain(
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    );
  });
});
