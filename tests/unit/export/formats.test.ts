import { describe, expect, it } from 'vitest';
import { type ExportOptions, formatNames, formats } from '@/lib/export/formats';
import { modelOfGraph } from '@/lib/graph/model';
import { findNetwork, modelOf } from '@/lib/networks';
import { classNamesOf } from '@/lib/networks/class-names';
import { extentOf } from '@/lib/reading/size';

const model = modelOf('inception-v4');
const options: ExportOptions = {
  network: 'inception-v4',
  variant: 'released',
  classNames: classNamesOf('inception-v4'),
  comment: 'written by a test',
  size: extentOf(findNetwork('inception-v4').defaultSize),
};
const block = model.parts.get('features.6') ?? null;

describe('the table of formats', () => {
  it('says of each what its file is', () => {
    expect(formatNames.map((name) => [name, formats[name].ending, formats[name].mediaType])).toEqual([
      ['pytorch', 'py', 'text/x-python'],
      ['json', 'json', 'application/json'],
      ['csv', 'csv', 'text/csv'],
    ]);
  });

  it.each(formatNames)('%s reads the options that it names, and no others', (name) => {
    const read = new Set<string>();
    const watched = new Proxy(options, {
      get: (target, key, receiver) => {
        read.add(String(key));
        return Reflect.get(target, key, receiver);
      },
    });
    for (const part of [model.root, block]) formats[name].write(model, part, watched);
    expect([...read].sort()).toEqual([...formats[name].options].sort());
  });

  it('writes a part in each', () => {
    expect(formats.pytorch.write(model, block, options)).toMatch(/^# written by a test\nimport torch\n/);
    expect(JSON.parse(formats.json.write(model, block, options))).toEqual({
      network: 'inception-v4',
      variant: 'released',
      path: 'features.6',
      expression: JSON.parse(JSON.stringify(block?.expression)),
    });
    expect(formats.csv.write(model, block, options).split('\r\n')).toHaveLength(25);
  });

  it('writes a graph without an expression as a table only', () => {
    const bare = modelOfGraph(model.graph);
    expect(formats.csv.write(bare, null, options)).toBe(formats.csv.write(model, model.root, options));
    for (const name of ['pytorch', 'json'] as const) {
      expect(() => formats[name].write(bare, null, options)).toThrow(
        expect.objectContaining({ code: 'export/no-expression', data: { path: null } }),
      );
    }
    expect(() => formats.json.write(model, model.parts.get('head') ?? null, options)).toThrow(
      expect.objectContaining({ code: 'export/no-expression', data: { path: 'head' } }),
    );
  });
});
