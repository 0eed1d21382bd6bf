import './dispatches';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { chwToHwc } from '@/lib/weights/layout';
import { seededInput } from '@/lib/weights/recipe';
import { seededWeights } from '@/lib/weights/weight-source';
import { showCores } from './hardware-threads';
import { layersModels } from './layers-model';
import { servePeer } from './serve-peer';

/** Stock tfjs layers. */

let models: ReadonlyMap<string, tf.LayersModel> = new Map();
let picture: tf.Tensor4D | null = null;

servePeer({
  async prepare({ network, size, backend, threads, nodes }) {
    tf.enableProdMode();
    if (backend === 'wasm') {
      setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
      showCores(2 * threads);
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
      setThreadsCount(threads);
    }
    // The answer alone tells whether it started: the name of the backend changes either way.
    if (!(await tf.setBackend(backend))) throw new Error(`tfjs has no ${backend} here`);
    const { graph } = modelOf(network);
    const shapes = inferShapes(graph, size);
    models = await layersModels(graph, shapes, seededWeights, nodes);
    picture = tf.tensor4d(chwToHwc(seededInput(size), size, size, 3), [1, size, size, 3]);
    return `tfjs ${tf.version.tfjs} layers`;
  },
  async run(node) {
    const model = models.get(node);
    if (!model || !picture) throw new Error(`${node} was not prepared`);
    const output = model.predict(picture) as tf.Tensor;
    const values = (await output.data()) as Float32Array;
    output.dispose();
    return values;
  },
  ordered: (_, values) => values,
});
