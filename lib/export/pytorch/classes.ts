import { inputOf, type Model } from '../../graph/model';
import { type Part, walkParts } from '../../graph/naming';
import { bool, float, identifier, type Width } from './writing';

/** A container whose parts the reference code names itself: it is no module, its parts belong to the enclosing class. */
export const isInlined = (part: Part): boolean =>
  (part.kind === 'chain' || part.kind === 'concat') && part.referencePath === null;

/** Whether a part is an `nn.Module` class of its own: a block with branches, or a join or sum that no block names. */
export function isClass(part: Part): boolean {
  const [body] = part.children;
  switch (part.kind) {
    case 'block':
      return body !== undefined && (body.kind === 'concat' || body.kind === 'residual' || isInlined(body));
    case 'concat':
    case 'residual':
      return part.path !== null && !isInlined(part);
    default:
      return false;
  }
}

/** One class of the generated code, for all blocks that it can build. */
export interface ClassPlan {
  readonly name: string;
  /** The block that its lines are about. */
  readonly model: Part;
  /** The name of each argument and its default where it has one. */
  readonly parameters: readonly string[];
  /** How a number of the class is written: an argument where its blocks differ, else the number. */
  readonly written: (part: Part, what: Slot['what']) => string;
  readonly width: Width;
  /** The arguments that build one of its blocks. */
  readonly argumentsOf: (part: Part) => string;
}

interface Slot {
  /** The part of the tree, counted from the block. */
  readonly index: number;
  readonly what: 'in' | 'filters' | 'scale' | 'relu';
  readonly value: number | boolean;
}

const PARAMETER: Readonly<Record<Slot['what'], string>> = {
  in: 'in_channels',
  filters: 'filters',
  scale: 'scale',
  relu: 'relu',
};

const ORDER = Object.keys(PARAMETER);

const literal = ({ what, value }: Slot): string =>
  typeof value === 'boolean' ? bool(value) : what === 'scale' ? float(value) : String(value);

const widthInto = (model: Model, part: Part): number => inputOf(model, part)?.channels ?? 0;

/** The numbers in which blocks of one class may differ, in order. */
function slotsOf(model: Model, block: Part): readonly Slot[] {
  const slots: Slot[] = [{ index: 0, what: 'in', value: widthInto(model, block) }];
  [...walkParts(block)].forEach(({ expression }, index) => {
    if (expression?.kind === 'unit') slots.push({ index, what: 'filters', value: expression.filters });
    if (expression?.kind === 'residual') {
      slots.push({ index, what: 'scale', value: expression.scale }, { index, what: 'relu', value: expression.relu });
    }
  });
  return slots;
}

/** What blocks of one class have in common; one that holds another class is like no block of other numbers. */
function structureOf(model: Model, block: Part): string {
  const inner = block.children.some((child) => [...walkParts(child)].some(isClass));
  const open: readonly string[] = inner ? [] : ['filters', 'scale', 'relu'];
  // What a block is called is no part of it: the classes of two names may be one.
  const expression = block.expression?.kind === 'block' ? { ...block.expression, name: null } : block.expression;
  const tree = JSON.stringify(expression, (key, value) => (open.includes(key) ? null : value));
  return inner ? `${widthInto(model, block)} ${tree}` : tree;
}

/** Each varying number with the argument that carries it; numbers that always agree share one. */
function parametersOf(instances: readonly (readonly Slot[])[]): ReadonlyMap<number, string> {
  const first = instances[0] ?? [];
  const groups = new Map<string, { readonly what: Slot['what']; readonly slots: number[] }>();
  first.forEach(({ what }, slot) => {
    const values = instances.map((each) => each[slot]?.value);
    if (values.every((value) => value === values[0])) return;
    const key = `${what} ${values.join(' ')}`;
    const group = groups.get(key) ?? { what, slots: [] };
    group.slots.push(slot);
    groups.set(key, group);
  });
  const names = new Map<number, string>();
  for (const what of ORDER) {
    const alike = [...groups.values()].filter((group) => group.what === what);
    alike.forEach((group, i) => {
      const name = `${PARAMETER[group.what]}${alike.length > 1 ? `_${i + 1}` : ''}`;
      for (const slot of group.slots) names.set(slot, name);
    });
  }
  return names;
}

function planOf(model: Model, name: string, blocks: readonly Part[]): ClassPlan | null {
  const [first] = blocks;
  if (!first) return null;
  const slots = new Map(blocks.map((block) => [block.id, slotsOf(model, block)]));
  const names = parametersOf([...slots.values()]);
  const own = slots.get(first.id) ?? [];
  const order = [...new Set(names.values())].sort(
    (a, b) =>
      ORDER.findIndex((what) => a.startsWith(PARAMETER[what as Slot['what']])) -
        ORDER.findIndex((what) => b.startsWith(PARAMETER[what as Slot['what']])) || a.localeCompare(b),
  );
  const indexes = new Map([...walkParts(first)].map((part, index) => [part.id, index]));
  const textOf = (slot: number): string => {
    const found = own[slot];
    return names.get(slot) ?? (found ? literal(found) : '');
  };
  return {
    name,
    model: first,
    parameters: order,
    width: { value: widthInto(model, first), text: textOf(0) },
    written(part, what) {
      const index = indexes.get(part.id);
      return textOf(own.findIndex((slot) => slot.what === what && slot.index === index));
    },
    argumentsOf(part) {
      const values = slots.get(part.id) ?? own;
      return order
        .map((argument) => {
          const slot = values.find((_, i) => names.get(i) === argument);
          return slot ? `${argument}=${literal(slot)}` : argument;
        })
        .join(', ');
    },
  };
}

/**
 * The classes that a part needs, inner ones before those that use them. Blocks of one name and structure share a class;
 * the numbers in which they differ become its arguments.
 * @param called the name of a block's class in the reference code; null where it is called as the block is.
 * @returns the plan of every class, and for each block (by part id) the plan that builds it.
 */
export function planClasses(
  model: Model,
  part: Part,
  called: (block: string) => string | null,
): { readonly plans: readonly ClassPlan[]; readonly of: ReadonlyMap<string, ClassPlan> } {
  const groups = new Map<string, { readonly name: string; readonly blocks: Part[] }>();
  const visit = (each: Part): void => {
    for (const child of each.children) visit(child);
    if (!isClass(each)) return;
    const name = identifier((each.name === null ? null : called(each.name)) ?? each.name ?? classOfKind(each));
    const key = `${name} ${structureOf(model, each)}`;
    const group = groups.get(key) ?? { name, blocks: [] };
    group.blocks.push(each);
    groups.set(key, group);
  };
  visit(part);
  const plans: ClassPlan[] = [];
  const of = new Map<string, ClassPlan>();
  const taken = new Map<string, number>();
  for (const { name, blocks } of groups.values()) {
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const plan = planOf(model, count === 1 ? name : `${name}_${count}`, blocks);
    if (!plan) continue;
    plans.push(plan);
    for (const block of blocks) of.set(block.id, plan);
  }
  return { plans, of };
}

const classOfKind = ({ kind }: Part): string => (kind === 'residual' ? 'Residual' : 'Concat');
