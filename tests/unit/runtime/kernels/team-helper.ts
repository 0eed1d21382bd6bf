import { parentPort, workerData } from 'node:worker_threads';
import { instantiateKernels } from '@/lib/runtime/kernels/kernel-module';
import { Helper } from '@/lib/runtime/kernels/team';

/** A helping thread in Node, for tests. */
const { module, memory, team, index } = workerData;
const thread = { functions: instantiateKernels(module, memory), memory };
const helper = new Helper(team, thread, index);
parentPort?.on('message', () => helper.work());
parentPort?.postMessage('ready');
helper.work();
