import type { ErrorWords } from '@/lib/explanation';
import type { HeadRefusal, RuntimeErrors } from '@/lib/runtime/errors';

const list = (values: readonly string[]): string => values.join(', ');
const sentence = (reason: string): string => reason.replace(/\s+/g, ' ').replace(/\.?\s*$/, '.');

const BACKENDS: Readonly<Record<string, string>> = {
  webgpu: 'WebGPU',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
  auto: 'any way to compute',
};
const backendName = (backend: string): string => BACKENDS[backend] ?? backend;

const NOTHING_LOST = 'Your picture and settings are still here; only what was computed is gone.';
/** 1.5 GB: decimal, as the page says sizes. */
const size = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
const BUG = 'This is a fault of the atlas, not yours.';

/** Why a head is none of classes. */
const noClassMap: Readonly<Record<HeadRefusal['type'], (node: string) => string>> = {
  'no-linear': () => 'it has no linear layer',
  'not-means': (node) => `its last linear layer reads ${node}, which is no mean of maps`,
  'not-scores': (node) => `${node} comes after its last linear layer, so it ends in an embedding`,
};

/** Sessions (`lib/runtime`). */
export const runtimeErrors: ErrorWords<RuntimeErrors> = {
  'runtime/not-open': () => ({
    what: 'The session is closed.',
    means: 'Nothing can be computed in it any more.',
    next: 'Run again.',
  }),
  'runtime/backend-unavailable': ({ backend, tried }) => ({
    what: `${backendName(backend)} is not available here (${list(tried)}).`,
    means: 'Nothing can be computed that way.',
    next:
      backend === 'auto'
        ? 'Update the browser, or try another one.'
        : 'Choose another way to compute, or let the atlas choose.',
  }),
  'runtime/device-lost': ({ reason }) => ({
    what: `The graphics device went away${reason === '' || reason === 'unknown' ? '' : ` (${reason.replace(/\.$/, '')})`}.`,
    means: NOTHING_LOST,
    next: 'Run again; if it happens again, choose WebAssembly.',
  }),
  'runtime/device-error': ({ reason }) => ({
    what: `The graphics device refused a command: ${sentence(reason)}`,
    means: `What came after it could be wrong, so it is not shown. ${NOTHING_LOST}`,
    next: 'Run again, or choose WebAssembly.',
  }),
  'runtime/out-of-memory': ({ backend }) => ({
    what: `${backendName(backend)} got no more memory.`,
    means: NOTHING_LOST,
    next: 'Choose a smaller input size, or close other tabs, and run again.',
  }),
  'runtime/worker-crashed': ({ reason }) => ({
    what: `The part of the page that computes stopped: ${sentence(reason)}`,
    means: NOTHING_LOST,
    next: 'Run again.',
  }),
  'runtime/unknown-network': ({ network }) => ({
    what: `The session does not know the network “${network}”.`,
    means: BUG,
    next: 'Reload the page.',
  }),
  'runtime/unknown-picture': ({ picture }) => ({
    what: `The session does not know the picture “${picture}”.`,
    means: BUG,
    next: 'Choose the picture again.',
  }),
  'runtime/unknown-weights': ({ weights }) => ({
    what: `The session does not know the weights “${weights}”.`,
    means: 'They were chosen in another session.',
    next: 'Choose the file again.',
  }),
  'runtime/unknown-node': ({ node }) => ({
    what: `There is no tensor “${node}” in this network.`,
    means: 'Nothing was computed.',
    next: 'Choose another part of the network.',
  }),
  'runtime/bad-picture': ({ height, width, channels, values }) => ({
    what: `${values} values are no picture of ${height}×${width}×${channels}.`,
    means: BUG,
    next: 'Choose the picture again.',
  }),
  'runtime/wrong-channels': ({ network, wanted, found }) => ({
    what: `${network} takes ${wanted} channels; this picture has ${found}.`,
    means: 'Nothing was computed.',
    next: 'Choose another picture.',
  }),
  'runtime/no-such-channel': ({ channel, channels }) => ({
    what: `There is no channel ${channel}.`,
    means: 'Channels are counted from 0.',
    next: `Choose one from 0 to ${channels - 1}.`,
  }),
  'runtime/no-such-class': ({ class: index, classes }) => ({
    what: `There is no class ${index}.`,
    means: 'Classes are counted from 0.',
    next: `Choose one from 0 to ${classes - 1}.`,
  }),
  'runtime/scores-not-finite': ({ notFinite, classes }) => ({
    what: `${notFinite} of the ${classes} scores are not finite numbers.`,
    means: 'Something on the way grew beyond float32, so no order of the classes would be right.',
    next: 'Look at the maps before: the first with values that are not finite shows where. Other weights or another picture may help.',
  }),
  'runtime/no-class-map': ({ network, reason, node }) => ({
    what: `${network} names no classes: ${noClassMap[reason](node)}.`,
    means: 'There is nothing to rank and no class activation map.',
    next: 'Choose a network that ends in a mean of its last maps and one linear layer.',
  }),
  'runtime/no-such-place': ({ y, x, height, width }) => ({
    what: `There is no place (${y}, ${x}).`,
    means: `The map has ${height} rows and ${width} columns, counted from 0.`,
    next: 'Choose a place inside.',
  }),
  'runtime/too-large': ({ what, node, bytes, limit }) => ({
    what:
      what === 'computing'
        ? `Computing ${node} at this size needs ${size(bytes)} of memory at once; ${size(limit)} is what a page may take.`
        : `The maps of ${node} at this size are a picture of ${size(bytes)}; ${size(limit)} is what a browser can hold.`,
    means: 'It was not begun. Shapes, costs and receptive fields are exact at any size.',
    next: 'Choose a smaller input size, or an earlier and smaller tensor.',
  }),
  'runtime/worker-silent': ({ seconds }) => ({
    what: `The part of the page that computes gave no sign of life for ${seconds} seconds, so it was replaced.`,
    means: NOTHING_LOST,
    next: 'Run again.',
  }),
  'runtime/failed': ({ reason }) => ({
    what: `Computing failed: ${sentence(reason)}`,
    means: NOTHING_LOST,
    next: 'Run again; if it fails again, reload the page.',
  }),
};
