import { type Model, nodesOf } from '../graph/model';
import type { Part } from '../graph/naming';

/** How much larger the standard deviation of a sum may be after a run of residual blocks than before it. */
interface Growth {
  /** Where the residuals have nothing to do with each other: √(1 + n·s²). */
  readonly independent: number;
  /** Where they are all the same: 1 + n·s. */
  readonly agreeing: number;
}

/** Residual blocks in a row with one scale, between two changes of width. */
interface ResidualRun extends Growth {
  /** Of the stage that they are in. */
  readonly name: string;
  /** Channels of the sum. */
  readonly width: number;
  readonly count: number;
  readonly scale: number;
  /** The same blocks with a scale of one. */
  readonly unscaled: Growth;
}

const growthOf = (count: number, scale: number): Growth => ({
  independent: Math.sqrt(1 + count * scale ** 2),
  agreeing: 1 + count * scale,
});

/**
 * How far the sums of residual blocks can grow, run by run, on the premise that every residual, before it is scaled,
 * has the standard deviation that the run began with. It is near the truth at the start of training: a branch begins
 * with a batch normalisation, so its size does not depend on what it reads.
 */
export function sumsOf(model: Model, part: Part): readonly ResidualRun[] {
  const stageOf = (id: string): string => {
    for (let at = model.parts.get(id); at; at = model.parents.get(at.id)) {
      if (at.kind === 'stage' && at.name !== null) return at.name;
    }
    return model.parts.get(id)?.name ?? '';
  };
  const runs: { name: string; width: number; count: number; scale: number }[] = [];
  for (const { op, origin, channels } of nodesOf(model, part)) {
    if (op.type !== 'scale') continue;
    const name = stageOf(origin ?? '');
    const last = runs.at(-1);
    if (last && last.name === name && last.width === channels && last.scale === op.factor) last.count++;
    else runs.push({ name, width: channels, count: 1, scale: op.factor });
  }
  return runs.map((run) => ({ ...run, ...growthOf(run.count, run.scale), unscaled: growthOf(run.count, 1) }));
}
