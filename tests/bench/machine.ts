import { cpus, loadavg, totalmem } from 'node:os';

/** What a measurement depends on: said beside every number. */
export const machine = () => ({
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  gibibytes: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  system: `${process.platform} ${process.arch}`,
});

/** The load of the last minute: above the number of cores somebody else was working. */
export const load = (): string => `load average ${loadavg()[0]?.toFixed(2)} on ${cpus().length} cores`;
