import type { Cost } from '@/lib/analysis/cost';
import type { ReceptiveField } from '@/lib/analysis/receptive-field';
import { AtlasError } from '@/lib/error';
import { network } from '@/lib/graph/combinators';
import { type GraphNode, INPUT } from '@/lib/graph/graph';
import { inputOf, type Model, type NetworkModel, readNetwork } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';
import { networks, resolveAddress, type Variant } from '@/lib/networks';
import { type Reading, readingOf, smallestSizeOf } from '@/lib/reading/reading';
import { extentOf, formatSize, type InputSize, inputSize, LARGEST_SIZE } from '@/lib/reading/size';
import { ArticleFault, nearest } from './fault';
import { whatIfs } from './what-if';

/** What a component of an article talks about: one part of one network at one picture size, and all counts of it. */
export interface Subject {
  /** As written in the article. */
  readonly address: string;
  /** The network's title, and its variant's where it is not the default one; of an alternative those of what it reads. */
  readonly network: { readonly title: string; readonly variant: Variant | null };
  /** Code that can be read and run, or the figures of the paper. */
  readonly source: Variant['source'];
  readonly model: NetworkModel;
  readonly part: Part;
  /** The node with the part's result. */
  readonly node: GraphNode;
  /** The node that the part reads. */
  readonly input: GraphNode;
  /** Of the picture in pixels; of an alternative of what it reads. */
  readonly size: InputSize;
  readonly height: number;
  readonly width: number;
  /** By node id; H×W×C or C. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly costs: ReadonlyMap<string, Cost>;
  /** The cost of the whole network. */
  readonly total: Cost;
  /** On the picture, by node id; of an alternative on what it reads. */
  readonly fields: ReadonlyMap<string, ReceptiveField>;
  /** True for an alternative that was not built. */
  readonly imagined: boolean;
}

type Counts = Pick<Reading, 'size' | 'height' | 'width' | 'shapes' | 'costs' | 'total' | 'fields'>;

function countsOf(model: Model, wanted: InputSize): Counts {
  const { size, height, width, shapes, costs, total, fields } = readingOf(model, wanted);
  return { size, height, width, shapes, costs, total, fields };
}

const IMAGINED = 'what-if/';

const imaginedModels = new Map<string, NetworkModel>();

function imaginedSubject(tag: string, address: string): Subject {
  const id = address.slice(IMAGINED.length);
  const whatIf = Object.hasOwn(whatIfs, id) ? whatIfs[id] : undefined;
  if (!whatIf) {
    throw new ArticleFault(
      tag,
      `there is no such alternative; near it: ${nearest(id, Object.keys(whatIfs)).join(', ')}`,
    );
  }
  const owner = subjectOf(tag, whatIf.reads);
  const [height = 1, width = 1, channels = 1] = owner.shapes.get(owner.input.id) ?? [];
  const model = imaginedModels.get(id) ?? readNetwork(network({ body: whatIf.body }, { inputChannels: channels }));
  imaginedModels.set(id, model);
  const node = model.nodes.get(model.outputs.get(model.root.id) ?? '');
  const input = model.nodes.get(INPUT);
  if (!node || !input) throw new ArticleFault(tag, 'the alternative has no output');
  const counts = countsOf(model, inputSize(height, width));
  const { network: from, source } = owner;
  return {
    address,
    network: from,
    source,
    model,
    part: model.root,
    node,
    input,
    imagined: true,
    ...counts,
  };
}

/**
 * Finds what a component of an article talks about.
 * @param tag the component as written, for the message of a fault.
 * @param address `inception-v4/features.6`, or `what-if/a-direct` for an alternative.
 * @param size of the picture in pixels, a side or height and width; the network's own where left out.
 * @throws ArticleFault, naming the nearest addresses or the smallest size.
 */
export function subjectOf(tag: string, address: string, size?: InputSize): Subject {
  if (address.startsWith(IMAGINED)) return imaginedSubject(tag, address);
  try {
    const { definition, variant, model, part, node } = resolveAddress(address);
    const wanted = size ?? definition.defaultSize;
    const smallest = smallestSizeOf(model);
    const { height, width } = extentOf(wanted);
    if (Math.min(height, width) < smallest || Math.max(height, width) > LARGEST_SIZE) {
      const large = Math.max(height, width) > LARGEST_SIZE;
      const limit = large ? `large; the largest is ${LARGEST_SIZE}` : `small; the smallest is ${smallest}`;
      throw new ArticleFault(tag, `a picture of ${formatSize(wanted)} is too ${limit}`);
    }
    const input = inputOf(model, part) ?? model.nodes.get(INPUT);
    if (!input) throw new ArticleFault(tag, 'the network has no input');
    const network = {
      title: definition.title,
      variant: variant.id === definition.defaultVariant ? null : variant,
    };
    const { source } = variant;
    return {
      address,
      network,
      source,
      model,
      part,
      node,
      input,
      imagined: false,
      ...countsOf(model, wanted),
    };
  } catch (error) {
    if (!(error instanceof AtlasError)) throw error;
    const { data } = error;
    const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
    const right = [...list(data.near), ...list(data.known)];
    const known = right.length > 0 ? right : networks.map(({ id }) => id);
    throw new ArticleFault(tag, `${error.code} for “${address}”; near it: ${known.join(', ')}`);
  }
}
