import { cropFrame } from '@/components/lab/picture/crop-frame';
import type { Sample } from '@/components/lab/workbench/samples';
import { TOUR_STEPS, type TourStepId } from '@/components/ui/tour-steps';
import { type ParamTexts, params } from '@/components/ui/url-params';
import { formatLocalAddress } from '@/lib/graph/address';
import { type Part, walkParts } from '@/lib/graph/naming';
import { SEEDED } from '@/lib/weights/catalogue';
import { PLACES } from './places';
import type { Scene } from './scene';
import type { TargetName } from './targets';

/** What a reader is asked to do. */
export type TaskId =
  | 'picture'
  | 'crop'
  | 'last'
  | 'stem'
  | 'compute'
  | 'channel'
  | 'place'
  | 'block'
  | 'branch'
  | 'reduction'
  | 'unit'
  | 'sort'
  | 'signed'
  | 'weights';

/** What the tour does where a reader asks it to: the same as the control would. */
export type TourAct =
  | { readonly type: 'address'; readonly params: ParamTexts }
  | { readonly type: 'sample'; readonly sample: Sample }
  | { readonly type: 'crop'; readonly x: number; readonly y: number }
  /** Asks for maps. What has to be agreed to first, or failed, is left to the reader. */
  | { readonly type: 'compute' };

export interface Task {
  readonly id: TaskId;
  /** The control to do it with. */
  readonly target: TargetName;
  /** The part of the control that has to be in sight, as a selector; left out for the control itself. */
  readonly spot?: string;
  /** Where the outcome is seen; left out for at the control. */
  readonly outcome?: TargetName;
  /** Only needed where an earlier step was left out; told only then. */
  readonly prerequisite?: true;
  isDone(scene: Scene): boolean;
  /** What does it; null where there is nothing to do it to yet. */
  act(scene: Scene): TourAct | null;
}

const select = (at: string): TourAct => ({ type: 'address', params: params.at.write(at) });

const isWithin = ({ selection }: Scene, path: string): boolean => {
  const at = selection.part.path;
  return at !== null && (at === path || at.startsWith(`${path}.`));
};

const unitsIn = ({ reading }: Scene, path: string): readonly Part[] => {
  for (const part of walkParts(reading.model.root)) {
    if (part.path === path) return [...walkParts(part)].filter(({ kind }) => kind === 'unit');
  }
  return [];
};

/** Whether the selection is in the stem: its stage, or one of the layers that it is made of. */
function isInStem({ reading, selection }: Scene): boolean {
  for (let at: Part | undefined = selection.part; at; at = reading.model.parents.get(at.id)) {
    if (at.kind === 'stage') return at.path === PLACES.stem;
  }
  return false;
}

/** What the lab says of what is selected; null while it says something of what was selected before. */
const answerOf = ({ answer, selection }: Scene) => (answer?.node === selection.node.id ? answer : null);

/** Maps of what is selected, computed and shown; null before. */
function mapsOf(scene: Scene) {
  const view = answerOf(scene)?.shown?.view ?? null;
  return view?.shape.length === 3 ? view : null;
}

/** The channel that is open, else the one whose values are spread widest. */
function channelOf(scene: Scene): number {
  const { channel } = scene.selection;
  if (channel !== null) return channel;
  const std = mapsOf(scene)?.statistics.std ?? new Float32Array(0);
  return std.reduce((best, value, i) => (value > (std[best] ?? 0) ? i : best), 0);
}

const addressOf = ({ selection }: Scene, channel: number | null, position: { y: number; x: number } | null): string => {
  const { part, node, tensor } = selection;
  return formatLocalAddress({ path: part.path ?? node.id, tensor, channel, position });
};

const sliceOf = (path: string): string => `[data-slice="${path}"]`;

const compute: Task = {
  id: 'compute',
  target: 'run',
  outcome: 'grid',
  isDone: (scene) => mapsOf(scene) !== null,
  act: () => ({ type: 'compute' }),
};
const computed: Task = { ...compute, prerequisite: true };

const last: Task = {
  id: 'last',
  target: 'strip',
  spot: sliceOf(PLACES.last),
  isDone: (scene) => isWithin(scene, PLACES.last),
  act: () => select(PLACES.last),
};

const tasks: Readonly<Record<TourStepId, readonly Task[]>> = {
  picture: [
    {
      id: 'picture',
      target: 'samples',
      isDone: ({ bench }) => bench.picked,
      act: ({ bench }) => {
        const origin = bench.picture?.origin;
        return {
          type: 'sample',
          sample: origin?.kind === 'sample' && origin.sample === 'coffee' ? 'chelsea' : 'coffee',
        };
      },
    },
  ],
  crop: [
    {
      id: 'crop',
      target: 'crop',
      isDone: ({ bench }) => bench.crop !== null,
      act: ({ bench, reading }) => {
        if (!bench.picture) return null;
        const { width, height } = bench.picture;
        const centre = cropFrame(width, height, reading.size, reading.definition.preprocessing, null);
        return { type: 'crop', x: centre.x / 2, y: centre.y / 2 };
      },
    },
  ],
  funnel: [last],
  stem: [{ id: 'stem', target: 'strip', isDone: isInStem, act: () => select(PLACES.stem) }, compute],
  channel: [
    computed,
    {
      id: 'channel',
      target: 'grid',
      outcome: 'stage',
      isDone: (scene) => mapsOf(scene) !== null && scene.selection.channel !== null,
      act: (scene) => (mapsOf(scene) ? select(addressOf(scene, channelOf(scene), null)) : null),
    },
  ],
  place: [
    computed,
    {
      id: 'place',
      target: 'stage',
      isDone: (scene) => mapsOf(scene) !== null && (answerOf(scene)?.place ?? null) !== null,
      act: (scene) => {
        const [height, width] = mapsOf(scene)?.shape ?? [];
        if (height === undefined || width === undefined) return null;
        return select(addressOf(scene, channelOf(scene), { y: height >> 1, x: width >> 1 }));
      },
    },
  ],
  branches: [
    {
      id: 'block',
      target: 'strip',
      spot: sliceOf(PLACES.block),
      isDone: (scene) => isWithin(scene, PLACES.block),
      act: () => select(PLACES.block),
    },
    {
      id: 'branch',
      target: 'drawing',
      isDone: (scene) => isWithin(scene, PLACES.block) && scene.selection.part.path !== PLACES.block,
      act: (scene) => select(unitsIn(scene, PLACES.block).at(-2)?.path ?? PLACES.block),
    },
  ],
  reduction: [
    {
      id: 'reduction',
      target: 'jump',
      outcome: 'drawing',
      isDone: (scene) => isWithin(scene, PLACES.reduction),
      act: () => select(PLACES.reduction),
    },
  ],
  relu: [
    {
      id: 'unit',
      target: 'drawing',
      isDone: ({ selection }) => selection.part.kind === 'unit',
      act: (scene) => select(unitsIn(scene, PLACES.reduction)[0]?.path ?? PLACES.reduction),
    },
    {
      id: 'sort',
      target: 'sort',
      isDone: ({ sort }) => sort === 'sparsity',
      act: () => ({ type: 'address', params: params.sort.write('sparsity') }),
    },
    computed,
    {
      id: 'signed',
      target: 'tensor',
      outcome: 'grid',
      isDone: (scene) => {
        const { tensor } = scene.selection;
        return (tensor === 'bn' || tensor === 'conv') && mapsOf(scene) !== null;
      },
      act: ({ selection }) => select(`${selection.part.path ?? ''}@bn`),
    },
  ],
  last: [
    last,
    {
      id: 'weights',
      target: 'weights',
      isDone: (scene) => isWithin(scene, PLACES.last) && (answerOf(scene)?.weights ?? 'beyond') !== 'beyond',
      act: () => ({ type: 'address', params: params.weights.write(SEEDED) }),
    },
    { ...compute, isDone: (scene) => isWithin(scene, PLACES.last) && compute.isDone(scene) },
  ],
};

/** What there is to do at a step, 1…10, in order. */
export function tasksOf(step: number): readonly Task[] {
  return tasks[TOUR_STEPS[step - 1] ?? 'picture'];
}
