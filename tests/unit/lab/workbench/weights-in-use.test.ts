import { describe, expect, it } from 'vitest';
import { wholeWork } from '@/components/lab/workbench/estimate';
import { neededOf, numbersOf, reachesBeyond } from '@/components/lab/workbench/weight-need';
import { type OpenedSource, weightsInUse } from '@/components/lab/workbench/weights-in-use';
import { stateDict } from '@/lib/graph/graph';
import { inferShapes } from '@/lib/graph/shapes';
import { modelOf } from '@/lib/networks';
import { catalogueOf, ownFile } from '@/lib/weights/catalogue';
import { report } from '../fake-parts';

const entries = catalogueOf('inception-v3', 'keras', []);
const entryOf = (id: string) => {
  const found = entries.find((each) => each.id === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

function use(id: string, opened?: OpenedSource, changes: { announced?: boolean; isBeyond?: boolean } = {}) {
  const { announced = false, isBeyond = false } = changes;
  return weightsInUse({
    entries,
    wanted: entryOf(id),
    key: 'k',
    opened,
    file: null,
    isBeyond: () => isBeyond,
    neededOf: (lacking) => lacking[0] ?? null,
    announced,
  });
}

describe('the weights in use', () => {
  it('are the wanted ones as soon as they are open, and nothing computes before', () => {
    expect(use('tv_in1k')).toMatchObject({ phase: 'opening', report: null });
    expect(use('tv_in1k', { phase: 'opening', slow: false }).phase).toBe('opening');
    const open = use('tv_in1k', { phase: 'open', report: report() });
    expect(open).toMatchObject({ phase: 'ready', trained: true, lastBlock: null, choice: { kind: 'file', key: 'k' } });
    expect(open.entry).toBe(open.wanted);
  });

  it('are seeded while a server is slow and where it gives none, never under the name of the wanted ones', () => {
    const error = new Error('planted');
    for (const [opened, phase] of [
      [{ phase: 'opening', slow: true }, 'meanwhile'],
      [{ phase: 'failed', error, report: null }, 'instead'],
    ] satisfies readonly (readonly [OpenedSource, string])[]) {
      const found = use('tv_in1k', opened);
      expect(found).toMatchObject({ phase, trained: false, choice: { kind: 'seeded', calibrated: true } });
      expect(found.entry.id).toBe('seeded');
      expect(found.wanted.id).toBe('tv_in1k');
    }
    expect(use('tv_in1k', { phase: 'failed', error, report: null }).error).toBe(error);
  });

  it('wait where it is not known yet how much would be fetched', () => {
    const undecided = {
      entries,
      key: 'k',
      file: null,
      isBeyond: () => false,
      neededOf: () => null,
      announced: false,
      undecided: true,
    };
    expect(weightsInUse({ ...undecided, wanted: entryOf('tv_in1k'), opened: undefined }).phase).toBe('opening');
    expect(weightsInUse({ ...undecided, wanted: entryOf('seeded'), opened: undefined }).phase).toBe('ready');
  });

  it('ask first where much would be fetched, also of a server that is known', () => {
    expect(use('tv_in1k', undefined, { announced: true }).phase).toBe('announced');
    expect(use('tv_in1k', { phase: 'open', report: report() }, { announced: true }).phase).toBe('announced');
    // Nothing is to be fetched where seeded ones stand in.
    expect(use('tv_in1k', { phase: 'failed', error: null, report: null }, { announced: true }).phase).toBe('instead');
  });

  it('end where the file says, or the catalogue before it was opened', () => {
    expect(use('keras', undefined, { isBeyond: true })).toMatchObject({ phase: 'beyond', lastBlock: 'Mixed_6c' });
    const open = { phase: 'open', report: report({ lastBlock: 'Mixed_5b' }) } as const;
    expect(use('keras', open).lastBlock).toBe('Mixed_5b');
    expect(use('tv_in1k', { phase: 'open', report: report() }, { isBeyond: true }).phase).toBe('ready');
    expect(use('seeded', undefined, { isBeyond: true }).phase).toBe('ready');
  });

  it('compute nothing where the file lacks what is needed, and say what', () => {
    const open = (lacking: readonly string[]) => ({ phase: 'open', report: report({ lacking }) }) as const;
    expect(use('tv_in1k', open(['fc.weight']))).toMatchObject({ phase: 'beyond', lastBlock: null, lacks: 'fc.weight' });
    expect(use('tv_in1k', open([]))).toMatchObject({ phase: 'ready', lacks: null });
    const { graph, model } = { graph: modelOf('inception-v3').graph, model: modelOf('inception-v3') };
    const shapes = inferShapes(graph, 299, 299);
    const needed = (node: string, ...lacking: string[]) => neededOf(model, shapes, node, lacking);
    expect(needed('Mixed_5b', 'fc.weight', 'Mixed_7c.branch1x1.conv.weight')).toBeNull();
    expect(needed('fc', 'fc.weight', 'Mixed_7c.branch1x1.conv.weight')).toBe('fc.weight');
    expect(needed('Mixed_5c', 'Mixed_5b.branch_pool.bn.bias')).toBe('Mixed_5b.branch_pool.bn.bias');
    expect(needed('Mixed_5b.branch1x1@conv', 'Mixed_5b.branch_pool.bn.bias')).toBeNull();
  });

  it('are a file of the reader’s own without asking anybody', () => {
    const own = ownFile('inception-v3', 'keras', 'mine.safetensors', null);
    const file = report({ name: 'mine.safetensors' });
    expect(
      weightsInUse({
        entries: [own, ...entries],
        wanted: own,
        key: 'mine 1',
        opened: undefined,
        file,
        isBeyond: () => false,
        neededOf: (lacking) => lacking[0] ?? null,
        announced: false,
      }),
    ).toMatchObject({ phase: 'ready', choice: { kind: 'file', key: 'mine 1' }, report: file });
  });
});

describe('what a part needs of its weights', () => {
  const model = modelOf('inception-v3', 'keras');
  const shapes = inferShapes(model.graph, 299);
  const nodeOf = (path: string): string => model.outputs.get(path) ?? path;
  const of = (path: string) => numbersOf(model, wholeWork(model, shapes, nodeOf(path)).nodes);
  const idOf = (path: string): string => [...model.parts.values()].find((part) => part.path === path)?.id ?? path;

  it('is every number before it that the network reads', () => {
    const all = stateDict(model.graph).filter(({ dtype }) => dtype === 'F32');
    const numbers = all.reduce((sum, { shape }) => sum + shape.reduce((product, extent) => product * extent, 1), 0);
    expect(of(idOf('fc'))).toBe(numbers);
    expect(of(idOf('Pool1'))).toBe(3 * 32 * 9 + 32 * 32 * 9 + 32 * 64 * 9 + 4 * (32 + 32 + 64));
  });

  it('goes beyond a block where it reads weights after it', () => {
    const beyond = (path: string) => reachesBeyond(model, shapes, nodeOf(idOf(path)), 'Mixed_6c');
    expect(['Pool2', 'Mixed_5b', 'Mixed_6a', 'Mixed_6b', 'Mixed_6c'].map(beyond)).toEqual(Array(5).fill(false));
    expect(['Mixed_6d', 'Mixed_7a', 'global_pool', 'fc', 'softmax'].map(beyond)).toEqual(Array(5).fill(true));
    expect(reachesBeyond(model, shapes, 'Mixed_6d.branch_pool.conv', 'nowhere')).toBe(false);
  });
});
