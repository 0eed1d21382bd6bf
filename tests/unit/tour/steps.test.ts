import { describe, expect, test } from 'vitest';
import { labTarget } from '@/components/lab/workbench/lab-target';
import type { Shown } from '@/components/lab/workbench/run-state';
import type { Scene } from '@/components/tour/scene';
import { tasksOf } from '@/components/tour/steps';
import { stepOf, TOUR_NETWORK, TOUR_STEPS } from '@/components/ui/tour-steps';
import { tour as words } from '@/content/en/words/tour';
import { readNetworkView } from '@/lib/reading/reading';
import { readSelection } from '@/lib/reading/selection';

const SIZE = '139';

interface Given {
  readonly at?: string;
  readonly variant?: string;
  readonly bench?: Partial<Scene['bench']>;
  readonly sort?: Scene['sort'];
  /** Whether the lab has computed what is selected. */
  readonly computed?: boolean;
  readonly weights?: 'ready' | 'beyond';
}

const picture = {
  id: 'p',
  kind: 'jpeg',
  width: 600,
  height: 400,
  notes: [],
  origin: { kind: 'sample', sample: 'chelsea' },
} as unknown as NonNullable<Scene['bench']['picture']>;

/** What the page shows at an address; maps are computed where that is asked for, with one channel that is spread most. */
function sceneAt({
  at = '',
  variant = 'keras',
  bench,
  sort = 'index',
  computed = false,
  weights = 'ready',
}: Given): Scene {
  const { reading } = readNetworkView(TOUR_NETWORK, variant, SIZE);
  const { selection, problem } = readSelection(reading, at);
  expect(problem).toBeNull();
  const target = labTarget(reading.model, TOUR_NETWORK, at, reading.size);
  const std = Float32Array.from({ length: target.shape.at(-1) ?? 0 }, (_, channel) => (channel === 7 ? 2 : 1));
  const shown = { view: { shape: target.shape, statistics: { std } }, request: { node: target.node.id } };
  return {
    reading,
    selection,
    bench: { picture, picked: false, crop: null, ...bench },
    sort,
    answer: {
      node: target.node.id,
      shown: computed ? (shown as unknown as Shown) : null,
      place: target.address.position,
      weights,
    },
  };
}

const undone = (step: number, scene: Scene): readonly string[] =>
  tasksOf(step)
    .filter((task) => !task.isDone(scene))
    .map(({ id }) => id);

/** What the page shows after an act; the lab computes by itself once maps were asked for. */
function after(step: number, id: string, before: Given): Given {
  const act = tasksOf(step)
    .find((task) => task.id === id)
    ?.act(sceneAt(before));
  switch (act?.type) {
    case 'address': {
      const { at, sort, weights } = act.params;
      const next = { ...before, ...(at ? { at } : {}) };
      return {
        ...next,
        ...(sort ? { sort: 'sparsity' } : {}),
        ...(weights ? { weights: 'ready', computed: true } : {}),
      };
    }
    case 'sample':
      return { ...before, bench: { ...before.bench, picked: true } };
    case 'crop':
      return { ...before, bench: { ...before.bench, crop: { x: act.x, y: act.y } } };
    case 'compute':
      return { ...before, computed: true };
    default:
      throw new Error(`nothing does ${id} at step ${step}`);
  }
}

describe('every step', () => {
  test.each(['keras', 'released'])('of a %s network is done by what "show me" does, and not before', (variant) => {
    for (const [index, name] of TOUR_STEPS.entries()) {
      const step = index + 1;
      // Nothing of the steps before was done: the prerequisites make up for it.
      let given: Given =
        name === 'last'
          ? { variant, weights: 'beyond' }
          : { variant, at: name === 'place' || name === 'channel' ? 'stem' : '' };
      expect(undone(step, sceneAt(given)).length, name).toBeGreaterThan(0);
      for (const task of tasksOf(step)) {
        if (task.isDone(sceneAt(given))) continue;
        given = after(step, task.id, given);
        expect(task.isDone(sceneAt(given)), `${name}: ${task.id}`).toBe(true);
      }
      expect(undone(step, sceneAt(given)), name).toEqual([]);
    }
  });

  test('has words, with numbers of the network and none left open', () => {
    expect(Object.keys(words.steps)).toEqual([...TOUR_STEPS]);
    for (let step = 1; step <= TOUR_STEPS.length; step++) {
      for (const { id } of tasksOf(step)) expect(words.tasks[id]).toBeTypeOf('function');
    }
  });
});

test('the first sample that stands there by itself is no choice, a chosen one is', () => {
  expect(undone(1, sceneAt({}))).toEqual(['picture']);
  expect(undone(1, sceneAt({ bench: { picked: true } }))).toEqual([]);
});

test('maps of something else are no maps of what is selected', () => {
  const stem = sceneAt({ at: 'stem', computed: true });
  expect(undone(4, stem)).toEqual([]);
  const block = sceneAt({ at: 'Mixed_5b' });
  expect(undone(5, { ...block, answer: stem.answer })).toEqual(['compute', 'channel']);
});

test('any layer of the stem is the stem, and nothing after it', () => {
  for (const at of ['stem', 'Conv2d_1a_3x3', 'Conv2d_2b_3x3@bn', 'Pool2']) {
    expect(undone(4, sceneAt({ at })), at).toEqual(['compute']);
  }
  for (const at of ['', 'Mixed_5b', 'Mixed_6a.branch0']) expect(undone(4, sceneAt({ at })), at).toContain('stem');
});

test('the block alone shows its branches, but none of it was chosen', () => {
  expect(undone(7, sceneAt({ at: 'Mixed_5b' }))).toEqual(['branch']);
  expect(undone(7, sceneAt({ at: 'Mixed_5b.branch2.1' }))).toEqual([]);
  expect(undone(7, sceneAt({ at: 'Mixed_5c.branch2.1' }))).toEqual(['block', 'branch']);
});

test('before ReLU is the convolution or the batch norm of a unit, computed', () => {
  const sorted = { sort: 'sparsity', computed: true } as const;
  expect(undone(9, sceneAt({ at: 'Mixed_6a.branch0', ...sorted }))).toEqual(['signed']);
  expect(undone(9, sceneAt({ at: 'Mixed_6a.branch0@bn', ...sorted }))).toEqual([]);
  expect(undone(9, sceneAt({ at: 'Mixed_6a.branch0@conv', ...sorted }))).toEqual([]);
  expect(undone(9, sceneAt({ at: 'Mixed_6a.branch0@bn', sort: 'sparsity' }))).toEqual(['compute', 'signed']);
});

test('"show me" opens the channel that is spread widest, and keeps one that is open', () => {
  const acts = (at: string) =>
    tasksOf(6)
      .find(({ id }) => id === 'place')
      ?.act(sceneAt({ at, computed: true }));
  expect(acts('Pool2')).toEqual({ type: 'address', params: { at: 'Pool2#7,7,7' } });
  expect(acts('Pool2#3')).toEqual({ type: 'address', params: { at: 'Pool2#3,7,7' } });
});

test('a step of the address is one of ten, else the first', () => {
  expect(['1', '10', '07', '0', '11', '', 'x', '2.5', '-1'].map(stepOf)).toEqual([1, 10, 7, 1, 1, 1, 1, 1, 1]);
});
