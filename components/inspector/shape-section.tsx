'use client';

import { useAllWords } from '@/components/ui/all-words';
import type { Formats } from '@/components/ui/format';
import type { AxisArithmetic } from '@/lib/analysis/arithmetic';
import type { Facts } from './facts';
import styles from './inspector.module.css';

/** ⌊(299 + 0 − 3) / 2⌋ + 1 = 149 */
const axisText = ({ size, padding, kernel, stride, output }: AxisArithmetic): string =>
  `⌊(${size} + ${padding} − ${kernel}) / ${stride}⌋ + 1 = ${output}`;

const sameAxis = (a: AxisArithmetic, b: AxisArithmetic): boolean =>
  a.size === b.size && a.padding === b.padding && a.kernel === b.kernel && a.stride === b.stride;

/** Shape in → out, and the arithmetic that leads from one to the other. */
export function ShapeSection({ facts, formats }: { facts: Facts; formats: Formats }) {
  const { inspector: words } = useAllWords();
  const from = facts.input ? formats.shape(facts.input.shape) : null;
  const to = formats.shape(facts.output);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{words.shape}</h3>
      <p className={styles.shapes}>
        {from === null ? null : (
          <>
            <span>{from}</span> <span className={styles.arrow}>→</span>{' '}
          </>
        )}
        <strong>{to}</strong>
      </p>
      <ShapeArithmetic facts={facts} formats={formats} />
    </section>
  );
}

function ShapeArithmetic({ facts: { reason }, formats }: { facts: Facts; formats: Formats }) {
  const { inspector: words, marks } = useAllWords();
  switch (reason.kind) {
    case 'sequence':
      return null;
    case 'same':
      return <p className={styles.note}>{words.reason.same}</p>;
    case 'add':
      return <p className={styles.note}>{words.reason.add}</p>;
    case 'scale':
      return <p className={styles.note}>{words.reason.scale(reason.factor)}</p>;
    case 'mean':
      return (
        <p className={styles.note}>
          {words.reason.mean(`${reason.height} × ${reason.width} = ${formats.integer(reason.height * reason.width)}`)}
        </p>
      );
    case 'linear':
      return (
        <p className={styles.note}>
          {words.reason.linear(formats.integer(reason.outputs), formats.integer(reason.inputs))}
        </p>
      );
    case 'concat': {
      const sum = reason.channels.reduce((total, channels) => total + channels, 0);
      return (
        <>
          <p className={styles.note}>{words.reason.concat}</p>
          <p className={styles.arithmetic}>{`${reason.channels.join(' + ')} = ${formats.integer(sum)}`}</p>
        </>
      );
    }
    case 'window': {
      const { height, width } = reason.window;
      const { padding, window } = words.reason;
      const none = height.padding === 0 && width.padding === 0;
      const pad = none
        ? padding.none
        : padding.some(height.paddingBefore, height.paddingAfter, width.paddingBefore, width.paddingAfter);
      const stride = height.stride === width.stride ? String(height.stride) : `${height.stride}×${width.stride}`;
      return (
        <>
          {sameAxis(height, width) ? (
            <p className={styles.arithmetic}>
              <span className={styles.axis}>{words.bothAxes}</span>
              {axisText(height)}
            </p>
          ) : (
            <>
              <p className={styles.arithmetic}>
                <span className={styles.axis}>{words.height}</span>
                {axisText(height)}
              </p>
              <p className={styles.arithmetic}>
                <span className={styles.axis}>{words.width}</span>
                {axisText(width)}
              </p>
            </>
          )}
          <p className={styles.note}>
            {words.reason.formula}
            <br />
            {window(stride, pad) + marks.gap}
            {reason.op === 'conv' ? words.reason.channels(formats.integer(reason.filters)) : words.reason.channelsKept}
          </p>
        </>
      );
    }
  }
}
