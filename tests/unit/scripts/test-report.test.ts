import { describe, expect, it } from 'vitest';
import { isNewEnough } from '@/scripts/node-version.mjs';
import { closingLine, countPlaywright, countVitest } from '@/scripts/test-report.mjs';

describe('the summed count', () => {
  it('counts a test file that could not be loaded', () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 4, failed: 2, skipped: 1 });
  });

  it('counts errors outside of tests', () => {
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
    expect(countPlaywright({ stats, errors: [{}] })).toEqual({ passed: 3, failed: 3, skipped: 0 });
  });

  it('ends with the line that is read', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
    expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
  });
});

describe('isNewEnough', () => {
  it('compares part by part', () => {
    expect(isNewEnough('20.19.0')).toBe(true);
    expect(isNewEnough('22.0.0')).toBe(true);
    expect(isNewEnough('20.9.0')).toBe(false);
    expect(isNewEnough('18.20.4')).toBe(false);
  });
});
