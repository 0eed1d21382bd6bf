import { isValid, windowText } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import type { ProseContent } from '@/content/prose';
import type { Model } from '@/lib/graph/model';
import { type Part, walkParts } from '@/lib/graph/naming';
import { ArticleFault } from './fault';
import type { Subject } from './subject';

/** One step as the paper's figures write it: `1×1 64`, `3×3 96 V`, `3×3/2 96 V`, `(1×3 256 | 3×1 256)`. */
function stepOf(tag: string, content: ProseContent, part: Part): string {
  const { expression } = part;
  const { ops } = content.words;
  const strided = ([rows, columns]: readonly [number, number], stride: number): string =>
    stride === 1 ? windowText([rows, columns]) : `${windowText([rows, columns])}/${stride}`;
  switch (expression?.kind) {
    case 'unit': {
      const valid = isValid(expression) ? ` ${ops.valid}` : '';
      return `${strided(expression.kernel, expression.stride[0])} ${expression.filters}${valid}`;
    }
    case 'maxPool':
    case 'avgPool':
      return `${expression.kind === 'maxPool' ? ops.max : ops.mean} ${strided(expression.kernel, expression.stride[0])}`;
    case 'concat':
      return `(${part.children.map((child) => stepOf(tag, content, child)).join(' | ')})`;
    default:
      throw new ArticleFault(tag, `a branch of ops is wanted; ${part.path ?? part.id} is a ${part.kind}`);
  }
}

/** The steps of a branch in order. @throws ArticleFault for a part that is more than one way through. */
export function stepsOf(tag: string, content: ProseContent, part: Part): readonly string[] {
  const steps = part.kind === 'chain' ? part.children : [part];
  return steps.map((step) => stepOf(tag, content, step));
}

/** A way through a part, and how deep in it; what a table of parts writes on one line. */
interface Way {
  readonly steps: readonly string[];
  /** True for what comes after the branches: the linear 1×1 and the sum of a residual. */
  readonly after: boolean;
}

/** A part as the ways through it: its branches and what follows their join, the ops and blocks of a stem, the stages of a network. */
export function waysOf(tag: string, content: ProseContent, { model, part }: Subject): readonly Way[] {
  const { decimal } = formatsFor(content.language);
  const { ops } = content.words;
  /** A block of a stem on one line, its branches between bars. */
  const insideOf = (block: Part): string =>
    `(${block.children
      .flatMap(walk)
      .map(({ steps }) => steps.join(ops.next))
      .join(' | ')})`;
  const walk = (each: Part): readonly Way[] => {
    switch (each.kind) {
      case 'block':
        return each.children.flatMap(walk);
      case 'network':
        return each.children.flatMap(stagesIn).map((stage) => ({ steps: [stageText(content, stage)], after: false }));
      case 'stage':
        return runsOf(each).map((run) => ({
          steps: run.map((part) => (part.kind === 'block' ? insideOf(part) : stepOf(tag, content, part))),
          after: false,
        }));
      case 'concat':
        return each.children.map((branch) => ({ steps: stepsOf(tag, content, branch), after: false }));
      case 'residual': {
        const [body] = each.children;
        const { expression } = each;
        if (!body || expression?.kind !== 'residual') return [];
        const width = widthOf(model, each);
        return [
          ...walk(body),
          { steps: [ops.expansion(width), ops.added(decimal(expression.scale, 2), expression.relu)], after: true },
        ];
      }
      default:
        return [{ steps: stepsOf(tag, content, each), after: false }];
    }
  };
  return walk(part);
}

/** The stages of a network; an entry that is a chain of stages is opened. */
const stagesIn = (part: Part): readonly Part[] => (part.kind === 'chain' ? part.children.flatMap(stagesIn) : [part]);

/** A stage by its name, with how often its block stands in it where it is one block. */
function stageText(content: ProseContent, stage: Part): string {
  const blocks = [...walkParts(stage)].filter(({ kind }) => kind === 'block');
  const name = stage.name ?? stage.path ?? stage.id;
  const repeated = blocks.length > 1 && blocks.every((block) => block.name === blocks[0]?.name);
  return repeated ? content.words.ops.repeated(name, blocks.length) : name;
}

const widthOf = ({ nodes, outputs }: Model, part: Part): number => nodes.get(outputs.get(part.id) ?? '')?.channels ?? 0;

/** The parts of a stage, ops that follow each other together. */
function runsOf(stage: Part): readonly (readonly Part[])[] {
  const runs: Part[][] = [];
  for (const part of stage.children) {
    const last = runs.at(-1);
    if (last && part.kind !== 'block' && last[0]?.kind !== 'block') last.push(part);
    else runs.push([part]);
  }
  return runs;
}
