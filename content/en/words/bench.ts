/** The page that measures the engine on the reader's machine. */
export const bench = {
  title: 'How fast is it on your machine?',
  description: 'Measure the engine of the atlas in your own browser: whole networks, and a click on every block.',
  question: 'A click should answer while the finger is still on the mouse. Does it, here?',
  lead: [
    'This page runs the engine that draws the feature maps, on a seeded picture with seeded weights: nothing is downloaded and nothing is sent. First it computes whole networks several times, from the picture to the classes. Then it clicks through Inception-v4 from stem to head, each time through with a new picture, and draws the maps of every block.',
    'Numbers are medians, since one interruption by another program would move a mean. For the same reason close what else is working, and leave this tab in front: browsers slow down those that nobody sees. On WebAssembly it takes a minute or so; WebGPU that runs in software is many times slower, and can be cancelled.',
  ],
  engine: 'Compute with',
  engines: { auto: 'what the atlas chooses', webgpu: 'WebGPU', wasm: 'WebAssembly' },
  size: 'Picture',
  start: 'Measure',
  again: 'Measure again',
  cancel: 'Cancel',
  cancelled: 'Cancelled. Nothing is kept.',
  done: 'Done. The results are below.',
  save: 'Save the result as a file (JSON)',
  progressLabel: 'Measurements made',
  loading: 'Loading the engine',
  networks: { 'inception-v4': 'Inception-v4', 'inception-resnet-v2': 'Inception-ResNet-v2' },
  stages: {
    open: () => 'Starting the engine',
    first: () => 'The first click',
    pass: (network: string) => `${network}, from the picture to the classes`,
    blocks: (network: string) => `${network}, block after block`,
    memory: () => 'What is held in memory',
  },
  passes: {
    title: 'Whole networks',
    caption: (rounds: number) => `Milliseconds from the picture to the classes, ${rounds} rounds, weights loaded.`,
    network: 'network',
    median: 'median',
    quartiles: 'quartiles',
    min: 'fastest',
    rate: 'billion MACs a second',
    first: 'first time, with weights',
  },
  blocks: {
    title: 'A click on each block',
    lead: (sum: string, times: string) =>
      `All of Inception-v4, block after block, in ${sum} ms. What was computed for the block before is kept; a model that starts from the picture at every click would do ${times} times the multiply-accumulates.`,
    caption: 'Medians in milliseconds. The bar shows computing first, then drawing and the way to the page.',
    block: 'block',
    shape: 'maps',
    click: 'click to picture',
    computing: 'computing',
    drawing: 'drawing',
  },
  held: {
    title: 'Start and memory',
    opening: (opening: string, first: string) =>
      `The engine started in ${opening} ms; the maps of the first convolution came ${first} ms later.`,
    bytes: (activations: string, weights: string) =>
      `${activations} of activations and ${weights} of weights are kept, so that the next click has less to do.`,
    heap: (heap: string) => `The WebAssembly heap has grown to ${heap}.`,
    tensors: (count: string, lost: number) =>
      lost === 0
        ? `${count} tensors are alive, and every one is accounted for.`
        : `${count} tensors are alive, ${lost} of them not accounted for.`,
  },
  peers: {
    title: 'Beside other engines',
    text: 'TensorFlow.js layers and onnxruntime-web are not on this page: nobody should load another engine only to see this one compared. They are measured beside this engine, on the same networks with the same weights and in one run, by a command of the source code:',
    command: 'npm run bench',
  },
};
