import { memo, type ReactNode } from 'react';
import type { Bar, Card, Edge, Frame, Geometry, Item, Label, OpBox, Segment } from '@/lib/diagram/geometry';
import { FRAME_HEADER, LABEL_SIZE, NOTE_SIZE, TITLE_SIZE } from '@/lib/diagram/measures';
import { textWidth } from '@/lib/diagram/text-metrics';
import type { Way } from '@/lib/diagram/way';
import { frameName, itemName, type Naming } from './accessibility';
import styles from './drawing.module.css';
import { edgeArrow, edgeLine } from './edge-path';
import { type Mark, MarkShape } from './mark';

interface DrawingState {
  /** The id of the selected item or frame. */
  readonly selected: string | null;
  /** The item or frame that the tab key reaches. */
  readonly active: string | null;
  /** What stays bright while the rest steps back; null where nothing is pointed at. */
  readonly lit: Way | null;
  /** Whether cards and frames can be opened and closed. */
  readonly expandable: boolean;
  /** Ids that are just appearing, and how far they are: 0 to 1. */
  readonly entering?: { readonly ids: ReadonlySet<string>; readonly share: number } | null;
  /** What is said about items and frames from outside, by id. */
  readonly marks?: ReadonlyMap<string, Mark>;
}

type DrawingProps = DrawingState & { readonly geometry: Geometry; readonly naming: Naming };

const CHEVRON_DOWN = 'M-5,-2.5L0,2.5L5,-2.5';
const CHEVRON_UP = 'M-5,2.5L0,-2.5L5,2.5';

/** A rectangle of whole pixels with its own radius at either end. */
function endsPath({ x, width }: Segment, height: number, left: number, right: number): string {
  const end = x + width;
  return [
    `M${x + left},0H${end - right}`,
    right ? `Q${end},0,${end},${right}V${height - right}Q${end},${height},${end - right},${height}` : `V${height}`,
    `H${x + left}`,
    left ? `Q${x},${height},${x},${height - left}V${left}Q${x},0,${x + left},0` : `V0`,
    'Z',
  ].join('');
}

function OpShape({ item }: { item: OpBox }) {
  const middle = item.width / 2;
  return (
    <>
      <rect className={styles.box} width={item.width} height={item.height} rx={8} />
      <text className={styles.title} x={middle} y={20} fontSize={TITLE_SIZE}>
        {item.lines[0]}
      </text>
      <text className={styles.note} x={middle} y={36} fontSize={NOTE_SIZE}>
        {item.lines[1]}
      </text>
    </>
  );
}

function BarShape({ item }: { item: Bar }) {
  const last = item.segments.length - 1;
  return (
    <>
      {item.segments.map((segment, index) => {
        // From the bar's own first part: in a motion the bar is not yet where its parts were laid out.
        const local = { ...segment, x: segment.x - (item.segments[0]?.x ?? item.x) };
        const radius = Math.min(8, Math.floor(segment.width / 2));
        const text = `${segment.channels}`;
        return (
          <g key={segment.node} data-kind={segment.kind} className={styles.segment}>
            <path d={endsPath(local, item.height, index === 0 ? radius : 0, index === last ? radius : 0)} />
            {index > 0 ? <line x1={local.x} x2={local.x} y2={item.height} /> : null}
            {textWidth(text, NOTE_SIZE, 'semibold') + 6 <= segment.width ? (
              <text x={local.x + segment.width / 2} y={item.height / 2 + 4} fontSize={NOTE_SIZE}>
                {text}
              </text>
            ) : null}
          </g>
        );
      })}
      <rect className={styles.outline} width={item.width} height={item.height} rx={8} />
    </>
  );
}

/** The inside of a closed block in little: a column of strokes per branch, in the colours of its ops. */
function Preview({ preview, right, middle }: { preview: Card['preview']; right: number; middle: number }) {
  const left = right - preview.length * 12;
  const bottom = middle + (Math.max(0, ...preview.map((column) => column.length)) * 7 - 2) / 2;
  return (
    <g>
      {preview.map((column, x) =>
        column.map((kind, y) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a place in a picture has no other name.
            key={`${x},${y}`}
            data-kind={kind}
            className={styles.stroke}
            x={left + x * 12}
            y={bottom - (column.length - y) * 7}
            width={9}
            height={5}
            rx={1.5}
          />
        )),
      )}
    </g>
  );
}

function CardShape({ item, expandable }: { item: Card; expandable: boolean }) {
  const right = item.width - (expandable ? 44 : 16);
  return (
    <>
      {item.count > 1 ? (
        <>
          <rect className={styles.pile} x={12} y={8} width={item.width - 24} height={item.height} rx={9} />
          <rect className={styles.pile} x={6} y={4} width={item.width - 12} height={item.height} rx={9} />
        </>
      ) : null}
      <rect className={styles.card} width={item.width} height={item.height} rx={10} />
      <text className={styles.cardTitle} x={16} y={26} fontSize={TITLE_SIZE}>
        {item.title}
      </text>
      <text className={styles.cardNote} x={16} y={45} fontSize={NOTE_SIZE}>
        {item.text}
      </text>
      <Preview preview={item.preview} right={right} middle={item.height / 2} />
      {expandable ? (
        <g className={styles.toggle} data-toggle="" transform={`translate(${item.width - 22},${item.height / 2})`}>
          <rect className={styles.hit} x={-22} y={-item.height / 2} width={44} height={item.height} />
          <path d={CHEVRON_DOWN} />
        </g>
      ) : null}
    </>
  );
}

function ItemShape({ item, expandable }: { item: Item; expandable: boolean }): ReactNode {
  switch (item.type) {
    case 'op':
      return <OpShape item={item} />;
    case 'bar':
      return <BarShape item={item} />;
    case 'add':
      return (
        <>
          <circle className={styles.box} cx={item.width / 2} cy={item.height / 2} r={item.width / 2} />
          <path className={styles.plus} d={`M${item.width / 2 - 6},${item.height / 2}h12m-6,-6v12`} />
        </>
      );
    case 'pill':
      return (
        <>
          <rect className={styles.box} width={item.width} height={item.height} rx={item.height / 2} />
          <text className={styles.pillText} x={item.width / 2} y={item.height / 2 + 4} fontSize={NOTE_SIZE}>
            {item.text}
          </text>
        </>
      );
    case 'card':
      return <CardShape item={item} expandable={expandable} />;
  }
}

const EdgeShape = memo(function EdgeShape({
  edge,
  lit,
  share,
}: {
  edge: Edge;
  lit: string | undefined;
  share?: number;
}) {
  return (
    <path
      className={styles.edge}
      data-shortcut={edge.shortcut || undefined}
      data-lit={lit}
      opacity={share}
      d={edgeLine(edge) + edgeArrow(edge)}
    />
  );
});

const LabelShape = memo(function LabelShape({ label, off, share }: { label: Label; off: boolean; share?: number }) {
  return (
    <text
      className={styles.label}
      data-depth={label.depth % 2}
      data-shortcut={label.shortcut || undefined}
      data-off={off || undefined}
      opacity={share}
      x={label.x + label.width / 2}
      y={label.y + label.height / 2 + 4}
      fontSize={LABEL_SIZE}
    >
      {label.text}
    </text>
  );
});

/** The attributes of what can be chosen: a button, in the tab order where it is the active one. */
const stopProps = (
  id: string,
  label: string,
  state: { active: boolean; selected: boolean; expanded?: boolean; mark: Mark | undefined },
) => ({
  'data-stop': id,
  role: 'button',
  tabIndex: state.active ? 0 : -1,
  'aria-label': state.mark ? `${label}, ${state.mark.label}` : label,
  'aria-pressed': state.selected || (state.mark?.lit ?? false),
  'aria-expanded': state.expanded,
});

type ItemNodeProps = {
  item: Item;
  naming: Naming;
  active: boolean;
  selected: boolean;
  dim: boolean;
  expandable: boolean;
  share?: number;
  mark?: Mark;
};

/** One item; drawn again only where something about itself changes, for a whole network has hundreds. */
const ItemNode = memo(function ItemNode(props: ItemNodeProps) {
  const { item, naming, active, selected, dim, expandable, share, mark } = props;
  const expanded = item.type === 'card' && expandable ? false : undefined;
  const radius = item.type === 'add' || item.type === 'pill' ? item.height / 2 : 8;
  return (
    <g
      {...stopProps(item.id, itemName(naming, item), { active, selected, expanded, mark })}
      className={`${styles.stop} ${styles.item}`}
      data-kind={item.type === 'card' ? undefined : item.kind}
      data-type={item.type}
      data-dim={dim || undefined}
      transform={`translate(${item.x},${item.y})`}
      opacity={share}
    >
      <rect className={styles.ring} x={-4} y={-4} width={item.width + 8} height={item.height + 8} rx={radius + 4} />
      <ItemShape item={item} expandable={expandable} />
      {mark ? <MarkShape mark={mark} width={item.width} height={item.height} radius={radius} /> : null}
    </g>
  );
});

/** Everything inside the <svg> of a drawing; all that it knows comes from the geometry. Ops are buttons, one of them in the tab order. */
export const Drawing = memo(function Drawing({
  geometry,
  naming,
  selected,
  active,
  lit,
  expandable,
  entering,
  marks,
}: DrawingProps) {
  const share = (id: string): number | undefined => (entering?.ids.has(id) ? entering.share : undefined);
  const frame = (each: Frame, mark = marks?.get(each.id)) => (
    <g
      key={each.id}
      className={styles.frame}
      data-depth={each.depth % 2}
      transform={`translate(${each.x},${each.y})`}
      opacity={share(each.id)}
    >
      <rect className={styles.frameBox} width={each.width} height={each.height} rx={12} />
      <g
        {...stopProps(each.id, frameName(naming, each), {
          active: each.id === active,
          selected: each.id === selected,
          expanded: expandable || undefined,
          mark,
        })}
        className={styles.stop}
      >
        <rect className={styles.ring} x={4} y={4} width={each.titleWidth - 4} height={FRAME_HEADER - 8} rx={8} />
        <rect className={styles.hit} width={each.titleWidth} height={FRAME_HEADER} />
        <text className={styles.frameTitle} x={expandable ? 34 : 18} y={27} fontSize={TITLE_SIZE}>
          {each.title}
        </text>
        {expandable ? (
          <g className={styles.toggle} data-toggle="" transform={`translate(18,${FRAME_HEADER / 2})`}>
            <rect className={styles.hit} x={-18} y={-FRAME_HEADER / 2} width={40} height={FRAME_HEADER} />
            <path d={CHEVRON_UP} />
          </g>
        ) : null}
        {mark ? <MarkShape mark={mark} width={each.width} height={each.height} radius={12} /> : null}
      </g>
    </g>
  );
  const drawn = new Set(geometry.items.map(({ id }) => id));
  const isOff = ({ node }: Label): boolean => lit !== null && drawn.has(node) && !lit.items.has(node);
  const edgeTone = (edge: Edge): string | undefined => (lit ? (lit.edges.has(edge.id) ? 'way' : 'off') : undefined);
  return (
    <>
      {geometry.frames.map((each) => frame(each))}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG takes no focus; the ops say their shapes. */}
      <g aria-hidden="true">
        {/* What is lit comes last: edges share their bus, and the bright one must lie on top. */}
        {geometry.edges
          .toSorted((a, b) => Number(lit?.edges.has(a.id) ?? false) - Number(lit?.edges.has(b.id) ?? false))
          .map((edge) => (
            <EdgeShape key={edge.id} edge={edge} lit={edgeTone(edge)} share={share(edge.id)} />
          ))}
        {geometry.labels.map((label) => (
          <LabelShape key={label.id} label={label} off={isOff(label)} share={share(label.id)} />
        ))}
      </g>
      {geometry.items.map((item) => (
        <ItemNode
          key={item.id}
          item={item}
          naming={naming}
          active={item.id === active}
          selected={item.id === selected}
          dim={lit !== null && !lit.items.has(item.id)}
          expandable={expandable}
          share={share(item.id)}
          mark={marks?.get(item.id)}
        />
      ))}
    </>
  );
});
