import { resolvePath, type TensorName } from '../../graph/address';
import { inputOf, type Model } from '../../graph/model';
import { type Part, walkParts } from '../../graph/naming';
import type { CodeLine } from '../code';
import { pythonTokens } from '../python-tokens';
import { blockDrafts, ClassBody, classDrafts } from './class-lines';
import { isClass, planClasses } from './classes';
import { type Context, type Draft, draft, moduleLines, sequentialLines } from './modules';
import { float, identifier, type Width } from './writing';

const INDENT = '    ';

/** PyTorch code of one part, in pieces that a page can show alone. */
export interface PytorchCode {
  readonly imports: readonly CodeLine[];
  /** `BasicConv2d`, the unit of every network; empty where the part has no unit. */
  readonly unit: readonly CodeLine[];
  /** The other classes that the part needs, inner ones first. */
  readonly classes: readonly { readonly name: string; readonly lines: readonly CodeLine[] }[];
  /** The part itself: the class of a block or of a network, else the statement that makes it. */
  readonly main: readonly CodeLine[];
  /** The name that `main` defines. */
  readonly name: string;
}

export interface PytorchOptions {
  /** The name of the class of a whole network. */
  readonly name: string;
  /** The name of a block's class in the reference code; null where it is called as the block is. */
  readonly classNameOf?: (block: string) => string | null;
}

/** Reads the address of every line; a line whose address means no tensor says nothing about one. */
function finish(model: Model, lines: readonly Draft[]): readonly CodeLine[] {
  let depth = 0;
  return lines.map(({ indent, text, at, does }) => {
    const [path = '', tensor = null] = at?.split('@') ?? [];
    const place = at === null ? null : resolvePath(model, '', path, tensor as TensorName | null);
    const indentToken = indent > 0 && text !== '' ? [{ kind: 'plain' as const, text: INDENT.repeat(indent) }] : [];
    const tokens = [...indentToken, ...pythonTokens(text, depth > 0)];
    depth += text.split('(').length - text.split(')').length;
    return { tokens, at, node: place?.node.id ?? null, does: at === null ? null : does };
  });
}

const IMPORTS = ['import torch', 'import torch.nn as nn', 'import torch.nn.functional as F'];

/** Convolution, batch normalisation, ReLU. @param at the unit that the lines are about; null for all at once. */
function unitDrafts(epsilon: number | null, at: string | null): readonly Draft[] {
  const of = (tensor: TensorName): string | null => (at === null ? null : `${at}@${tensor}`);
  const eps = epsilon === null ? 'eps' : float(epsilon);
  const run = (text: string, tensor: TensorName): Draft => draft(2, text, of(tensor), at === null ? null : 'run');
  return [
    draft(0, 'class BasicConv2d(nn.Module):', at, null),
    draft(1, `def __init__(self, in_channels, out_channels, ${epsilon === null ? 'eps, ' : ''}**kwargs):`),
    draft(2, 'super().__init__()'),
    draft(2, 'self.conv = nn.Conv2d(in_channels, out_channels, bias=False, **kwargs)', of('conv')),
    draft(2, `self.bn = nn.BatchNorm2d(out_channels, eps=${eps})`, of('bn')),
    draft(0, ''),
    draft(1, 'def forward(self, x):'),
    run('x = self.conv(x)', 'conv'),
    run('x = self.bn(x)', 'bn'),
    run('return F.relu(x)', 'relu'),
  ];
}

/** The entries of a network, or of a stage that spans some, one after the other in a class. */
function entriesDrafts(context: Context, part: Part, name: string, input: Width): readonly Draft[] {
  const body = new ClassBody(context, '');
  let flow = { variable: 'x', width: input };
  const softmax: Draft[] = [];
  const enter = (entry: Part, isLast: boolean): void => {
    if (entry.kind === 'softmax' && isLast) {
      // As in the reference code: a loss takes the logits, so they are what the network returns.
      softmax.push(
        draft(0, ''),
        draft(1, 'def predict(self, x):'),
        draft(2, 'return F.softmax(self(x), dim=1)', entry.path, 'run'),
      );
      return;
    }
    flow = body.step(entry, flow, 'x');
  };
  const groups = part.kind === 'network' ? part.children : [part];
  groups.forEach((group, g) => {
    const isStage = group.kind === 'stage';
    if (isStage && part.kind === 'network') {
      body.fields.push(draft(0, `# ${group.name}`, group.path, null));
    }
    const entries = isStage ? group.children : [group];
    entries.forEach((entry, i) => {
      enter(entry, g === groups.length - 1 && i === entries.length - 1);
    });
  });
  body.run('return x', null);
  return [...classDrafts(name, [], part.path === '' ? null : part.path, body), ...softmax];
}

/** What a statement calls the module of a part: its own name, else the last of its path that is no number. */
function variableOf(part: Part): string {
  const last = part.name ?? part.path?.split('.').findLast((each) => !/^\d+$/.test(each)) ?? part.kind;
  const isBare = part.name === null && /\.\d+$/.test(part.path ?? '');
  return identifier(isBare ? part.kind : part.kind === 'stage' && part.expression === null ? last : last.toLowerCase());
}

/**
 * PyTorch code of a network or of any part of it, generated from the expression in the style of the reference code.
 * Module names are such that the state dict of a whole network has the canonical keys in the canonical order.
 * @throws `export/no-module` where the expression says something that no PyTorch module does.
 */
export function pytorchCode(model: Model, part: Part, options: PytorchOptions): PytorchCode {
  const classes = planClasses(model, part, options.classNameOf ?? (() => null));
  const units = [...walkParts(part)].flatMap(({ expression }) => (expression?.kind === 'unit' ? [expression] : []));
  const [firstUnit] = units;
  const shared = units.every(({ epsilon }) => epsilon === firstUnit?.epsilon);
  const epsilon = shared ? (firstUnit?.epsilon ?? null) : null;
  const context: Context = { model, classes: classes.of, plan: null, epsilon };
  const value = inputOf(model, part)?.channels ?? model.graph.nodes[0]?.channels ?? 0;
  const width: Width = { value, text: String(value) };
  const own = isClass(part) ? classes.of.get(part.id) : undefined;

  const spansEntries = part.kind === 'stage' && part.expression === null;
  const name = own?.name ?? (part.kind === 'network' ? options.name : variableOf(part));
  const main = ((): readonly Draft[] => {
    if (own) return blockDrafts(context, own);
    if (part.kind === 'network' || spansEntries) return entriesDrafts(context, part, name, width);
    if (part.kind === 'stage') {
      const inside = sequentialLines(context, part.children, width).map((line) => ({
        ...line,
        indent: line.indent + 1,
      }));
      return [draft(0, `${name} = nn.Sequential(`, part.path), ...inside, draft(0, ')', part.path)];
    }
    const [first, ...rest] = moduleLines(context, part, width);
    return first ? [{ ...first, text: `${name} = ${first.text}` }, ...rest] : [];
  })();
  return {
    imports: finish(
      model,
      IMPORTS.map((text) => draft(0, text)),
    ),
    unit: units.length === 0 ? [] : finish(model, unitDrafts(epsilon, part.kind === 'unit' ? part.path : null)),
    classes: classes.plans
      .filter((plan) => plan !== own)
      .map((plan) => ({ name: plan.name, lines: finish(model, blockDrafts(context, plan)) })),
    main: finish(model, main),
    name,
  };
}

const EMPTY: CodeLine = { tokens: [], at: null, node: null, does: null };

/** The whole file, in the order in which Python wants it. */
export function pytorchFile({ imports, unit, classes, main }: PytorchCode): readonly CodeLine[] {
  const pieces = [imports, unit, ...classes.map(({ lines }) => lines), main].filter((lines) => lines.length > 0);
  return pieces.flatMap((lines, i) => (i === 0 ? lines : [EMPTY, EMPTY, ...lines]));
}
