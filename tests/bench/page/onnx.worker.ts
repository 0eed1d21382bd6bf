import './dispatches';
import type * as Ort from 'onnxruntime-web';
import { onnxModel } from '@/lib/export/onnx/onnx';
import { joined } from '@/lib/export/onnx/protobuf';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { seededWeights } from '@/lib/weights/weight-source';
import { servePeer } from './serve-peer';

/** onnxruntime-web on the same network with the same weights; one session for each node that is asked for. */

const sessions = new Map<string, Ort.InferenceSession>();
let picture: Ort.Tensor | null = null;
let shapeOf: (node: string) => readonly number[] = () => [];

servePeer({
  async prepare({ network, size, backend, threads, nodes }) {
    const ort: typeof Ort =
      backend === 'webgpu' ? await import('onnxruntime-web/webgpu') : await import('onnxruntime-web/wasm');
    ort.env.wasm.numThreads = threads;
    ort.env.wasm.wasmPaths = '/node_modules/onnxruntime-web/dist/';
    const { graph } = modelOf(network);
    const shapes = inferShapes(graph, size);
    shapeOf = (node) => shapes.get(node) ?? [];
    for (const node of nodes) {
      const file = joined(await onnxModel({ name: network, graph, shapes, weights: seededWeights, outputs: [node] }));
      sessions.set(node, await ort.InferenceSession.create(file, { executionProviders: [backend] }));
    }
    picture = new ort.Tensor('float32', seededInput(size), [1, 3, size, size]);
    return `onnxruntime-web ${ort.env.versions.web}`;
  },
  async run(node) {
    const session = sessions.get(node);
    if (!session || !picture) throw new Error(`${node} was not prepared`);
    const output = (await session.run({ input: picture }))[node];
    if (!output) throw new Error(`${node} gave nothing`);
    const values = (await output.getData()) as Float32Array;
    output.dispose();
    return values;
  },
  ordered(node, values) {
    const [h = 1, w = 1, c = 1] = shapeOf(node);
    return shapeOf(node).length === 3 ? chwToHwc(values, h, w, c) : values;
  },
});
