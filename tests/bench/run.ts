import { writeFile } from 'node:fs/promises';
import { ensureBuilt } from '../../scripts/ensure-built.mjs';
import { serveLocally } from '../../scripts/serve.mjs';
import { serveEngines } from './browser';
import type { BenchContext, Group } from './group';
import { blocks } from './groups/blocks';
import { codeSize } from './groups/code-size';
import { drawing } from './groups/drawing';
import { kernels } from './groups/kernels';
import { memory } from './groups/memory';
import { exportedPage } from './groups/page';
import { wasmPasses, webgpuPasses } from './groups/passes';
import { load, machine } from './machine';
import { type GroupReport, groupText } from './report';

const groups: readonly Group[] = [wasmPasses, kernels, blocks, drawing, exportedPage, memory, codeSize, webgpuPasses];

const HELP = `npm run bench -- [options]

Measures the engine of the site beside tfjs layers and onnxruntime-web in a real Chromium.

  --only ID[,ID]  only these groups: ${groups.map(({ id }) => id).join(', ')}
  --quick         fewer rounds and rows: to see that it works, not to quote
  --json FILE     everything that was measured, single measurements too, as JSON
  --help          this text
`;

interface Options {
  readonly only: readonly string[] | null;
  readonly quick: boolean;
  readonly json: string | null;
}

/** @throws an Error with a sentence for people. */
function parse(args: readonly string[]): Options | 'help' {
  let options: Options = { only: null, quick: false, json: null };
  for (let i = 0; i < args.length; i++) {
    const [arg, value] = [args[i], args[i + 1]];
    if (arg === '--help') return 'help';
    if (arg === '--quick') options = { ...options, quick: true };
    else if ((arg === '--only' || arg === '--json') && value !== undefined && !value.startsWith('--')) {
      options = arg === '--only' ? { ...options, only: value.split(',') } : { ...options, json: value };
      i++;
    } else
      throw new Error(`${arg} is not understood${arg === '--only' || arg === '--json' ? ' without a value' : ''}.`);
  }
  const unknown = options.only?.find((id) => !groups.some((group) => group.id === id));
  if (unknown !== undefined)
    throw new Error(`there is no group ${unknown}; there are ${groups.map(({ id }) => id).join(', ')}.`);
  return options;
}

/** Runs the benchmark; resolves to the exit code. A target that is not reached is reported, and is no failure. */
export async function main(args: readonly string[]): Promise<number> {
  let options: Options | 'help';
  try {
    options = parse(args);
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : error} See --help.\n`);
    return 2;
  }
  if (options === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const { only, quick, json } = options;
  const here = machine();
  console.log(`${here.processor}, ${here.cores} cores, ${here.gibibytes} GiB, ${here.system}; ${load()} at the start.`);
  const engines = await serveEngines();
  let site: Awaited<ReturnType<typeof serveLocally>> | null = null;
  const context: BenchContext = {
    quick,
    engines: engines.url,
    site: async () => {
      if (!site) {
        if (!(await ensureBuilt())) throw new Error('the site could not be built');
        site = await serveLocally('out', { port: 0 });
      }
      return `http://127.0.0.1:${site.port}`;
    },
    say: (line) => process.stderr.write(`  … ${line}\n`),
  };
  const reports: GroupReport[] = [];
  const failed: string[] = [];
  try {
    for (const group of groups) {
      if (only && !only.includes(group.id)) continue;
      try {
        for (const report of await group.run(context)) {
          reports.push(report);
          console.log(groupText(report));
        }
      } catch (error) {
        failed.push(group.id);
        console.log(`\n${group.id} could not be measured: ${error instanceof Error ? error.message : error}`);
      }
      if (json) {
        const file = { measured: new Date().toISOString(), machine: here, quick, failed, groups: reports };
        await writeFile(json, `${JSON.stringify(file, null, 2)}\n`);
      }
    }
  } finally {
    await engines.close();
    await (site as Awaited<ReturnType<typeof serveLocally>> | null)?.close();
  }
  const verdicts = reports.flatMap((report) => report.verdicts);
  const reached = verdicts.filter((verdict) => verdict.reached === true).length;
  console.log(`\n${reached} of ${verdicts.length} targets reached; ${load()} at the end.`);
  return failed.length > 0 ? 1 : 0;
}
