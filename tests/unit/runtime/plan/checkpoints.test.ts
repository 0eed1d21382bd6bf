import { describe, expect, it } from 'vitest';
import { blocksOf } from '@/lib/analysis/blocks';
import { inferShapes } from '@/lib/graph/shapes';
import { findNetwork, modelOf, networks } from '@/lib/networks';
import { checkpointsOf } from '@/lib/runtime/plan/checkpoints';
import { KeptValues } from '@/lib/runtime/plan/kept-values';
import { bytesOfShape, peakBytes } from '@/lib/runtime/plan/peak-bytes';
import { plan } from '@/lib/runtime/plan/plan';

const blockNodes = (id: string): readonly string[] => {
  const model = modelOf(id);
  return blocksOf(model).map((part) => model.outputs.get(part.id) ?? '');
};

/** A cache that is filled as the engine fills one, without computing: the value of a tensor is its key. */
class Walk {
  readonly #id: string;
  readonly kept: KeptValues<string>;
  readonly #checkpoints: ReadonlySet<string>;

  constructor(id: string, budget: number, checkpoints = checkpointsOf(modelOf(id).graph)) {
    this.#id = id;
    this.kept = new KeptValues(budget, () => {});
    this.#checkpoints = checkpoints;
  }

  planOf(node: string, joins = true) {
    const { graph } = modelOf(this.#id);
    return plan({
      graph,
      shapes: inferShapes(graph, findNetwork(this.#id).defaultSize),
      targets: [node],
      kept: (key) => this.kept.has(key),
      rewrites: { joins, poolsBehind: joins, residuals: joins },
      picture: 'p',
      weights: 'w',
      calibrated: false,
    });
  }

  click(node: string, joins = true): void {
    const { steps, reads, targets } = this.planOf(node, joins);
    for (const key of reads) {
      this.kept.get(key);
      this.kept.pin(key);
    }
    for (const step of steps) {
      if (!step.into) {
        const rank = this.#checkpoints.has(step.node) ? 'checkpoint' : 'inner';
        this.kept.put(step.key, step.key, bytesOfShape(step.shape), rank);
      }
      for (const key of step.release) this.kept.unpin(key);
    }
    for (const key of targets.values()) {
      this.kept.raise(key, 'seen');
      this.kept.unpin(key);
    }
  }
}

describe('checkpoints', () => {
  it.each(networks.map(({ id }) => id))('of %s are the ends of all its blocks', (id) => {
    const checkpoints = checkpointsOf(modelOf(id).graph);
    for (const node of blockNodes(id)) expect(checkpoints).toContain(node);
  });

  it('lie on every path: whatever comes later reads nothing from before them', () => {
    const { graph } = modelOf('inception-resnet-v2');
    const ids = graph.nodes.map((node) => node.id);
    for (const checkpoint of checkpointsOf(graph)) {
      const at = ids.indexOf(checkpoint);
      for (const node of graph.nodes.slice(at + 1)) {
        for (const input of node.inputs) expect(ids.indexOf(input)).toBeGreaterThanOrEqual(at);
      }
    }
  });

  it.each(['inception-v4', 'inception-resnet-v2'])(
    'keep every block of %s one block of computing away, where memory holds no inner tensors',
    (id) => {
      const nodes = blockNodes(id);
      const shapes = inferShapes(modelOf(id).graph, findNetwork(id).defaultSize);
      const checkpoints = checkpointsOf(modelOf(id).graph);
      const alone = nodes.map((_, i) => {
        const walk = new Walk(id, Number.POSITIVE_INFINITY);
        if (i > 0) walk.click(nodes[i - 1] ?? '');
        return walk;
      });
      const most = Math.max(...nodes.map((node, i) => alone[i]?.planOf(node).layers ?? 0));
      // Room for the checkpoints, and to compute.
      const computing = Math.max(...nodes.map((node, i) => peakBytes(alone[i]?.planOf(node, false) ?? { steps: [] })));
      const budget = [...checkpoints].reduce((sum, node) => sum + bytesOfShape(shapes.get(node) ?? []), 2 * computing);
      const inner = modelOf(id)
        .graph.nodes.filter(({ op }) => op.type !== 'input')
        .toReversed();
      const longest = (walk: Walk): number => {
        for (const node of nodes) walk.click(node, false);
        // A reader who then looks into all of them, from the last to the first, fills the memory with what lies inside.
        for (const { id: node } of inner.filter((_, i) => i % 2 === 0)) walk.click(node, false);
        return Math.max(...nodes.map((node) => walk.planOf(node).layers));
      };
      expect(longest(new Walk(id, budget))).toBeLessThanOrEqual(most);
      // Without ranks the same memory loses the blocks: what is tested can fail.
      expect(longest(new Walk(id, budget, new Set()))).toBeGreaterThan(most);
    },
  );
});

describe('the most that a plan needs at once', () => {
  it('is more than its largest tensor and less than all of them', () => {
    const walk = new Walk('inception-v4', Number.POSITIVE_INFINITY);
    const made = walk.planOf('features.6');
    const sizes = made.steps.map(({ shape }) => bytesOfShape(shape));
    expect(peakBytes(made)).toBeGreaterThan(Math.max(...sizes));
    expect(peakBytes(made)).toBeLessThan(sizes.reduce((sum, size) => sum + size, 0));
  });
});
