import { type Model, nodesOf } from '../../graph/model';
import type { Part } from '../../graph/naming';
import { exportError } from '../errors';
import { type ClassPlan, isClass, isInlined } from './classes';
import { bool, convArguments, float, poolArguments, sumOf, type Width } from './writing';

/** A line to be: its indent in steps, its text, and the address of what it is about. */
export interface Draft {
  readonly indent: number;
  readonly text: string;
  readonly at: string | null;
  readonly does: 'build' | 'run' | null;
}

/** What every function of this folder reads. */
export interface Context {
  readonly model: Model;
  readonly classes: ReadonlyMap<string, ClassPlan>;
  /** The class whose lines are written; null outside classes. */
  readonly plan: ClassPlan | null;
  /** The one ε of all units; null where they differ. */
  readonly epsilon: number | null;
}

export const draft = (
  indent: number,
  text: string,
  at: string | null = null,
  does: Draft['does'] = at === null ? null : 'build',
): Draft => ({ indent, text, at, does });

/** The address of a part; that of its owner where it shares it. */
export const addressOf = (part: Part): string => part.path ?? part.id.slice(0, part.id.indexOf('/'));

export const noModule = (part: Part, why: 'name' | 'position' | 'kind'): Error =>
  exportError('export/no-module', { path: addressOf(part), why, library: 'PyTorch' });

/** Whether a part works on vectors: everything behind the mean of each map does. */
function onVector({ model }: Context, part: Part): boolean {
  const [first] = nodesOf(model, part);
  const isVector = (id: string | undefined): boolean => {
    const node = model.nodes.get(id ?? '');
    if (!node) return false;
    return node.op.type === 'globalAvgPool' || node.op.type === 'linear' || isVector(node.inputs[0]);
  };
  return isVector(first?.inputs[0]);
}

/** The channels that leave a part, as the code of the class writes them. */
export function widthOut(context: Context, part: Part, input: Width): Width {
  const { expression, children } = part;
  switch (part.kind) {
    case 'unit':
      if (expression?.kind !== 'unit') return input;
      return { value: expression.filters, text: context.plan?.written(part, 'filters') || String(expression.filters) };
    case 'linear':
      return expression?.kind === 'linear' ? { value: expression.units, text: String(expression.units) } : input;
    case 'concat':
      return sumOf(children.map((branch) => widthOut(context, branch, input)));
    case 'residual':
    case 'linear1x1':
      return input;
    default:
      return children.reduce((width, child) => widthOut(context, child, width), input);
  }
}

/** The call that makes the module of a leaf, `BasicConv2d(384, 64, kernel_size=1)`; null where there is no such module. */
export function leafCall(context: Context, part: Part, input: Width): string | null {
  const { expression } = part;
  const path = addressOf(part);
  switch (expression?.kind) {
    case 'unit': {
      const epsilon = context.epsilon === null ? `, eps=${float(expression.epsilon)}` : '';
      const { text } = widthOut(context, part, input);
      return `BasicConv2d(${input.text}, ${text}, ${convArguments(path, expression)}${epsilon})`;
    }
    case 'maxPool':
      return `nn.MaxPool2d(${poolArguments(path, expression)})`;
    case 'avgPool': {
      const counted = bool(expression.countPadding);
      return `nn.AvgPool2d(${poolArguments(path, expression)}, count_include_pad=${counted})`;
    }
    case 'globalAvgPool':
      return 'nn.AdaptiveAvgPool2d(1)';
    case 'dropout':
      return `nn.Dropout(${expression.rate})`;
    case 'linear':
      return `nn.Linear(${input.text}, ${expression.units}${expression.bias ? '' : ', bias=False'})`;
    case 'batchNorm':
      return `nn.BatchNorm${onVector(context, part) ? '1d' : '2d'}(${input.text}, eps=${float(expression.epsilon)})`;
    case 'softmax':
      return 'nn.Softmax(dim=1)';
    default:
      return null;
  }
}

/** The call that computes a leaf without a module, for leaves without weights; null for all others. */
export function functionCall(part: Part, of: string): string | null {
  const { expression } = part;
  const path = addressOf(part);
  switch (expression?.kind) {
    case 'maxPool':
      return `F.max_pool2d(${of}, ${poolArguments(path, expression)})`;
    case 'avgPool': {
      const counted = bool(expression.countPadding);
      return `F.avg_pool2d(${of}, ${poolArguments(path, expression)}, count_include_pad=${counted})`;
    }
    case 'globalAvgPool':
      return `torch.flatten(F.adaptive_avg_pool2d(${of}, 1), 1)`;
    case 'dropout':
      return `F.dropout(${of}, ${expression.rate}, self.training)`;
    case 'softmax':
      return `F.softmax(${of}, dim=1)`;
    case 'l2Norm':
      return `F.normalize(${of}, p=2, dim=1, eps=${float(expression.epsilon)})`;
    default:
      return null;
  }
}

/** The parts of a chain as its module counts them: stages and repetitions add none. */
export const spliced = (part: Part): readonly Part[] =>
  part.children.flatMap((child) => (child.kind === 'stage' || child.kind === 'times' ? spliced(child) : [child]));

const indented = (lines: readonly Draft[]): readonly Draft[] =>
  lines.map((line) => ({ ...line, indent: line.indent + 1 }));

/** Puts a text before the first line and one after the last: `self.branch0 = ` and a comma, for instance. */
export const wrapped = (before: string, lines: readonly Draft[], after: string): readonly Draft[] =>
  lines.map((line, i) => ({
    ...line,
    text: `${i === 0 ? before : ''}${line.text}${i === lines.length - 1 ? after : ''}`,
  }));

/** Holds that a row of modules numbers its weights as they are called. @throws `export/no-module` where it does not. */
function checkPositions({ model }: Context, chain: Part): void {
  // What the reference code has no module for is shown as a row of its own, in which nobody's keys count.
  if (isInlined(chain)) return;
  spliced(chain).forEach((part, position) => {
    const hasWeights = nodesOf(model, part).some(({ tensors }) => tensors.length > 0);
    if (hasWeights && part.keyPrefix !== `${chain.keyPrefix}.${position}`) throw noModule(part, 'position');
  });
}

/** What stands in the brackets of an `nn.Sequential`: a line for every part, stages as comments. */
export function sequentialLines(context: Context, parts: readonly Part[], input: Width): readonly Draft[] {
  let width = input;
  return parts.flatMap((part): readonly Draft[] => {
    const before = width;
    width = widthOut(context, part, width);
    if (part.kind === 'stage') {
      return [draft(0, `# ${part.name}`, part.path, null), ...sequentialLines(context, part.children, before)];
    }
    if (part.kind === 'times') return sequentialLines(context, part.children, before);
    return wrapped('', moduleLines(context, part, before), ',');
  });
}

/**
 * The lines that make the module of a part.
 * @throws `export/no-module` where PyTorch has none.
 */
export function moduleLines(context: Context, part: Part, input: Width): readonly Draft[] {
  const at = addressOf(part);
  const plan = context.classes.get(part.id);
  if (isClass(part) && plan) return [draft(0, `${plan.name}(${plan.argumentsOf(part)})`, at)];
  switch (part.kind) {
    case 'block': {
      const [body] = part.children;
      return body ? moduleLines(context, body, input) : [];
    }
    case 'chain': {
      checkPositions(context, part);
      const [only, ...others] = part.children;
      const [first] = only?.children ?? [];
      if (only?.kind === 'times' && others.length === 0 && first) {
        const made = moduleLines(context, first, input);
        const call = made.length === 1 ? made[0]?.text : null;
        // Blocks of one run are alike, so one call makes each; a width that changed from one to the next would not.
        if (call && widthOut(context, first, input).value === input.value) {
          const { length } = only.children;
          return [draft(0, `nn.Sequential(*(${call} for _ in range(${length})))`, at)];
        }
      }
      return [
        draft(0, 'nn.Sequential(', at),
        ...indented(sequentialLines(context, part.children, input)),
        draft(0, ')', at),
      ];
    }
    default: {
      const call = leafCall(context, part, input);
      if (call === null) throw noModule(part, 'kind');
      // A mean of each map alone would leave 1×1 maps where the next module wants a vector.
      const flat = part.kind === 'globalAvgPool' ? `nn.Sequential(${call}, nn.Flatten(1))` : call;
      return [draft(0, flat, at)];
    }
  }
}
