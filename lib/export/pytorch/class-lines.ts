import type { Part } from '../../graph/naming';
import { type ClassPlan, isInlined } from './classes';
import {
  addressOf,
  type Context,
  type Draft,
  draft,
  functionCall,
  leafCall,
  moduleLines,
  noModule,
  spliced,
  widthOut,
  wrapped,
} from './modules';
import type { Width } from './writing';

/** What is known about the value that flows on: the variable with it, and its channels. */
interface Flow {
  readonly variable: string;
  readonly width: Width;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The module's name inside its class, by the canonical keys; null where no attribute can have it. */
function attributeIn(prefix: string, part: Part): string | null {
  const { keyPrefix } = part;
  const name = prefix === '' ? keyPrefix : keyPrefix.startsWith(`${prefix}.`) ? keyPrefix.slice(prefix.length + 1) : '';
  return /^[A-Za-z_]\w*$/.test(name) ? name : null;
}

/** Collects the two methods of a class while its parts are walked once. */
export class ClassBody {
  readonly fields: Draft[] = [];
  readonly steps: Draft[] = [];
  readonly #context: Context;
  readonly #prefix: string;

  /** @param prefix what the keys of its weights start with. */
  constructor(context: Context, prefix: string) {
    this.#context = context;
    this.#prefix = prefix;
  }

  field(text: string, at: string | null): void {
    this.fields.push(draft(0, text, at));
  }

  run(text: string, at: string | null): void {
    this.steps.push(draft(0, text, at, at === null ? null : 'run'));
  }

  /** One part: a module with its call, a function where it has neither weights nor a name, or its parts one by one. */
  step(part: Part, input: Flow, variable: string, asFunction = false): Flow {
    const context = this.#context;
    if (isInlined(part)) {
      if (part.kind === 'concat') return this.join(part, input, variable, true);
      return spliced(part).reduce((flow, each) => this.step(each, flow, variable), input);
    }
    const width = widthOut(context, part, input.width);
    const at = addressOf(part);
    const name = attributeIn(this.#prefix, part);
    const call = name === null || asFunction || part.kind === 'l2Norm' ? functionCall(part, input.variable) : null;
    if (call !== null) {
      this.run(`${variable} = ${call}`, at);
      return { variable, width };
    }
    if (name === null) throw noModule(part, 'name');
    if (part.kind === 'globalAvgPool') {
      // The mean leaves 1×1 maps, and what follows wants a vector.
      this.field(`self.${name} = ${leafCall(context, part, input.width)}`, at);
      this.run(`${variable} = torch.flatten(self.${name}(${input.variable}), 1)`, at);
      return { variable, width };
    }
    this.fields.push(...wrapped(`self.${name} = `, moduleLines(context, part, input.width), ''));
    this.run(`${variable} = self.${name}(${input.variable})`, at);
    return { variable, width };
  }

  /** All branches, then the join; the branches of an inner join get letters. */
  join(part: Part, input: Flow, variable: string, inner: boolean): Flow {
    const { expression, children } = part;
    const named = children.map(
      (branch, i) => isInlined(branch) || (expression?.kind === 'concat' && expression.branches[i]?.kind === 'named'),
    );
    const branches = children.map((branch, i) => {
      const own = inner ? `${variable}${LETTERS[i] ?? i}` : `x${i}`;
      // Where the reference code names the branches it keeps no module for those without weights.
      return this.step(branch, input, own, named.includes(true) && !named[i]);
    });
    this.run(
      `${variable} = torch.cat((${branches.map((branch) => branch.variable).join(', ')}), 1)`,
      inner ? addressOf(part) : `${addressOf(part)}@concat`,
    );
    return { variable, width: widthOut(this.#context, part, input.width) };
  }

  /** input + scale × linear1x1(body(input)), a line for each. */
  residual(part: Part, input: Flow, plan: ClassPlan | null): void {
    const { expression, children } = part;
    const [body, linear] = children;
    if (expression?.kind !== 'residual' || !body || !linear) return;
    const at = addressOf(part);
    const scale = plan?.written(part, 'scale') ?? '';
    const relu = plan?.written(part, 'relu') ?? '';
    this.field(`self.scale = ${scale}`, `${at}@scaled`);
    if (relu === 'relu') this.field('self.relu = relu', `${at}@add`);
    const inner =
      body.kind === 'concat' && body.path === null
        ? this.join(body, input, 'out', false)
        : this.step(body, input, 'out');
    const name = attributeIn(this.#prefix, linear);
    if (name === null) throw noModule(linear, 'name');
    const { text: from } = inner.width;
    this.field(`self.${name} = nn.Conv2d(${from}, ${input.width.text}, kernel_size=1)`, addressOf(linear));
    this.run(`out = self.${name}(out)`, addressOf(linear));
    this.run('out = self.scale * out', `${at}@scaled`);
    this.run('out = x + out', `${at}@add`);
    const last = relu === 'relu' || relu === 'True' ? `${at}@relu` : null;
    this.run(
      relu === 'relu'
        ? 'return F.relu(out) if self.relu else out'
        : relu === 'True'
          ? 'return F.relu(out)'
          : 'return out',
      // A class that can do both is about a block that may have no such tensor.
      relu === 'relu' && expression.relu === false ? `${at}@add` : last,
    );
  }
}

/** The two methods of a class around their bodies. */
export const classDrafts = (
  name: string,
  parameters: readonly string[],
  at: string | null,
  { fields, steps }: Pick<ClassBody, 'fields' | 'steps'>,
): readonly Draft[] => {
  const deeper = (lines: readonly Draft[]): readonly Draft[] =>
    lines.map((line) => ({ ...line, indent: line.indent + 2 }));
  return [
    draft(0, `class ${name}(nn.Module):`, at, null),
    draft(1, `def __init__(self${parameters.map((each) => `, ${each}`).join('')}):`),
    draft(2, 'super().__init__()'),
    ...deeper(fields),
    draft(0, ''),
    draft(1, 'def forward(self, x):'),
    ...deeper(steps),
  ];
};

/** The class of a block. */
export function blockDrafts(context: Context, plan: ClassPlan): readonly Draft[] {
  const block = plan.model;
  const body = new ClassBody({ ...context, plan }, block.keyPrefix);
  const input: Flow = { variable: 'x', width: plan.width };
  const inner = block.kind === 'block' ? block.children[0] : block;
  switch (inner?.kind) {
    case 'residual':
      body.residual(inner, input, plan);
      break;
    case 'concat':
      body.join(inner, input, 'x', false);
      break;
    default:
      if (inner) body.step(inner, input, 'x');
  }
  const last = body.steps.at(-1);
  if (inner?.kind === 'concat' && last) {
    // The join is the result: no variable between.
    body.steps[body.steps.length - 1] = { ...last, text: last.text.replace(/^x = /, 'return ') };
  } else if (inner?.kind !== 'residual') {
    body.run('return x', null);
  }
  return classDrafts(plan.name, plan.parameters, addressOf(block), body);
}
