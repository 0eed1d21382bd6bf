// Starts the `atlas` command: compiles TypeScript on the fly, installs nothing.
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

// A reader that has seen enough (`| head`) closes the pipe; that is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    process.stderr.write(`atlas: cannot write the result: ${error.message}\n`);
    process.exit(1);
  });
}

const load = async () => {
  try {
    return await import('tsx/esm/api');
  } catch {
    process.stderr.write('atlas: the packages are not installed yet. Run npm ci first.\n');
    return null;
  }
};

const tsx = await load();
if (tsx) {
  tsx.register({ tsconfig: `${root}tsconfig.json` });
  // npm runs scripts in the root of the project; file names are meant from where the user stands.
  if (process.env.npm_lifecycle_event === 'atlas' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  const { main } = await import(pathToFileURL(`${root}cli/main.ts`).href);
  process.exitCode = await main(process.argv.slice(2), {
    out: (/** @type {string} */ text) => process.stdout.write(text),
    err: (/** @type {string} */ text) => process.stderr.write(text),
  });
} else {
  process.exitCode = 2;
}
