import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errors } from '@/content/en/words/every-error';
import { costOf, totalCost } from '@/lib/analysis/cost';
import { receptiveFields } from '@/lib/analysis/receptive-field';
import { explain } from '@/lib/explanation';
import { inferShapes } from '@/lib/graph/shapes';
import { findNetwork, findVariant, modelOf, networks } from '@/lib/networks';
import { networkReadingOf, readingOf, readNetworkView } from '@/lib/reading/reading';
import { LARGEST_SIZE } from '@/lib/reading/size';

const model = modelOf('inception-v4');

describe('a reading', () => {
  it('is made once for a model and a size, and is another for a rectangle', () => {
    const square = readingOf(model, 299);
    expect(readingOf(model, 299)).toBe(square);
    expect(readingOf(model, { height: 299, width: 299 })).toBe(square);
    const wide = readingOf(model, { height: 299, width: 320 });
    expect(wide).not.toBe(square);
    expect(readingOf(model, { height: 299, width: 320 })).toBe(wide);
    expect(readingOf(model, { height: 320, width: 299 })).not.toBe(wide);
    expect(readingOf(modelOf('inception-v4', 'paper'), 299)).not.toBe(square);
  });

  it('of a network is made once too, and shares its shapes with that of the model', () => {
    const definition = findNetwork('inception-v4');
    const reading = networkReadingOf(definition, findVariant(definition, null));
    expect(networkReadingOf(definition, findVariant(definition, 'released'), 299)).toBe(reading);
    expect(reading.shapes).toBe(readingOf(model, 299).shapes);
    expect(reading).toMatchObject({ size: 299, height: 299, width: 299, smallest: 75 });
  });

  it('computes what is asked for, and keeps it', () => {
    const reading = readingOf(model, { height: 224, width: 320 });
    const shapes = inferShapes(model.graph, 224, 320);
    expect(reading.shapes).toEqual(shapes);
    expect(reading.costs).toEqual(costOf(model, shapes));
    expect(reading.total).toEqual(totalCost(costOf(model, shapes)));
    expect(reading.fields).toEqual(receptiveFields(model.graph, shapes));
    expect(reading.costs).toBe(reading.costs);
    expect(reading.fields).toBe(reading.fields);
  });

  it('forgets sizes that were passed through', () => {
    const first = readingOf(model, 100);
    for (let size = 101; size < 140; size++) readingOf(model, size);
    expect(readingOf(model, 100)).not.toBe(first);
  });
});

describe('the size in an address', () => {
  it('may be height × width', () => {
    const { reading, problems } = readNetworkView('inception-v4', null, '224x320');
    expect(problems).toEqual([]);
    expect(reading).toMatchObject({ height: 224, width: 320, size: { height: 224, width: 320 } });
    expect(reading.shapes.get('features.5')).toEqual([25, 37, 384]);
  });

  it('is at most 4096, and what is beyond is said with both limits while the default stands in', () => {
    const { reading, problems } = readNetworkView('inception-v4', null, '4096');
    expect(problems).toEqual([]);
    expect(reading.size).toBe(LARGEST_SIZE);
    const wrong = readNetworkView('inception-v4', null, '4097');
    expect(wrong.reading.size).toBe(299);
    expect(wrong.problems.map(({ code, data }) => ({ code, data }))).toEqual([
      { code: 'network/bad-size', data: { text: '4097', smallest: 75, largest: 4096 } },
    ]);
  });

  it('names the op that does not fit into a rectangle that is too small', () => {
    const { reading, problems } = readNetworkView('inception-v4', null, '74x320');
    expect(reading.size).toBe(299);
    const [problem] = problems;
    expect(problem?.code).toBe('shape/window-too-large');
    const said = problem && explain(errors, problem);
    expect(said?.what).toContain(String(problem?.data.node));
    expect(said?.next).toBe('Choose a larger input size.');
  });

  it('has the smallest side of a square on both axes', () => {
    for (const { id } of networks) {
      const { smallest } = networkReadingOf(findNetwork(id), findVariant(findNetwork(id), null));
      for (const text of [`${smallest}x300`, `300x${smallest}`]) {
        expect(readNetworkView(id, null, text).problems).toEqual([]);
      }
      for (const text of [`${smallest - 1}x300`, `300x${smallest - 1}`]) {
        expect(readNetworkView(id, null, text).problems).toHaveLength(1);
      }
    }
  });
});

/** Where shapes are inferred: readings, the plan of the runtime, and what lib/analysis and lib/export do by themselves. */
const INFERRING = [
  'lib/analysis/differences/index.ts',
  'lib/export/csv.ts',
  'lib/graph/shapes.ts',
  'lib/reading/reading.ts',
  'lib/runtime/plan/ground.ts',
];

it('is where everybody else has their shapes from', () => {
  const sources = ['app', 'cli', 'components', 'lib', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  const inferring = sources.filter((file) => readFileSync(file, 'utf8').includes('inferShapes('));
  expect(inferring.sort()).toEqual(INFERRING);
});
