import { opName, soleOp } from '@/components/code/op-name';
import { formatsFor } from '@/components/ui/format';
import type { ProseContent } from '@/content/prose';
import { type AxisArithmetic, weightArithmetic, windowArithmetic, windowOf } from '@/lib/analysis/arithmetic';
import type { GraphNode } from '@/lib/graph/graph';
import { nodesOf } from '@/lib/graph/model';
import type { Part } from '@/lib/graph/naming';
import type { Shape } from '@/lib/graph/shapes';
import type { InputSize } from '@/lib/reading/size';
import { ArticleFault } from './fault';
import styles from './formula.module.css';
import { OpTag } from './op-tag';
import { type Subject, subjectOf } from './subject';
import { Tex, texNumber, texWords } from './tex';

type FormulaProps = { content: ProseContent; of: string; size?: InputSize; inline?: boolean };

const product = (factors: readonly number[]): string => factors.map(texNumber).join(' \\cdot ');

const axisTex = ({ size, padding, kernel, stride, output }: AxisArithmetic): string => {
  const inside = padding === 0 ? `${size} - ${kernel}` : `${size} + ${padding} - ${kernel}`;
  return stride === 1
    ? `${inside} + 1 = ${output}`
    : `\\left\\lfloor \\frac{${inside}}{${stride}} \\right\\rfloor + 1 = ${output}`;
};

/** The node of an op that answers a question, and what it reads and writes. */
function findNode(
  subject: Subject,
  part: Part,
  answers: (node: GraphNode) => boolean,
): { node: GraphNode; input: Shape; output: Shape } | null {
  const node = nodesOf(subject.model, part).find(answers);
  if (!node) return null;
  return {
    node,
    input: subject.shapes.get(node.inputs[0] ?? '') ?? [],
    output: subject.shapes.get(node.id) ?? [],
  };
}

/** A worked sum with the op that it is about above it. */
function Worked({ content, subject, part, tex, label }: FormulaParts) {
  return (
    <div className={styles.worked}>
      <p className={styles.op}>
        <OpTag content={content} subject={subject} part={part} />
      </p>
      <Tex tex={tex} display={{ label }} />
    </div>
  );
}

type FormulaParts = { content: ProseContent; subject: Subject; part: Part; tex: string; label: string };

/**
 * How the output size of a convolution or pool comes about: ⌊(299 − 3) / 2⌋ + 1 = 149. Both axes where they differ.
 * @throws ArticleFault for a part of several ops, or an op without a window.
 */
export function OutputSize({ content, of, size, inline }: FormulaProps) {
  const tag = `<OutputSize of="${of}">`;
  const subject = subjectOf(tag, of, size);
  const part = soleOp(tag, subject);
  const found = findNode(subject, part, (node) => windowOf(node) !== null);
  const sums = found && windowArithmetic(found.node, found.input);
  if (!sums) throw new ArticleFault(tag, `a ${part.kind} has no window; name a convolution or a pool`);
  const rows = axisTex(sums.height);
  const columns = axisTex(sums.width);
  const { formula } = content.words;
  const same = rows === columns;
  if (inline) {
    return <Tex tex={same ? rows : `${rows},\\; ${columns}`} />;
  }
  const tex = same
    ? rows
    : `\\begin{aligned} &${texWords(formula.rows)}\\!: && ${rows} \\\\ &${texWords(formula.columns)}\\!: && ${columns} \\end{aligned}`;
  return (
    <Worked
      content={content}
      subject={subject}
      part={part}
      tex={tex}
      label={formula.size(opName(content, subject.model, part))}
    />
  );
}

/**
 * What a convolution or linear layer costs: 3·3·64·96 weights, each used at 35·35 places.
 * @throws ArticleFault for a part of several ops, or an op without weights.
 */
export function ConvCost({ content, of, size }: FormulaProps) {
  const tag = `<ConvCost of="${of}">`;
  const subject = subjectOf(tag, of, size);
  const part = soleOp(tag, subject);
  const found = findNode(subject, part, ({ op }) => op.type === 'conv' || op.type === 'linear');
  const sums = found && weightArithmetic(found.node, found.input, found.output);
  if (!sums) throw new ArticleFault(tag, `a ${part.kind} has no weights; name a convolution or a linear layer`);
  const { formula } = content.words;
  const { kernel, inputChannels, outputChannels, places, weights, biases, macs } = sums;
  const factors = sums.op === 'conv' ? [...kernel, inputChannels, outputChannels] : [inputChannels, outputChannels];
  const lines = [`${product(factors)} &= ${texNumber(weights)}\\ ${texWords(formula.weights)}`];
  if (biases > 0)
    lines.push(`{} + ${texNumber(biases)}\\ ${texWords(formula.biases)} &= ${texNumber(weights + biases)}`);
  if (sums.op === 'conv') {
    lines.push(`${texNumber(weights)} \\cdot ${product(places)} &= ${texNumber(macs)}\\ ${texWords(formula.macs)}`);
  }
  return (
    <Worked
      content={content}
      subject={subject}
      part={part}
      tex={`\\begin{aligned} ${lines.join(' \\\\ ')} \\end{aligned}`}
      label={formula.cost(opName(content, subject.model, part))}
    />
  );
}

/** The weights per pair of channels of one window against several in a row: 25 against 9 + 9 = 18. */
export function Kernels({
  content,
  from,
  to,
  display = false,
}: {
  content: ProseContent;
  from: string;
  to: string;
  display?: boolean;
}) {
  const tag = `<Kernels from="${from}" to="${to}">`;
  const windows = (text: string): readonly (readonly [number, number])[] =>
    text.split(',').map((window) => {
      const match = /^\s*(\d+)\s*[×x]\s*(\d+)\s*$/.exec(window);
      if (!match) throw new ArticleFault(tag, `“${window.trim()}” is not a window; write 5×5, several with commas`);
      return [Number(match[1]), Number(match[2])] as const;
    });
  const area = (list: readonly (readonly [number, number])[]): number =>
    list.reduce((total, [rows, columns]) => total + rows * columns, 0);
  const sum = (text: string): string => {
    const list = windows(text);
    const products = list.map(([rows, columns]) => `${rows} \\cdot ${columns}`).join(' + ');
    return `${products} = ${area(list)}`;
  };
  const before = area(windows(from));
  const saved = 1 - area(windows(to)) / before;
  const tex = `${sum(from)} \\;\\longrightarrow\\; ${sum(to)}`;
  const fewer = content.words.kernels.fewer(formatsFor(content.language).percent(saved));
  if (!display) {
    return (
      <>
        <Tex tex={tex} /> ({fewer})
      </>
    );
  }
  return (
    <div className={styles.worked}>
      <Tex tex={tex} display={{ label: fewer }} />
      <p className={styles.after}>{fewer}</p>
    </div>
  );
}
