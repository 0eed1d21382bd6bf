import { modelOf } from '@/lib/networks';
import { Engine } from '@/lib/runtime/engine/engine';
import { openBackend } from '@/lib/runtime/engine/open-backend';
import { checkpointsOf } from '@/lib/runtime/plan/checkpoints';
import { Grounds } from '@/lib/runtime/plan/ground';
import { plan } from '@/lib/runtime/plan/plan';
import { startHelper } from '@/lib/runtime/session/start-helper';
import { wasmPaths } from '@/lib/runtime/session/wasm-paths';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { seededWeights } from '@/lib/weights/weight-source';

/** Computes one block after the other on an engine without its session: what a block costs by itself, at least. */

export type AloneRequest =
  | { readonly type: 'open'; readonly network: string; readonly size: number }
  /** From here on with a picture that is new. */
  | { readonly type: 'picture' }
  /** Computes and reads a node, for which the node before it is there. */
  | { readonly type: 'block'; readonly node: string };

async function open({ network, size }: Extract<AloneRequest, { type: 'open' }>) {
  const engine = new Engine(await openBackend('wasm', { wasmPaths, startHelper }));
  const { graph } = modelOf(network);
  const grounds = new Grounds(graph);
  const checkpoints = checkpointsOf(graph);
  const picture = { height: size, width: size, channels: 3, pixels: chwToHwc(seededInput(size), size, size, 3) };
  let pictures = 0;
  const block = async (node: string): Promise<number> => {
    const root = { picture: `${pictures}`, weights: seededWeights.identity, calibrated: false };
    const ground = grounds.of(size, size, root);
    const kept = (key: string): boolean => engine.has(key);
    const { shapes } = ground;
    engine.show(ground.sizes);
    const made = plan({ graph, shapes, targets: [node], kept, rewrites: engine.rewrites, ...root }, ground);
    // What has to be done to know what has to be done is not the block's.
    const started = performance.now();
    const { release } = await engine.run(made, { picture, weights: seededWeights, checkpoints });
    await engine.read(made.targets.get(node) ?? '', node);
    const milliseconds = performance.now() - started;
    release();
    return milliseconds;
  };
  return {
    block,
    next: () => {
      pictures++;
    },
  };
}

let opened: Awaited<ReturnType<typeof open>> | null = null;

async function answer(request: AloneRequest): Promise<number> {
  if (request.type === 'open') opened = await open(request);
  else if (request.type === 'picture') opened?.next();
  else return opened ? opened.block(request.node) : Number.NaN;
  return 0;
}

self.addEventListener('message', ({ data }: MessageEvent<AloneRequest>) => {
  answer(data).then(
    (result) => self.postMessage({ result }),
    (error: unknown) => self.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});
