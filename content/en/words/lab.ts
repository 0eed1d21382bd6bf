import { pictureNotes } from './picture-notes';

/** Words of the lab: picture in, maps out. */
export const lab = {
  title: 'Lab',
  lead: 'What this part of the network answers to a picture, computed here in your browser. Your picture stays on this machine.',
  shows: 'Shows',
  part: 'Part',
  nothingSelected: 'Nothing is selected, so this is the first stage.',
  tensor: 'Tensor',
  tensors: {
    conv: 'convolution',
    bn: 'batch norm',
    relu: 'ReLU',
    concat: 'joined',
    sum: 'branch sum',
    scaled: 'scaled',
    add: 'added',
  },
  tensorTitles: {
    conv: 'Straight out of the convolution, before batch normalisation',
    bn: 'After batch normalisation, before ReLU',
    relu: 'After ReLU: what the next layer reads',
    concat: 'All branches joined along the channels',
    sum: 'Out of the 1×1 convolution that brings the branches to the width of the shortcut: a correction, with either sign',
    scaled: 'The same correction, multiplied by the scale of the block',
    add: 'Shortcut plus correction, before ReLU',
  },
  addIsLast: 'Shortcut plus correction: no ReLU follows in this block, so this is what the next layer reads',
  partKinds: {
    unit: (kernel: string, filters: string) => `${kernel} convolution, ${filters}`,
    maxPool: 'max pool',
    avgPool: 'average pool',
    globalAvgPool: 'global average pool',
    dropout: 'dropout',
    linear: 'linear',
    softmax: 'softmax',
    batchNorm: 'batch normalisation',
    l2Norm: 'L2 normalisation',
    chain: 'branch',
    concat: 'concat',
    residual: 'residual sum',
    linear1x1: '1×1 convolution',
    network: 'network',
    stage: 'stage',
    times: 'run',
    block: 'block',
  },

  picture: {
    title: 'Picture',
    samples: 'Sample photographs',
    sampleNames: {
      chelsea: 'Chelsea, a cat',
      coffee: 'A cup of coffee',
      astronaut: 'Eileen Collins',
      rocket: 'A rocket launch',
      hubble_deep_field: 'Hubble deep field',
    },
    sampleRights: {
      chelsea: 'CC0, Stefan van der Walt',
      coffee: 'CC0, Rachel Michetti',
      astronaut: 'NASA, public domain',
      rocket: 'SpaceX, CC0',
      hubble_deep_field: 'NASA/ESA, public domain',
    },
    file: 'Open a picture…',
    camera: 'Camera',
    dropHint: 'or drop it here, or paste it',
    drop: 'Drop the picture here',
    opening: (name: string) => `Opening ${name}…`,
    pasted: 'the pasted picture',
    photograph: 'the photograph',
    size: (width: number, height: number) => `${width} × ${height} px`,
    crop: 'The square that the network sees. Drag it, or move it with the arrow keys; Shift moves further.',
    cropFixed: 'The square that the network sees is as large as it can be.',
    centre: 'Centre the square',
    refused: (name: string) => `${name} was not opened; the picture before is still there.`,
    notes: pictureNotes,
    notAPicture: {
      what: 'There is no picture in what was pasted or dropped.',
      means: 'Nothing changed; the picture before is still there.',
      next: 'Paste or drop an image file, for instance a photograph or a screenshot.',
    },
  },

  camera: {
    title: 'Take a picture',
    starting: 'Waiting for the camera…',
    start: 'Try again',
    take: 'Take the picture',
    cancel: 'Cancel',
    live: 'What the camera sees',
    private: 'The picture is used on this page only. The camera is off as soon as the picture is taken.',
    refusals: {
      denied: {
        what: 'The camera was not allowed.',
        means: 'The browser keeps it off for this site; everything else works without it.',
        next: 'Allow the camera in the address bar and try again, or open a file.',
      },
      none: {
        what: 'No camera was found.',
        means: 'This device has none, or another program hides it.',
        next: 'Connect a camera and try again, or open a file.',
      },
      busy: {
        what: 'The camera did not start.',
        means: 'Another program may be using it.',
        next: 'Close that program and try again, or open a file.',
      },
      unsupported: {
        what: 'This page may not use a camera.',
        means: 'Browsers give the camera only to pages over https or on localhost.',
        next: 'Open a file instead.',
      },
    },
  },

  run: {
    start: (channels: string) => `Compute the ${channels} maps`,
    startVector: (values: string) => `Compute the ${values} values`,
    again: 'Compute',
    retry: 'Try again',
    cancel: 'Cancel',
    firstTime: 'The first time also loads the engine, about 0.3 MB from this site.',
    /** Before running: time and bytes. */
    estimate: (time: string, weights: string, activations: string) =>
      `${time}; ${weights} of weights, ${activations} of activations`,
    estimateKept: 'Already computed: shown at once.',
    about: (time: string) => `about ${time}`,
    aboutUnmeasured: (time: string, backend: string) => `about ${time} with ${backend} on a usual laptop`,
    seconds: (value: string) => `${value} s`,
    minutes: (value: string) => `${value} min`,
    progress: {
      preparing: 'Preparing the picture',
      backend: 'Starting the engine',
      compile: 'Compiling the kernels',
      weights: (done: string, total: string) => `Weights: ${done} of ${total}`,
      layers: (done: number, total: number, node: string) => `Layer ${done} of ${total}: ${node}`,
      drawing: 'Drawing the maps',
    },
    running: 'Computing',
    elapsed: (time: string) => `${time} so far`,
    done: (reused: number, computed: number, time: string) =>
      `${reused} ${reused === 1 ? 'layer' : 'layers'} reused, ${computed} computed, ${time}`,
    cancelled: 'Cancelled. What was already computed is kept.',
    stale: 'Shown below: what was computed before.',
    said: {
      started: (what: string) => `Computing ${what}`,
      done: (what: string) => `${what} is there`,
      failed: (what: string) => `${what} could not be computed`,
      cancelled: 'Cancelled',
    },
    poster: 'Drawn in advance from this picture with the weights named below. Compute them here to explore them.',
    vacantVector: 'The numbers will stand here: one bar for each.',
    vacant: 'The maps will stand here: one small picture for each channel.',
  },

  backend: {
    names: { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'plain JavaScript' },
    reasons: {
      forced: 'as the address asks',
      'hardware-adapter': 'on your graphics processor',
      'software-adapter': 'your WebGPU runs in software, which is slower',
      'no-webgpu': 'this browser has no WebGPU here',
      'no-adapter': 'WebGPU found no graphics processor',
      'webgpu-failed': 'WebGPU failed its test on this machine',
      'wasm-failed': 'WebAssembly could not start, so this is slow',
    },
    line: (name: string, reason: string) => `${name} (${reason})`,
    threads: (count: number) => `${count} threads`,
    adapter: (name: string) => `adapter ${name}`,
    unknownAdapter: 'unnamed',
    software: 'software',
    trouble: (reason: string) =>
      `slower than it could be, since the atlas’s own kernels or their threads did not start: ${reason}`,
    notYet: 'The engine starts with the first maps.',
  },

  lost: {
    next: 'Your picture and settings are still here; compute again to go on.',
  },

  maps: {
    title: 'Maps',
    grid: (name: string, count: string) => `${count} channels of ${name}`,
    gridHelp: 'Arrow keys move between the channels, Enter opens one.',
    channel: (channel: number) => `Channel ${channel}`,
    of: (channel: number, count: string) => `Channel ${channel} of ${count}`,
    hoverHint: 'Point at a map for its numbers; open it to see it over the picture.',
    sort: 'Sort by',
    sorts: { index: 'index', mean: 'mean', variance: 'variance', sparsity: 'sparsity' },
    range: 'Colours',
    ranges: { channel: 'each channel its own', shared: 'shared by all' },
    rangeSays: {
      channel: 'Each map uses its own colour scale: brightness does not compare between maps.',
      shared: 'All maps share one colour scale: brightness compares between maps.',
    },
    scaleSays: {
      sequential: 'From dark, zero, to bright',
      diverging: 'Centred on zero: blue below, red above',
    },
    tile: 'Size of the maps',
    tiles: { small: 'S', medium: 'M', large: 'L', fit: 'fit' },
    tileTitles: { small: 'Small maps', medium: 'Medium maps', large: 'Large maps', fit: 'All maps at once' },
    low: '−max',
    high: 'max',
    list: (count: string) => `The ${count} channels as a table`,
    columns: {
      channel: 'Channel',
      mean: 'Mean',
      std: 'Std',
      min: 'Min',
      max: 'Max',
      zeros: 'Zeros',
      peak: 'Peak at',
      notFinite: 'Not finite',
    },
    notFinite: (count: string, of: string) =>
      `${count} of the ${of} values are not finite numbers: something on the way here grew beyond float32. Statistics and colours are of the rest.`,
    more: (count: string) => `Show ${count} more`,
    open: (channel: number) => `Open channel ${channel}`,
    save: 'Save as PNG',
    link: 'Copy the link',
    linkCopied: 'Link copied',
    linkHere: 'The link of this view',
    reset: 'Reset',
  },

  statistics: {
    title: 'Statistics',
    mean: 'Mean',
    std: 'Standard deviation',
    min: 'Minimum',
    max: 'Maximum',
    zeros: 'Zeros',
    peak: 'Largest in size at',
    notFinite: 'Not finite',
    notFiniteOf: (count: string) => `${count} not finite`,
    none: '–',
    place: (y: number, x: number) => `row ${y}, column ${x}`,
    brief: (mean: string, std: string, min: string, max: string, zeros: string) =>
      `mean ${mean} · std ${std} · ${min} to ${max} · zeros ${zeros}`,
  },

  histogram: {
    title: 'How the values are spread',
    all: 'All channels',
    zeros: (share: string) => `zeros: ${share}`,
    says: (low: string, high: string, zeros: string) =>
      `Histogram of the values from ${low} to ${high}; ${zeros} are exactly zero and stand apart.`,
    bar: (low: string, high: string, count: string) => `${low} to ${high}: ${count}`,
  },

  stage: {
    title: 'On the picture',
    crop: 'The picture as the network sees it',
    place: 'A place on the picture. Arrow keys move it; Enter ranks the channels there.',
    before: 'Once maps are computed: click a place to ask which channels answer there.',
    hint: 'Click a place: which channels answer there?',
    opacity: 'Map over the picture',
    close: 'Close the channel',
    previous: 'Previous channel',
    next: 'Next channel',
    at: (y: number, x: number) => `Row ${y}, column ${x}`,
    value: (value: string, y: number, x: number) => `${value} at row ${y}, column ${x}`,
    field: (rows: number, columns: number) => `sees ${rows} × ${columns} px of the input`,
    fieldAll: 'sees the whole picture',
    loading: 'Reading the values…',
    reserve: 'Point at the picture for the value there.',
    vector: 'A vector has no places: every value speaks for the whole picture.',
  },

  rank: {
    title: (y: number, x: number) => `Strongest at row ${y}, column ${x}`,
    loading: 'Asking all channels…',
    how: 'Ordered by how far each channel is above its own mean, in its own standard deviations.',
    item: (channel: number, value: string, score: string) =>
      `Channel ${channel}: ${value}, ${score} standard deviations above its mean`,
    none: 'Every channel is silent here: all values are zero.',
    clear: 'Clear',
  },

  vector: {
    title: (count: string) => `The largest of ${count} values`,
    index: (index: number) => `${index}`,
    notFinite: 'not finite',
    noNames: 'The values stand under their index: an embedding has no names, and seeded weights know no classes.',
    sort: 'Sort by',
    sorts: { value: 'value', index: 'index' },
    more: (count: string) => `Show ${count} more`,
  },

  settings: {
    title: 'Input size and weights',
    now: (size: string, weights: string) => `${size} px, ${weights}`,
    changed: 'other preprocessing',
    size: 'Input size',
    sizeSaysFor: (size: number) => `Smaller is faster and coarser; the network was published for ${size}.`,
    input: (height: number, width: number) => `input ${height} × ${width} px`,
  },

  preprocessing: {
    title: 'Preprocessing',
    crop: 'Centre that is kept',
    interpolation: 'Resizing',
    filters: { bicubic: 'bicubic', bilinear: 'bilinear' },
    range: 'Values',
    ranges: {
      one: '−1 to 1',
      imagenet: 'ImageNet mean and deviation',
      zero: '0 to 1',
      faces: '(byte − 127.5) / 128',
      own: 'own mean and deviation',
    },
    own: {
      title: 'Own mean and deviation',
      colours: ['red', 'green', 'blue'],
      mean: 'mean',
      std: 'deviation',
      of: (which: string, colour: string) => `${which}, ${colour}`,
      says: 'Each value of the picture, from 0 to 1, becomes (value − mean) / deviation.',
      refused: (most: number) =>
        `Not used yet: all six must be numbers of at most ${most}, and a deviation must be above 0.`,
    },
    asked: 'This is what the weights ask for.',
    changed: 'The weights were trained with something else: the maps show what a mismatch does.',
    reset: 'As the weights ask',
  },

  weights: {
    title: 'Weights',
    /** In the list of sources, and wherever there is little room. */
    labels: {
      published: (name: string) => `trained: ${name}`,
      packaged: 'trained: Keras, 8-bit',
      hosted: (name: string) => `trained: ${name}, from this site`,
      file: (name: string) => `a file: ${name}`,
      calibrated: 'seeded, calibrated',
      exact: 'seeded, exact',
    },
    /** Beside every picture of maps. */
    short: {
      calibrated: 'seeded weights, batch norm calibrated on this picture; not learned',
      exact: 'seeded weights, exact recipe; not learned',
      file: (name: string) => `weights from ${name}`,
      published: (name: string) => `trained on ImageNet, weights of ${name}`,
      packaged: (name: string, bits: number, last: string) =>
        `trained on ImageNet, Keras’ weights from the package ${name}, rounded to ${bits} bits; up to ${last}`,
      hosted: (name: string) => `trained weights of ${name}, from this site`,
      rounded: (text: string, bits: number) => `${text}, rounded to ${bits} bits`,
      upTo: (text: string, last: string) => `${text}; up to ${last}`,
    },
    /** Who made them, in a sentence about them. */
    maker: (name: string) => `Keras’ Inception-v3 (${name})`,
    /** Below the list, about the one that is chosen. */
    says: {
      calibrated:
        'Seeded weights, batch norm calibrated on this picture: shapes and arithmetic are exact, features are not learned.',
      exact: 'Seeded weights, exact recipe: shapes and arithmetic are exact, features are not learned.',
      file: 'Your own file, read in place: nothing of it leaves this machine. What it was trained on only you know.',
      published:
        'Learned on ImageNet, as published. Only the blocks that a map needs are fetched, when you ask for it.',
      packaged:
        'Learned on ImageNet by Keras’ Inception-v3; the package carries them rounded to 8 bits, in a model whose later layers were retrained for something else, so they end where those begin. Its average pools leave the padding out, as in this variant.',
      hosted: 'Published weights that whoever runs this site has put beside it.',
    },
    facts: {
      source: 'Source',
      revision: 'Revision',
      licence: 'Licence',
      accuracy: 'ImageNet accuracy',
      accuracyOf: (top1: string, top5: string) => `${top1} % top-1, ${top5} % top-5`,
      cited: 'as published',
      picture: 'Picture',
      pictureOf: (share: string, filter: string, range: string) => `centre ${share}, ${filter}, ${range}`,
      size: 'File',
      rounded: 'Numbers',
      bits: (bits: number) => `rounded to ${bits} bits`,
      ends: 'Trained up to',
    },
    unknown: (id: string) => `The address asks for the weights “${id}”, which are not offered for this network here.`,
    /** A press of the button is the reader's consent, so it says what it costs. */
    load: (bytes: string, channels: string) => `Load ${bytes} and compute the ${channels} maps`,
    loadVector: (bytes: string, values: string) => `Load ${bytes} and compute the ${values} values`,
    announced: (name: string, bytes: string) =>
      `This takes ${bytes} of the weights of ${name}, which are fetched only when you say so.`,
    announcedSaving: (name: string, bytes: string) =>
      `Your browser asks to save data, so nothing was fetched: this takes ${bytes} of the weights of ${name}.`,
    seededInstead: 'Use seeded weights',
    asking: (name: string) => `Asking for the trained weights of ${name}`,
    meanwhile: {
      what: (name: string) => `${name} has not answered yet.`,
      means: 'Until it does, these maps are computed with seeded weights: nothing in them is learned.',
    },
    instead: {
      means: 'These maps are computed with seeded weights: shapes and arithmetic are exact, features are not learned.',
      next: 'For trained ones try again, set a mirror, or download the file and open it here. A site of your own can keep it beside its pages: npm run weights.',
      silent: (name: string) =>
        `The server of ${name} did not answer before, so it was not asked again; these maps are computed with seeded weights.`,
      stopped: (name: string) => `The trained weights of ${name} were not fetched.`,
      misfit: (name: string) => `The file of ${name} does not fit this network.`,
    },
    beyond: {
      what: (last: string) => `The trained weights in use end with ${last}; this part comes after it.`,
      lacks: (name: string, key: string) =>
        `This part needs “${key}”, which ${name} does not have in a form that fits.`,
      means: 'Nothing is shown here rather than something half trained.',
      load: (name: string) => `Use ${name} from the hub`,
    },
    retry: 'Try again',
    stop: 'Stop asking',
    others: 'Other weights…',
    advance: (poster: string, next: string) => `Drawn in advance: ${poster}. Computing here uses: ${next}.`,
    mirror: {
      title: 'Mirror of the hub',
      says: 'Where huggingface.co cannot be reached: another server with the same paths. Kept in this browser.',
      use: 'Use',
      reset: 'Back to the hub',
      now: (host: string) => `Trained weights are read from ${host}.`,
    },
    faces: {
      title: 'Weights for this network',
      says: 'Nobody has published ImageNet weights of Inception-ResNet-v1. facenet-pytorch publishes weights for faces; these lines turn its file into one that can be opened here:',
      download: 'facenet-pytorch, release v2.2.9',
      copy: 'Copy the lines',
      copied: 'Lines copied',
    },
    file: 'Open a .safetensors file…',
    dropHint: 'or drop it here',
    opening: (name: string) => `Reading ${name}…`,
    fits: (name: string, tensors: string, bytes: string, naming: string) =>
      `${name}: ${tensors} tensors, ${bytes}, named as in ${naming}. It fits.`,
    part: (name: string, tensors: string, bytes: string, naming: string, lacking: string) =>
      `${name}: ${tensors} tensors, ${bytes}, named as in ${naming}. It lacks ${lacking} tensors of the network; what does not read them is computed with it.`,
    prefix: (prefix: string) => `“${prefix}” stands before every name.`,
    copies: (prefixes: string) => `Further copies are not read: ${prefixes}.`,
    head: (classes: string, name: string | null) =>
      `Its head tells ${classes} classes apart${name === null ? '' : ` and is called “${name}”`}.`,
    uncomputable: (count: string) => `Of a type that is not computed with: ${count}`,
    unknownSize: 'a size that its server does not tell',
    extras: (count: string) => `${count} tensors that inference does not read`,
    refused: {
      what: (name: string) => `${name} does not fit this network.`,
      means: (missing: string, unexpected: string, misshapen: string) =>
        `${missing} tensors are missing, ${unexpected} are unexpected, ${misshapen} have another shape; the weights before are still in use.`,
      next: 'Open a file of the same network, with the names of its reference code.',
    },
    unread: (count: string) => `Unknown and left unread: ${count}`,
    missing: (count: string) => `Missing: ${count}`,
    unexpected: (count: string) => `Unexpected: ${count}`,
    misshapen: (count: string) => `Another shape: ${count}`,
    shapes: (wanted: string, found: string) => `${wanted} wanted, ${found} found`,
  },

  stored: {
    holds: (bytes: string, files: number) =>
      `Kept on this device: ${bytes} of ${files === 1 ? 'one weight file' : `${files} weight files`}. What is kept is not sent again.`,
    nothing: 'Weights that are sent to you are kept on this device; nothing is there yet.',
    asking: 'Looking what is kept on this device…',
    forget: 'Forget them',
    forgetting: 'Forgetting…',
    clearable: 'The browser may clear it when the disk is short.',
    lasting: 'The browser has promised not to clear it by itself.',
    last: 'Ask the browser not to clear it',
    denied:
      'The browser did not promise it. Many promise it to sites that are visited often or bookmarked; what is cleared is only sent again.',
    trouble: {
      'no-storage': 'This browser offers no storage for weights here; they stay in memory until the page is closed.',
      denied:
        'The browser does not let this page keep weights (a private window, or blocked site data); they stay in memory until the page is closed.',
      full: 'The browser gives no more room; further weights stay in memory until the page is closed.',
      held: 'Another tab is keeping the same weights just now; here they stay in memory.',
      failed: 'Weights could not be written to this device; they stay in memory until the page is closed.',
    },
  },

  unknownError: {
    what: (code: string) => `Something went wrong that has no name yet (${code}).`,
    means: 'Your picture and settings are still here.',
    next: 'Try again; if it happens again, reload the page.',
  },
  dismiss: 'Dismiss',
};
