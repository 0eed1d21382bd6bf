import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHART_TRIALS } from '@/components/results/chart-mark';
import { chartView } from '@/components/results/chart-view';
import { citedByResults } from '@/components/results/cited';
import { networkSize } from '@/components/results/network-size';
import { convertRate, percentText, rateText } from '@/components/results/rate';
import { ensembleRows, systemRows, weightRows } from '@/components/results/score-rows';
import { citations } from '@/content/en/citations';
import { wordsFor } from '@/content/languages';
import {
  ensembleDecimals,
  ensembles,
  faceModels,
  publishedCounts,
  type Result,
  results,
  systems,
  type TrialId,
  trials,
} from '@/content/results';

const words = wordsFor('en').results;
const of = (trial: TrialId): readonly Result[] => results.filter((result) => result.trial === trial);
const digitsOf = (value: number): number => `${value}`.split('.')[1]?.length ?? 0;

describe('the published results', () => {
  it('are all there', () => {
    const counts = Object.fromEntries(Object.keys(trials).map((id) => [id, of(id as TrialId).length]));
    expect(counts).toEqual({
      'single-crop': 5,
      '12-crops': 5,
      '144-crops': 5,
      slim: 3,
      cadene: 3,
      torchvision: 1,
      timm: 7,
    });
    for (const trial of ['single-crop', '12-crops', '144-crops'] as const) {
      for (const system of ['inception-v3', 'inception-resnet-v1', 'inception-v4', 'inception-resnet-v2'] as const) {
        expect(of(trial).filter((result) => result.system === system)).toHaveLength(1);
      }
    }
    expect(ensembles).toHaveLength(3);
    expect(faceModels).toHaveLength(2);
  });

  it('name each network, trial and set of weights once', () => {
    const names = results.map(({ system, trial, weights }) => `${trial} ${system} ${weights}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are errors or accuracies as their trial says, at the digits of the source', () => {
    for (const { trial, system, top1, top5 } of results) {
      const { measure, decimals } = trials[trial];
      if (top1 === null || top5 === null) throw new Error(`${trial} of ${system} lacks a rate`);
      if (measure === 'error') expect(top5).toBeLessThan(top1);
      else expect(top5).toBeGreaterThan(top1);
      expect(top1 < 50, `${trial} of ${system}`).toBe(measure === 'error');
      expect(Math.max(digitsOf(top1), digitsOf(top5))).toBeLessThanOrEqual(decimals);
    }
    for (const { validation, test } of ensembles) {
      expect(digitsOf(validation.top5 ?? 0)).toBeLessThanOrEqual(ensembleDecimals.validation);
      expect(digitsOf(test?.top5 ?? 0)).toBeLessThanOrEqual(ensembleDecimals.test);
    }
  });

  it('have a source, and every source of the page is known', () => {
    const cited = citedByResults(words);
    for (const { cite } of Object.values(trials)) expect(cited).toContain(cite);
    for (const id of cited) expect(Object.keys(citations)).toContain(id);
    expect(new Set(publishedCounts.map(({ rule }) => rule))).toEqual(new Set(Object.keys(words.counts.rules)));
  });

  it('flag the row that was copied from BN-Inception, and no other', () => {
    const doubtful = results.filter(({ doubt }) => doubt !== null);
    expect(doubtful).toHaveLength(1);
    const [row] = doubtful;
    const [original] = of('single-crop').filter(({ system }) => system === 'bn-inception');
    expect(row).toMatchObject({ system: 'resnet', trial: '12-crops', manner: 'ten-crops', doubt: 'copied-row' });
    expect([row?.top1, row?.top5]).toEqual([original?.top1, original?.top5]);
    expect(words.tables.notes['copied-row'].says()).toContain('BN-Inception');
  });
});

describe('error and accuracy', () => {
  it('are each other’s rest at the digits of the source', () => {
    expect(convertRate(78, 'accuracy', 'error', 1)).toBe(22);
    expect(convertRate(77.294, 'accuracy', 'error', 3)).toBe(22.706);
    expect(convertRate(21.2, 'error', 'error', 1)).toBe(21.2);
    expect(rateText('en', 22, 1)).toBe('22.0');
    expect(percentText('en', 5, 1)).toBe('5.0%');
  });

  it('come back unharmed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), (thousandths) => {
        const rate = thousandths / 1000;
        expect(convertRate(convertRate(rate, 'error', 'accuracy', 3), 'accuracy', 'error', 3)).toBe(rate);
      }),
    );
  });
});

describe('the chart', () => {
  it.each(CHART_TRIALS)('draws every network of %s that the atlas can count, and says what it leaves out', (trial) => {
    const { marks, undrawn } = chartView(trial);
    expect(marks.length + undrawn.noNetwork.length + undrawn.doubtful.length).toBe(of(trial).length);
    expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
    for (const { errors, size } of marks) {
      for (const value of [errors.top1, errors.top5, size.parameters, size.macs]) {
        expect(Number.isFinite(value) && value > 0).toBe(true);
      }
      expect(errors.top1).toBeLessThan(30);
    }
  });

  it('leaves out what has no network here, and what is evidently a slip', () => {
    expect(chartView('single-crop').undrawn).toEqual({ noNetwork: ['BN-Inception'], doubtful: [] });
    expect(chartView('12-crops').undrawn).toEqual({ noNetwork: [], doubtful: ['ResNet'] });
    expect(chartView('144-crops').undrawn).toEqual({ noNetwork: ['ResNet'], doubtful: [] });
  });

  it('has the sizes of the figures for the paper’s errors, and the released one beside where it differs', () => {
    const sizes = chartView('single-crop').marks.map(({ id, size, other }) => [
      id,
      size.parameters,
      other?.parameters ?? null,
    ]);
    expect(sizes).toEqual([
      ['inception-v3', 23_834_568, null],
      ['inception-resnet-v1', 22_756_328, null],
      ['inception-v4', 42_679_816, null],
      ['inception-resnet-v2', 32_433_928, 55_843_464],
    ]);
    for (const { variant, other } of chartView('slim').marks) {
      expect(variant).toBe('released');
      expect(other).toBeNull();
    }
  });

  it('counts every network at 299 pixels, also the one that is made for faces', () => {
    expect((networkSize(systems['inception-resnet-v1'].figures ?? '').macs / 1e9).toFixed(3)).toBe('6.206');
    expect((networkSize(systems['inception-resnet-v2'].figures ?? '').macs / 1e9).toFixed(3)).toBe('9.258');
  });
});

describe('the tables', () => {
  it('have a row for every network of a trial, and a gap where a source has none', () => {
    const rows = systemRows(words, ['single-crop', '12-crops', '144-crops']);
    expect(rows.map(({ name }) => name)).toEqual(Object.values(systems).map(({ title }) => title));
    expect(rows[0]?.scores).toMatchObject([{ top1: 25.2, top5: 7.8 }, null, null]);
    expect(rows.at(-1)?.scores).toMatchObject([
      null,
      { doubtful: true, remarks: ['10 crops', 'doubtful'] },
      { top1: 19.4, top5: 4.5, remarks: ['dense'], doubtful: false },
    ]);
    expect(systemRows(words, ['slim', 'cadene', 'torchvision'])).toHaveLength(3);
  });

  it('list weights from the best down', () => {
    const rows = weightRows(words, 'timm');
    expect(rows.map(({ below }) => below)).toEqual([
      'tf_in1k',
      'tf_in1k',
      'tf_ens_adv_in1k',
      'gluon_in1k',
      'tf_in1k',
      'tf_adv_in1k',
      'tv_in1k',
    ]);
  });

  it('say what an ensemble is made of', () => {
    expect(ensembleRows(words).at(-1)).toEqual({
      id: 'inception-v4-and-residual',
      name: '1 × Inception-v4 + 3 × Inception-ResNet-v2',
      below: null,
      scores: [
        { top1: 16.4, top5: 3.1, remarks: [], doubtful: false },
        { top1: null, top5: 3.08, remarks: [], doubtful: false },
      ],
    });
  });
});
