import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files that break a rule of the house, each with the import that does it. */
const forbidden = {
  'lib/graph/uses-networks.ts': "import '../networks/inception-v4';",
  'lib/graph/uses-react.ts': "import 'react';",
  'lib/graph/reexports.ts': "export { x } from '../weights/recipe';",
  'lib/graph/uses-alias.ts': "import '@/lib/graph/shapes';",
  'lib/graph/loads-later.ts': "export const later = () => import('../analysis/cost');",
  'lib/networks/uses-analysis.ts': "import '../analysis/cost';",
  'lib/analysis/uses-diagram.ts': "import '../diagram/geometry';",
  'lib/diagram/uses-react.ts': "import 'react';",
  'lib/diagram/uses-components.ts': "import '@/components/diagram/diagram';",
  'lib/picture/uses-graph.ts': "import '../graph/shapes';",
  'lib/weights/uses-runtime.ts': "import '../runtime/protocol';",
  'lib/tiles/uses-tfjs.ts': "import '@tensorflow/tfjs-core';",
  'lib/runtime/uses-tfjs.ts': "import '@tensorflow/tfjs-core';",
  'lib/runtime/uses-words.ts': "import '@/content/en/words';",
  'lib/runtime/engine/uses-react.ts': "import 'react';",
  'lib/runtime/uses-alias.ts': "import '@/lib/graph/graph';",
  'lib/runtime/plan/uses-engine.ts': "import '../engine/engine';",
  'lib/runtime/plan/uses-tfjs.ts': "import '@tensorflow/tfjs-core';",
  'lib/runtime/head/uses-engine.ts': "import '../engine/engine';",
  'lib/runtime/kernels/uses-tfjs.ts': "import '@tensorflow/tfjs-core';",
  'lib/runtime/engine/uses-session.ts': "import '../session/session';",
  'lib/runtime/session/uses-tfjs.ts': "import '@tensorflow/tfjs-core';",
  'lib/runtime/session/uses-networks.ts': "import '../../networks/inception-v4';",
  'lib/reading/uses-diagram.ts': "import '../diagram/layout';",
  'lib/import/onnx/uses-networks.ts': "import '../../networks/inception-v4';",
  'lib/export/pytorch/uses-runtime.ts': "import '../../runtime/protocol';",
  'lib/analysis/differences/uses-diagram.ts': "import '../../diagram/layout';",
  'lib/analysis/uses-cli.ts': "import '../../cli/main';",
  'cli/uses-react.ts': "import 'react';",
  'cli/uses-components.ts': "import '@/components/lab/lab';",
  'lib/error.ts': "import './graph/errors';",
  'components/lab/uses-tfjs.ts': "import '@tensorflow/tfjs-core';",
  'components/lab/uses-engine.ts': "import '@/lib/runtime/engine';",
  'components/lab/uses-cli.ts': "import '@/cli/main';",
  'components/lab/uses-route.ts': "import '@/app/document';",
  'components/lab/uses-entry.ts': "import '@/lib/diagram';",
  'components/ui/uses-entry.ts': "import '@/lib';",
  'app/uses-entry.ts': "import '@/lib/graph/index';",
  'lib/diagram/uses-d3.ts': "import 'd3';",
  'components/ui/uses-lab.ts': "import '@/components/lab/lab';",
  'components/lab/uses-next-link.ts': "import 'next/link';",
  'components/ui/uses-next-link.ts': "import 'next/link';",
  'app/uses-next-link.ts': "import 'next/link';",
  'app/uses-runtime.ts': "import '@/lib/runtime/session/session';",
  'content/en/uses-component.ts': "import '@/components/lab/lab';",
};

/** Files that look alike and are allowed. */
const allowed = {
  'lib/graph/uses-error.ts': "import '../error';\nimport './shapes';",
  'lib/networks/uses-graph.ts': "import '../graph/combinators';\nimport '../graph/expression';",
  'lib/analysis/differences/uses-graph.ts': "import '../labels';\nimport './item';\nimport '../../graph/graph';",
  'lib/reading/uses-networks.ts': "import '../networks';\nimport '../analysis/cost';",
  'lib/export/pytorch/uses-weights.ts': "import '../code';\nimport '../../weights/recipe';",
  'lib/runtime/uses-graph.ts': "import '../graph/graph';\nimport '../weights/recipe';\nimport './plan/plan';",
  'lib/runtime/engine/uses-tfjs.ts':
    "import '@tensorflow/tfjs-core';\nimport '@tensorflow/tfjs-backend-wasm';\nimport '../plan/plan';",
  'lib/runtime/session/uses-engine.ts':
    "import '../engine/engine';\nimport '../protocol';\nimport '../../graph/graph';",
  'cli/uses-lib.ts': "import '@/lib/runtime/session/session';\nimport 'node:fs';\nimport './words/cli';",
  'cli/words/uses-errors.ts': "import '../errors';",
  'components/lab/uses-session.ts': "import '@/lib/runtime/session/session';\nimport 'react';",
  'lib/diagram/uses-d3-path.ts': "import 'd3-path';\nimport './geometry';",
  'components/lab/uses-modules.ts': "import '@/lib/diagram/layout';\nimport '@/lib/networks';\nimport '@/lib/error';",
  'app/uses-components.ts': "import '@/components/lab/lab';\nimport '@/content/languages';",
};

const cycle = {
  'lib/graph/first.ts': "import { second } from './second';\nexport const first = () => second;",
  'lib/graph/second.ts': "import { first } from './first';\nexport const second = () => first;",
  'lib/tiles/first.ts': "import type { Second } from './second';\nexport type First = Second | null;",
  'lib/tiles/second.ts': "import type { First } from './first';\nexport type Second = First | 1;",
};

type Diagnostic = { category: string; location: { path: string | { file: string } } };

let folder = '';
/** Rule names by path of the planted file. */
let found: ReadonlyMap<string, readonly string[]> = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atlas-house-'));
  // The rules of the house as they are, only without git, which the planted folder does not have.
  const rules = JSON.parse(await readFile(join(root, 'biome.json'), 'utf8'));
  rules.vcs = { enabled: false };
  delete rules.$schema;
  await writeFile(join(folder, 'biome.json'), JSON.stringify(rules));
  await cp(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  for (const [path, text] of Object.entries({ ...forbidden, ...allowed, ...cycle })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${text}\n`);
  }
  const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const output = await new Promise<string>((resolve) => {
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.'];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1 << 26 }, (_error, stdout) => resolve(stdout));
  });
  const report: { diagnostics: readonly Diagnostic[] } = JSON.parse(output);
  const byPath = new Map<string, string[]>();
  for (const { category, location } of report.diagnostics) {
    const path = (typeof location.path === 'string' ? location.path : location.path.file).replace(/^\.\//, '');
    byPath.set(path, [...(byPath.get(path) ?? []), category]);
  }
  found = byPath;
});

afterAll(() => rm(folder, { recursive: true }));

describe('the import rules', () => {
  it.each(Object.keys(forbidden))('refuse %s', (path) => {
    expect(found.get(path)).toContain('lint/style/noRestrictedImports');
  });

  it.each(Object.keys(allowed))('allow %s', (path) => {
    expect(found.get(path) ?? []).not.toContain('lint/style/noRestrictedImports');
  });

  it('refuse a cycle, of types too', () => {
    for (const path of Object.keys(cycle)) expect(found.get(path)).toContain('lint/suspicious/noImportCycles');
  });
});
