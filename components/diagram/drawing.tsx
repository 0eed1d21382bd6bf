import { memo, type ReactNode, useMemo } from 'react';
import type { Drawn, DrawnEdge, DrawnFrame, DrawnItem, DrawnLabel, Look } from '@/lib/diagram/drawn';
import { drawnElements } from '@/lib/diagram/drawn-elements';
import type { Geometry } from '@/lib/diagram/geometry';
import { FRAME_HEADER } from '@/lib/diagram/measures';
import type { Way } from '@/lib/diagram/way';
import { frameName, itemName, type Naming } from './accessibility';
import styles from './drawing.module.css';
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

/** The class of a shape; what is in a segment takes its look from the segment's. */
const CLASSES: Readonly<Record<Look, string | undefined>> = {
  box: styles.box,
  title: styles.title,
  note: styles.note,
  pillText: styles.pillText,
  segment: undefined,
  segmentBorder: undefined,
  segmentText: undefined,
  outline: styles.outline,
  plus: styles.plus,
  pile: styles.pile,
  card: styles.card,
  cardTitle: styles.cardTitle,
  cardNote: styles.cardNote,
  stroke: styles.stroke,
  frameBox: styles.frameBox,
  frameTitle: styles.frameTitle,
  edge: styles.edge,
  label: styles.label,
};

/** Drawn elements as they are: nothing in them changes but with their drawing, so a place in the list is a name. */
function shapes(list: readonly Drawn[]): ReactNode {
  return list.map((drawn, index) => {
    switch (drawn.tag) {
      case 'g': {
        const look = drawn.kind && styles.segment;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in a picture has no other name.
          <g key={index} data-kind={drawn.kind} className={look}>
            {shapes(drawn.inside)}
          </g>
        );
      }
      case 'text':
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in a picture has no other name.
          <text key={index} className={CLASSES[drawn.look]} {...drawn.place}>
            {drawn.text}
          </text>
        );
      default:
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in a picture has no other name.
        return <drawn.tag key={index} data-kind={drawn.kind} className={CLASSES[drawn.look]} {...drawn.place} />;
    }
  });
}

type ToggleProps = { d: string; at: { x: number; y: number }; hit: { x: number; width: number; height: number } };

/** The chevron that opens or closes, and the room around it that answers too. */
function Toggle({ d, at, hit }: ToggleProps) {
  return (
    <g className={styles.toggle} data-toggle="" transform={`translate(${at.x},${at.y})`}>
      <rect className={styles.hit} x={hit.x} y={-hit.height / 2} width={hit.width} height={hit.height} />
      <path d={d} />
    </g>
  );
}

const EdgeShape = memo(function EdgeShape({
  edge,
  lit,
  share,
}: {
  edge: DrawnEdge;
  lit: string | undefined;
  share?: number;
}) {
  return (
    <path
      className={styles.edge}
      data-shortcut={edge.shortcut || undefined}
      data-lit={lit}
      opacity={share}
      {...edge.shape.place}
    />
  );
});

const LabelShape = memo(function LabelShape({
  label,
  off,
  share,
}: {
  label: DrawnLabel;
  off: boolean;
  share?: number;
}) {
  return (
    <text
      className={styles.label}
      data-depth={label.depth % 2}
      data-shortcut={label.shortcut || undefined}
      data-off={off || undefined}
      opacity={share}
      {...label.shape.place}
    >
      {label.shape.text}
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
  drawn: DrawnItem;
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
  const { drawn, naming, active, selected, dim, expandable, share, mark } = props;
  const { item } = drawn;
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
      {shapes(drawn.inside)}
      {expanded === undefined ? null : (
        <Toggle
          d={CHEVRON_DOWN}
          at={{ x: item.width - 22, y: item.height / 2 }}
          hit={{ x: -22, width: 44, height: item.height }}
        />
      )}
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
  const { frames, edges, labels, items } = useMemo(() => {
    const elements = drawnElements(geometry, { expandable });
    return {
      frames: elements.filter((each) => each.type === 'frame'),
      edges: elements.filter((each) => each.type === 'edge'),
      labels: elements.filter((each) => each.type === 'label'),
      items: elements.filter((each) => each.type === 'item'),
    };
  }, [geometry, expandable]);
  const share = (id: string): number | undefined => (entering?.ids.has(id) ? entering.share : undefined);
  const frame = ({ frame: each, ground, title }: DrawnFrame, mark = marks?.get(each.id)) => (
    <g
      key={each.id}
      className={styles.frame}
      data-depth={each.depth % 2}
      transform={`translate(${each.x},${each.y})`}
      opacity={share(each.id)}
    >
      {shapes([ground])}
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
        {shapes([title])}
        {expandable ? (
          <Toggle
            d={CHEVRON_UP}
            at={{ x: 18, y: FRAME_HEADER / 2 }}
            hit={{ x: -18, width: 40, height: FRAME_HEADER }}
          />
        ) : null}
        {mark ? <MarkShape mark={mark} width={each.width} height={each.height} radius={12} /> : null}
      </g>
    </g>
  );
  const shown = new Set(geometry.items.map(({ id }) => id));
  const isOff = ({ node }: DrawnLabel): boolean => lit !== null && shown.has(node) && !lit.items.has(node);
  const edgeTone = (edge: DrawnEdge): string | undefined =>
    lit ? (lit.edges.has(edge.id) ? 'way' : 'off') : undefined;
  return (
    <>
      {frames.map((each) => frame(each))}
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: a group of an SVG takes no focus; the ops say their shapes. */}
      <g aria-hidden="true">
        {/* What is lit comes last: edges share their bus, and the bright one must lie on top. */}
        {edges
          .toSorted((a, b) => Number(lit?.edges.has(a.id) ?? false) - Number(lit?.edges.has(b.id) ?? false))
          .map((edge) => (
            <EdgeShape key={edge.id} edge={edge} lit={edgeTone(edge)} share={share(edge.id)} />
          ))}
        {labels.map((label) => (
          <LabelShape key={label.id} label={label} off={isOff(label)} share={share(label.id)} />
        ))}
      </g>
      {items.map((drawn) => (
        <ItemNode
          key={drawn.item.id}
          drawn={drawn}
          naming={naming}
          active={drawn.item.id === active}
          selected={drawn.item.id === selected}
          dim={lit !== null && !lit.items.has(drawn.item.id)}
          expandable={expandable}
          share={share(drawn.item.id)}
          mark={marks?.get(drawn.item.id)}
        />
      ))}
    </>
  );
});
