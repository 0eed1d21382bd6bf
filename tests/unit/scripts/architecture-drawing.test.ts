import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { architectureDrawing, drawingCommand, drawingPath } from '@/scripts/architecture-drawing.mjs';
import { planOf, planOfProject, roomOf } from '@/scripts/architecture-rooms.mjs';
import { layeredLayout } from '@/scripts/layered-layout.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('the drawing of the rooms', () => {
  let plan = planOf([]);
  // Every file of the project is read once.
  beforeAll(() => {
    plan = planOfProject(root);
  }, 60_000);

  it('is that of the imports as they are', () => {
    const kept = readFileSync(join(root, drawingPath), 'utf8');
    expect(kept === architectureDrawing(root, plan), `${drawingPath} is stale: ${drawingCommand} draws it again`).toBe(
      true,
    );
  });

  it('stands in a page that names every room of it', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const rooms = plan.places.flatMap((place) => place.rooms);
    expect(rooms.filter((room) => !page.includes(`\`${room}\``))).toEqual([]);
  });
});

describe('a room', () => {
  it.each([
    ['lib/graph/shapes.ts', 'lib/graph'],
    ['lib/export/onnx/model.ts', 'lib/export'],
    ['lib/runtime/protocol.ts', 'lib/runtime'],
    ['lib/runtime/plan/plan.ts', 'lib/runtime/plan'],
    ['components/lab/maps/poster.ts', 'components/lab'],
    ['content/en/words/lab.ts', 'content'],
    ['app/[lang]/page.tsx', 'app'],
    ['lib/error.ts', null],
    ['tests/unit/graph/shapes.test.ts', null],
  ])('holds %s: %s', (path, room) => {
    expect(roomOf(path)).toBe(room);
  });
});

describe('the plan', () => {
  const arrow = (from: string, to: string) => ({ from: `${from}/a.ts`, to: `${to}/b.ts` });

  it('leaves out what follows, and puts together what imports each other', () => {
    const { places, arrows } = planOf([
      arrow('app', 'components/lab'),
      arrow('app', 'lib/graph'),
      arrow('components/lab', 'components/tour'),
      arrow('components/tour', 'components/lab'),
      arrow('components/tour', 'lib/graph'),
      { from: 'lib/graph/a.ts', to: 'lib/error.ts' },
      arrow('tests/unit', 'lib/graph'),
    ]);
    const both = 'components/lab components/tour';
    expect(places.map(({ id }) => id)).toEqual(['app', both, 'lib/graph']);
    expect(arrows).toEqual([
      { from: 'app', to: both },
      { from: both, to: 'lib/graph' },
    ]);
  });
});

describe('the layout', () => {
  const box = (id: string) => ({ id, width: 100, height: 40 });

  it('has every arrow point down, no box on another, and no arrow through a box', () => {
    const ids = [...'abcdefgh'];
    const arrows = ['ab', 'ac', 'ad', 'be', 'ce', 'df', 'ah', 'fg', 'gh', 'eg', 'cf'].map(([from = '', to = '']) => ({
      from,
      to,
    }));
    const { boxes, arrows: drawn, width, height } = layeredLayout(ids.map(box), arrows);
    const all = [...boxes.values()];
    for (const one of all) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width / 2).toBeLessThanOrEqual(width);
      expect(one.y + one.height / 2).toBeLessThanOrEqual(height);
      for (const other of all)
        if (one !== other && one.y === other.y) expect(Math.abs(one.x - other.x)).toBeGreaterThan(100);
    }
    expect(drawn).toHaveLength(arrows.length);
    for (const { points } of drawn) {
      points.reduce((before, point) => {
        expect(point.y).toBeGreaterThan(before.y);
        return point;
      });
      for (const { x, y } of points.slice(1, -1)) {
        const inside = all.filter((each) => Math.abs(each.x - x) < each.width / 2 && Math.abs(each.y - y) < 20);
        expect(inside).toEqual([]);
      }
    }
  });
});
