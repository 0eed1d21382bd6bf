import { graphError } from './errors';
import type { Concat, Expression, Network, Residual } from './expression';

/** What a part is; `named` is not one, it only names; `linear1x1` is the 1x1 of a residual connection. */
export type PartKind = Exclude<Expression['kind'], 'named'> | 'network' | 'linear1x1';

/**
 * One place in the tree of a network, with its names. Names come from position, as `nn.Sequential` gives them:
 * part j of a chain is `.j`, branch i of a concat `.branch{i}`, an entry of the network its own name.
 */
export interface Part {
  /** Unique in its network: the path where the part has one of its own, else derived from it. */
  readonly id: string;
  readonly kind: PartKind;
  /**
   * The positional path, `features.19.branch1.1`; of a stage its alias, `stem`; null for a run of `times` and for
   * the body of a block or residual that shares the path of its owner.
   */
  readonly path: string | null;
  /** The path in the reference code where that code has a module for the part, else null. */
  readonly referencePath: string | null;
  /** What the state-dict keys of everything inside start with. */
  readonly keyPrefix: string;
  /** The name of a block or a stage. */
  readonly name: string | null;
  /** The expression, without its `named` wrapper; null for the network itself and for the 1x1 of a residual. */
  readonly expression: Exclude<Expression, { kind: 'named' }> | null;
  readonly children: readonly Part[];
}

/** The alias of a stage in addresses: `Inception-A` → `inception-a`. */
export const stageAlias = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

interface Position {
  /** The positional path. */
  readonly path: string;
  /** The same place in the reference code's names. */
  readonly key: string;
  /** The key of the enclosing block, under which `named` names. */
  readonly block: string;
  /** The id of the owner (a block or a residual) that already answers to this path; null where none does. */
  readonly owner: string | null;
}

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`);

const isNamed = (expression: Expression): boolean => expression.kind === 'named';

/** Reference code that names the parts of a container itself has no module for the container. */
const namesItsParts = (expression: Expression): boolean => {
  switch (expression.kind) {
    case 'chain':
      return expression.parts.some((part) => isNamed(part) || namesItsParts(part));
    case 'concat':
      return expression.branches.some((branch) => isNamed(branch) || namesItsParts(branch));
    default:
      return false;
  }
};

function nameSpliced(parts: readonly Expression[], at: Position, counter: { next: number }): Part[] {
  return parts.map((part) => {
    if (part.kind === 'stage') {
      const alias = stageAlias(part.name);
      return {
        id: alias,
        kind: 'stage',
        path: alias,
        referencePath: null,
        keyPrefix: at.key,
        name: part.name,
        expression: part,
        children: nameSpliced(part.parts, at, counter),
      };
    }
    if (part.kind === 'times') {
      const first = join(at.path, String(counter.next));
      const bodies = Array.from({ length: part.count }, () => part.body);
      return {
        id: `${first}×${part.count}`,
        kind: 'times',
        path: null,
        referencePath: null,
        keyPrefix: at.key,
        name: null,
        expression: part,
        children: nameSpliced(bodies, at, counter),
      };
    }
    const j = String(counter.next++);
    return nameExpression(part, { path: join(at.path, j), key: join(at.key, j), block: at.block, owner: null });
  });
}

function nameBranches(expression: Concat, at: Position): Part[] {
  return expression.branches.map((branch, i) =>
    nameExpression(branch, {
      path: join(at.path, `branch${i}`),
      key: join(at.key, `branch${i}`),
      block: at.block,
      owner: null,
    }),
  );
}

/** A body that is a join or a chain shares the path of its residual, as the reference blocks do. */
const sharesPath = (expression: Expression): boolean => {
  switch (expression.kind) {
    case 'concat':
    case 'chain':
    case 'stage':
    case 'times':
      return true;
    case 'named':
    case 'block':
      return sharesPath(expression.body);
    default:
      return false;
  }
};

function nameResidual(expression: Residual, at: Position, id: string): Part[] {
  // A lone unit or pool has tensors of its own, which would clash with the sum: it is `.body`.
  const body = sharesPath(expression.body)
    ? nameExpression(expression.body, { ...at, owner: id })
    : nameExpression(expression.body, {
        path: join(at.path, 'body'),
        key: join(at.key, 'body'),
        block: at.block,
        owner: null,
      });
  const path = join(at.path, 'conv2d');
  const key = join(at.key, 'conv2d');
  return [
    body,
    {
      id: path,
      kind: 'linear1x1',
      path,
      referencePath: key,
      keyPrefix: key,
      name: null,
      expression: null,
      children: [],
    },
  ];
}

function nameExpression(expression: Expression, at: Position): Part {
  if (expression.kind === 'named') {
    return nameExpression(expression.body, { ...at, key: join(at.block, expression.name) });
  }
  // Two parts may share a path (a block and its concat); only the outer one answers to it.
  const owned = at.owner !== null;
  const id = at.owner === null ? at.path : `${at.owner}/${expression.kind}`;
  const path = owned ? null : at.path;
  const part = {
    id,
    path,
    referencePath: owned || namesItsParts(expression) ? null : at.key,
    keyPrefix: at.key,
    name: null,
    expression,
    children: [],
  };
  switch (expression.kind) {
    case 'chain':
      return { ...part, kind: 'chain', children: nameSpliced(expression.parts, { ...at, owner: null }, { next: 0 }) };
    case 'stage':
    case 'times':
      // Outside a chain there is nothing to splice into: it is a chain of its own.
      return { ...part, kind: 'chain', children: nameSpliced([expression], { ...at, owner: null }, { next: 0 }) };
    case 'concat':
      return { ...part, kind: 'concat', children: nameBranches(expression, at) };
    case 'residual':
      return { ...part, kind: 'residual', children: nameResidual(expression, at, id) };
    case 'block':
      return {
        ...part,
        kind: 'block',
        name: expression.name,
        referencePath: owned ? null : at.key,
        children: [nameExpression(expression.body, { ...at, block: at.key, owner: id })],
      };
    case 'softmax':
    case 'l2Norm':
      // The reference implementations end at the logits, and normalise the embedding without a module.
      return { ...part, kind: expression.kind, referencePath: null };
    default:
      return { ...part, kind: expression.kind };
  }
}

/**
 * Reads the names off a network.
 * @returns the root part; its children are the stages that span entries, and the entries outside them, in order.
 * @throws `naming/duplicate` where two parts answer to one path.
 */
export function nameParts(network: Network): Part {
  const entries = network.entries.map(({ name, body }) =>
    nameExpression(body, { path: name, key: name, block: '', owner: null }),
  );
  const children: Part[] = [];
  network.entries.forEach(({ name }, index) => {
    const part = entries[index];
    if (!part) return;
    const stage = network.stages.find((candidate) => candidate.entries.includes(name));
    const alias = stage && stageAlias(stage.name);
    const last = children.at(-1);
    if (stage && last?.kind === 'stage' && last.path === alias) {
      children[children.length - 1] = { ...last, children: [...last.children, part] };
    } else if (stage && alias !== undefined) {
      const shared = { referencePath: null, keyPrefix: '', name: stage.name, expression: null };
      children.push({ id: alias, kind: 'stage', path: alias, ...shared, children: [part] });
    } else {
      children.push(part);
    }
  });
  const root: Part = {
    id: '',
    kind: 'network',
    path: '',
    referencePath: '',
    keyPrefix: '',
    name: null,
    expression: null,
    children,
  };
  const seen = new Set<string>();
  const keys = new Set<string>();
  for (const part of walkParts(root)) {
    if (seen.has(part.id)) throw graphError('naming/duplicate', { path: part.id });
    seen.add(part.id);
    // `named` twice in one block would give two parts the same weights.
    const hasWeights = ['unit', 'linear', 'linear1x1', 'batchNorm'].includes(part.kind);
    if (hasWeights && keys.has(part.keyPrefix)) throw graphError('naming/duplicate', { path: part.keyPrefix });
    if (hasWeights) keys.add(part.keyPrefix);
  }
  return root;
}

/** All parts, a parent before its children, in order. */
export function* walkParts(part: Part): Generator<Part> {
  yield part;
  for (const child of part.children) yield* walkParts(child);
}
