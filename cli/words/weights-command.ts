/** What `atlas weights` says besides errors. */
export const weightsCommand = {
  help: `Usage: atlas weights inspect FILE|URL|hub:OWNER/NAME[@REVISION] [--mirror BASE] [--format table|json]

Reads the header of a safetensors file, wherever it is, and tells what is in it: tensors, types, sizes, metadata, which
network and naming they are of, how far it can be computed, and what is missing, unexpected or of another shape. No tensor is read; on a server that
costs one or two requests.

  --mirror BASE  stands for https://huggingface.co in hub: addresses (default: HF_ENDPOINT where it is set)
  --format       table: a summary and one line per tensor; json: the same as data (default: table)

Example: atlas weights inspect hub:timm/inception_v4.tf_in1k
`,
  columns: { key: 'tensor', dtype: 'type', shape: 'shape', bytes: 'bytes', from: 'first byte' },
  heading: ({ name, tensors, bytes, header }: { name: string; tensors: string; bytes: string; header: string }) =>
    `${name}: ${tensors} tensors, ${bytes} bytes, of which ${header} are the header`,
  types: (types: readonly (readonly [dtype: string, tensors: string, bytes: string])[]) =>
    `Types: ${types.map(([dtype, tensors, bytes]) => `${dtype} ${tensors} (${bytes} bytes)`).join(', ') || 'none'}`,
  metadata: (fields: readonly (readonly [key: string, text: string])[]) =>
    `Metadata: ${fields.map(([key, text]) => `${key} = ${text}`).join(', ') || 'none'}`,
  published: ({
    tag,
    licence,
    top1,
    top5,
    citation,
  }: {
    tag: string;
    licence: string;
    top1: number;
    top5: number;
    citation: string;
  }) => `Published as ${tag}, ${licence}: top-1 ${top1} %, top-5 ${top5} % (${citation})`,
  network: ({
    network,
    variants,
    naming,
    prefix,
    begins,
    stopsAt,
  }: {
    network: string;
    variants: readonly string[];
    naming: string;
    prefix: string;
    begins: boolean;
    stopsAt: string | null;
  }) =>
    `Network: ${variants.map((variant) => `${network}:${variant}`).join(' or ')}, names as in ${naming}` +
    `${prefix === '' ? '' : ` behind “${prefix}”`}; ` +
    (stopsAt === null
      ? 'everything that it reads is there'
      : begins
        ? `what comes before ${stopsAt} can be computed with this file`
        : `nothing can be computed with this file, since ${stopsAt} is where everything begins`),
  copies: (prefixes: readonly string[]) =>
    `Further copies, not read: ${prefixes.map((prefix) => (prefix === '' ? 'without a prefix' : prefix)).join(', ')}`,
  head: ({ classes, name }: { classes: string; name: string | null }) =>
    `Head: ${classes} classes${name === null ? '' : `, under the name ${name}`}`,
  noNetwork: 'Network: none that the atlas knows',
  lists: {
    missing: (count: string) => `Missing: ${count}`,
    misshapen: (count: string) => `Of another shape: ${count}`,
    unexpected: (count: string) => `Unexpected, not read: ${count}`,
    uncomputable: (count: string) => `Of a type that is not computed with: ${count}`,
    background: (count: string) => `With a row for the background class, which is left out: ${count}`,
    extras: (count: string) => `Known and not needed: ${count}`,
  },
  shapes: ({ key, wanted, found }: { key: string; wanted: string; found: string }) =>
    `${key}: ${wanted} wanted, ${found} found`,
  traffic: ({ host, requests, bytes }: { host: string; requests: number; bytes: string }) =>
    `Read from ${host}: ${bytes} bytes in ${requests} ${requests === 1 ? 'request' : 'requests'}`,
} as const;
