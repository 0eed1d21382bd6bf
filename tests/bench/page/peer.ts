/** What the benchmark asks of another engine in a worker of its own. */
export interface PeerSetting {
  readonly network: string;
  /** Side of the picture in pixels. */
  readonly size: number;
  readonly backend: 'wasm' | 'webgpu';
  readonly threads: number;
  /** Nodes whose tensors will be asked for: a model is cut at each. */
  readonly nodes: readonly string[];
}

export type PeerRequest =
  | { readonly type: 'prepare'; readonly setting: PeerSetting }
  /** One pass from the picture to a node. */
  | { readonly type: 'run'; readonly node: string }
  /** Its values, in the order of NHWC. */
  | { readonly type: 'values'; readonly node: string };

export interface PeerAnswers {
  readonly prepare: { readonly description: string };
  readonly run: { readonly milliseconds: number; readonly dispatches: number };
  readonly values: { readonly values: Float32Array };
}

export interface Peer {
  prepare(setting: PeerSetting): Promise<string>;
  /** Computes and reads the values of a node. */
  run(node: string): Promise<Float32Array>;
  /** The values of `run` as NHWC, or a vector. */
  ordered(node: string, values: Float32Array): Float32Array;
}
