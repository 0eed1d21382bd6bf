import { opName } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import type { Language } from '@/content/language-list';
import type { Words } from '@/content/words-type';
import { costOf, costOfPart } from '@/lib/analysis/cost';
import { opKind } from '@/lib/diagram/op-kind';
import type { CodeLine } from '@/lib/export/code';
import { pytorchCode } from '@/lib/export/pytorch';
import { resolvePath } from '@/lib/graph/address';
import { inputOf, type Model } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';
import { classNamesOf } from '@/lib/networks/class-names';
import type { ListingLine } from './listing-line';

/** Everything that a listing is made from. */
export interface ListingSource {
  readonly network: string;
  readonly model: Model;
  readonly part: Part;
  readonly shapes: ReadonlyMap<string, Shape>;
}

interface Content {
  readonly language: Language;
  readonly words: Words['prose'];
}

/** Lines that open or close what others fill, or only keep a number. */
const makesNothing = (text: string): boolean => /\($|^\s*(class|#|self\.(scale|relu) =)/.test(text);

function aboutOf(content: Content, { network, model, shapes }: ListingSource, at: string): string {
  const { code } = content.words;
  const { integer, shape } = formatsFor(content.language);
  const [path = '', tensor] = at.split('@');
  const { part, node } = resolvePath(model, network, path);
  const made = tensor ? model.graph.nodes.find(({ id }) => id === at) : node;
  const own = made ?? node;
  // A unit reads what its convolution reads; a tensor of it what the op before made.
  const from = tensor ? own.inputs[0] : inputOf(model, part)?.id;
  const name = tensor ? (code.tensors[tensor as keyof typeof code.tensors] ?? tensor) : opName(content, model, part);
  const flow = code.about(name, shape(shapes.get(from ?? '') ?? []), shape(shapes.get(own.id) ?? []));
  const { parameters } = costOfPart(model, costOf(model, shapes), part);
  return tensor || parameters === 0 ? flow : `${flow}, ${code.parameters(integer(parameters))}`;
}

const listed = (content: Content, source: ListingSource, line: CodeLine): ListingLine => {
  const { model, shapes } = source;
  const text = line.tokens.map((token) => token.text).join('');
  const node = model.nodes.get(line.node ?? '');
  const bound = node !== undefined && line.does !== null && !/^\s*\)$/.test(text);
  const makes = bound && !makesNothing(text);
  // A branch of several ops has no colour of its own.
  const [path, tensor] = line.at?.split('@') ?? [];
  const isOp = makes && (tensor !== undefined || model.parts.get(node.origin ?? '')?.path === path);
  return {
    tokens: line.tokens.map((token) => [token.kind, token.text] as const),
    at: bound ? line.at : null,
    node: bound ? node.id : null,
    kind: isOp ? opKind(node, model.nodes) : null,
    shape: makes ? formatsFor(content.language).shape(shapes.get(node.id) ?? []) : null,
    about: bound && line.at !== null ? aboutOf(content, source, line.at) : null,
  };
};

/** The PyTorch code of a part, as a page shows it. @param whole with everything that the file needs, not the part alone. */
export function listingOf(content: Content, source: ListingSource, whole = false): readonly ListingLine[] {
  const { network, model, part } = source;
  const { unit, classes, main } = pytorchCode(model, part, classNamesOf(network));
  // Of a unit, what it is made of says more than the call that makes it.
  const pieces =
    part.kind === 'unit' ? [unit, main] : whole ? [unit, ...classes.map(({ lines }) => lines), main] : [main];
  const blank: readonly CodeLine[] = [{ tokens: [], at: null, node: null, does: null }];
  return pieces
    .filter((lines) => lines.length > 0)
    .flatMap((lines, i) => (i === 0 ? lines : [...blank, ...blank, ...lines]))
    .map((line) => listed(content, source, line));
}
