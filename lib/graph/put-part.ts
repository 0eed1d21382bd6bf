import { block, chain, concat, named, residual, stage, times } from './combinators';
import { graphError } from './errors';
import type { Expression, Network } from './expression';
import type { NetworkModel } from './model';
import { type Part, walkParts } from './naming';

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`);

/** How many positions an expression takes in a chain. */
function positionsOf(expression: Expression): number {
  switch (expression.kind) {
    case 'stage':
      return expression.parts.reduce((sum, part) => sum + positionsOf(part), 0);
    case 'times':
      return expression.count * positionsOf(expression.body);
    default:
      return 1;
  }
}

const positionsOfAll = (expressions: readonly Expression[]): number =>
  expressions.reduce((sum, each) => sum + positionsOf(each), 0);

/** Equal neighbours as one run. */
function runsOf(expressions: readonly Expression[]): readonly Expression[] {
  const runs: { body: Expression; count: number }[] = [];
  for (const body of expressions) {
    const last = runs.at(-1);
    if (last?.body === body) last.count++;
    else runs.push({ body, count: 1 });
  }
  return runs.map(({ body, count }) => (count === 1 ? body : times(count, body)));
}

/** The one expression for a place that holds exactly one. */
const single = ([only]: readonly Expression[], at: string): Expression => {
  if (!only) throw graphError('edit/last-part', { at });
  return only;
};

/** The key of the block around a part, under which `named` names. */
function blockKeyOf(model: NetworkModel, part: Part): string {
  for (let at = model.parents.get(part.id); at; at = model.parents.get(at.id)) {
    if (at.kind === 'block') return at.keyPrefix;
  }
  return '';
}

/** Gives an expression a key of the state dict, wherever it comes to stand. */
const keyed = (model: NetworkModel, part: Part, key: string, expression: Expression): Expression => {
  const around = blockKeyOf(model, part);
  return named(around === '' ? key : key.slice(around.length + 1), expression);
};

/** What is written at a part's place, the names around it included; null for what holds entries and for a 1×1 sum. */
export function writtenAt(model: NetworkModel, part: Part): Expression | null {
  const owner = model.parents.get(part.id);
  const written = owner?.expression ?? null;
  const index = owner?.children.indexOf(part) ?? 0;
  switch (written?.kind) {
    case undefined:
      return model.network.entries.find(({ name }) => name === part.path)?.body ?? null;
    case 'concat':
      return written.branches[index] ?? null;
    case 'chain':
      return written.parts[index] ?? null;
    case 'stage':
      // A stage or a run outside a chain is a chain that holds itself.
      return owner?.kind === 'chain' ? written : (written.parts[index] ?? null);
    case 'times':
      return owner?.kind === 'chain' ? written : written.body;
    case 'residual':
      return index === 0 ? written.body : null;
    case 'block':
      return written.body;
    default:
      return null;
  }
}

/** A part that comes to stand at another position and keeps the keys of its weights: each is named for what it was. */
function kept(model: NetworkModel, part: Part): readonly Expression[] {
  const written = writtenAt(model, part);
  if (!written) return [];
  if (written.kind === 'named') return [written];
  const inside = (): readonly Expression[] => part.children.flatMap((child) => kept(model, child));
  if (part.kind === 'stage' && written.kind === 'stage') return [stage(written.name, ...inside())];
  if (part.kind === 'times') return inside();
  return [keyed(model, part, part.keyPrefix, written)];
}

/**
 * A new expression for the place of a part of a chain, from the position of that part on. Where the key that follows from
 * a position belongs to a part that stays, the new one is called otherwise: `features.10_2`.
 */
function placed(model: NetworkModel, part: Part, by: Expression): readonly Expression[] {
  const gone = new Set([...walkParts(part)].map(({ id }) => id));
  const taken = new Set([...model.parts.values()].flatMap(({ id, keyPrefix }) => (gone.has(id) ? [] : [keyPrefix])));
  const owner = chainAround(model, part);
  let position = firstPositionOf(model, part, owner);
  const place = (expression: Expression): readonly Expression[] => {
    if (expression.kind === 'stage') return [stage(expression.name, ...expression.parts.flatMap(place))];
    if (expression.kind === 'times') {
      return runsOf(Array.from({ length: expression.count }, () => place(expression.body)).flat());
    }
    const key = join(owner.keyPrefix, String(position++));
    if (expression.kind === 'named' || !taken.has(key)) return [expression];
    let copy = 2;
    while (taken.has(`${key}_${copy}`)) copy++;
    taken.add(`${key}_${copy}`);
    return [keyed(model, part, `${key}_${copy}`, expression)];
  };
  return place(by);
}

/** The chain whose positions a part of a chain, of a stage or of a run takes. */
function chainAround(model: NetworkModel, part: Part): Part {
  let at = part;
  do at = model.parents.get(at.id) ?? model.root;
  while (at.kind === 'stage' || at.kind === 'times');
  return at;
}

/** The position of a part in its chain; of a stage or a run that of its first part. */
function firstPositionOf(model: NetworkModel, part: Part, owner: Part): number {
  let position = 0;
  let at = part;
  while (at !== owner) {
    const above = model.parents.get(at.id) ?? owner;
    const before = above.children.slice(0, above.children.indexOf(at));
    position += positionsOfAll(before.flatMap((child) => writtenAt(model, child) ?? []));
    at = above;
  }
  return position;
}

/** A chain, a stage or a run of `times` with other expressions at the place of one of its parts. */
function spliced(
  model: NetworkModel,
  owner: Part,
  part: Part,
  by: readonly Expression[],
  shifts: boolean,
): readonly Expression[] {
  const index = owner.children.indexOf(part);
  const before = owner.children.slice(0, index);
  const after = owner.children.slice(index + 1);
  const written = (parts: readonly Part[]): readonly Expression[] => {
    const all = parts.flatMap((each) => writtenAt(model, each) ?? []);
    return owner.kind === 'times' ? runsOf(all) : all;
  };
  return [...written(before), ...by, ...(shifts ? after.flatMap((each) => kept(model, each)) : written(after))];
}

/** A chain of what is left of one; a stage or a run alone is written as itself where it was. */
function chained(parts: readonly Expression[], at: string, always = false): Expression {
  const [only] = parts;
  if (!only) throw graphError('edit/last-part', { at });
  const alone = !always && parts.length === 1 && (only.kind === 'stage' || only.kind === 'times');
  return alone ? only : chain(...parts);
}

function withEntry({ network }: NetworkModel, part: Part, by: readonly Expression[]): Network {
  const entries = network.entries.flatMap((entry) => {
    if (entry.name !== part.path) return [entry];
    return by.length === 0 ? [] : [{ ...entry, body: single(by, part.id) }];
  });
  if (entries.length === 0) throw graphError('edit/last-part', { at: part.id });
  const stays = new Set(entries.map(({ name }) => name));
  const stages = network.stages
    .map((each) => ({ ...each, entries: each.entries.filter((name) => stays.has(name)) }))
    .filter((each) => each.entries.length > 0);
  return { ...network, entries, stages };
}

/** Writes what now stands at the place of a part, and what is around it. @param by in place of all that is written there. */
function put(model: NetworkModel, part: Part, by: readonly Expression[]): Network {
  const owner = model.parents.get(part.id);
  const expression = owner?.expression;
  if (!owner || !expression) return withEntry(model, part, by);
  const written = writtenAt(model, part);
  const shifts = positionsOfAll(by) !== (written ? positionsOf(written) : 0);
  const around = (...now: readonly Expression[]): Network => replaced(model, owner, now);
  switch (expression.kind) {
    case 'concat': {
      const index = owner.children.indexOf(part);
      const branches = owner.children.flatMap((child, i) => {
        if (i === index) return by.length === 0 ? [] : [single(by, part.id)];
        return i > index && by.length === 0 ? kept(model, child) : (writtenAt(model, child) ?? []);
      });
      if (branches.length === 0) throw graphError('edit/last-branch', { at: part.id });
      return around(concat(...branches));
    }
    case 'block':
      return around(block(expression.name, single(by, part.id)));
    case 'residual':
      return around(residual(single(by, part.id), expression));
    case 'chain': {
      return around(chained(spliced(model, owner, part, by, shifts), part.id, true));
    }
    case 'stage':
    case 'times': {
      if (owner.kind === 'chain') return around(chained(by, part.id));
      const parts = spliced(model, owner, part, by, shifts);
      if (expression.kind === 'times' || parts.length === 0) return around(...parts);
      return around(stage(expression.name, ...parts));
    }
    default:
      return model.network;
  }
}

/** Whether a part stands in a chain, by itself or in a stage or a run, under no name of its own. */
const takesPositions = (model: NetworkModel, part: Part): boolean => {
  const owner = model.parents.get(part.id);
  const isChain = owner?.kind === 'chain' || owner?.kind === 'stage' || owner?.kind === 'times';
  return isChain && owner.expression !== null && writtenAt(model, part)?.kind !== 'named';
};

/** Puts expressions where the names around a part's own, if it has any, stay what they are. */
function replaced(model: NetworkModel, part: Part, by: readonly Expression[]): Network {
  const names: string[] = [];
  let written = writtenAt(model, part);
  for (; written?.kind === 'named'; written = written.body) names.unshift(written.name);
  const wrap = (inner: Expression): Expression => names.reduce<Expression>((all, name) => named(name, all), inner);
  return put(model, part, by.map(wrap));
}

/**
 * A network with another expression in the place of one part, or none. Every other part keeps the keys of its weights:
 * what comes to stand at another position is `named` for what it was, and of a run of `times` only the one repeat
 * changes. Names around the part stay.
 * @throws `edit/last-part`, `edit/last-branch` where nothing would be left.
 */
export const replacePart = (model: NetworkModel, part: Part, by: Expression | null): Network => {
  if (by === null) return replaced(model, part, []);
  return replaced(model, part, takesPositions(model, part) ? placed(model, part, by) : [by]);
};
