import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareHref, explorerHref, tourHref } from '@/components/ui/links';
import { TOUR_STEPS } from '@/components/ui/tour-steps';
import { params, queryOf, type UrlParam } from '@/components/ui/url-params';

const all: readonly UrlParam<unknown>[] = Object.values(params);
const inAddress = (param: UrlParam<unknown>, query: string) => new URLSearchParams(query).get(param.name);

describe('a parameter of an address', () => {
  it.each(all.map((param) => [param.name, param] as const))(
    '%s means its standard value where it is absent',
    (_, param) => {
      expect(param.read(null)).toBe(param.standard);
      expect(param.write(param.standard)).toEqual({ [param.name]: null });
      expect(queryOf(param.write(param.standard))).toBe('');
    },
  );

  it('comes back as it was written, whatever it is', () => {
    const [texts, choices] = [
      [
        params.at,
        params.variant,
        params.size,
        params.weights,
        params.input,
        params.a,
        params.b,
        params.diff,
        params.kind,
      ],
      [params.view, params.sort, params.scale, params.backend, params.kernels, params.rates, params.chartTrial],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.string({ minLength: 1 }), (param, value) => {
        expect(param.read(inAddress(param, queryOf(param.write(value))))).toBe(value);
      }),
    );
    for (const param of [...choices, params.chartError, params.chartSize]) {
      for (const value of param.values) {
        const written: UrlParam<string> = param;
        expect(written.read(inAddress(param, queryOf(written.write(value))))).toBe(value);
      }
    }
    for (let step = 1; step <= TOUR_STEPS.length; step++) {
      expect(params.tour.read(inAddress(params.tour, queryOf(params.tour.write(step))))).toBe(step);
    }
    expect(params.class.read(inAddress(params.class, queryOf(params.class.write(281))))).toBe(281);
  });

  it('is never more than it can be', () => {
    const choices = [params.view, params.sort, params.scale, params.backend, params.kernels, params.rates];
    fc.assert(
      fc.property(fc.constantFrom(...choices), fc.string(), (param, text) => {
        expect(param.values).toContain(param.read(text));
      }),
    );
    expect(params.class.read('-1')).toBeNull();
    expect(params.class.read('cat')).toBeNull();
    expect(params.tour.read('99')).toBe(1);
  });

  it('has a name of its own, but for the size of the chart, whose page has no picture', () => {
    const names = all.map(({ name }) => name);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    expect(twice).toEqual(['size']);
  });
});

describe('links', () => {
  it('are written with the same parameters', () => {
    expect(explorerHref('en', 'inception-v4', 'features.6@conv#1', 'paper')).toBe(
      '/en/networks/inception-v4?variant=paper&at=features.6%40conv%231',
    );
    expect(explorerHref('en', 'inception-v4', '')).toBe('/en/networks/inception-v4');
    expect(tourHref('zh', 3)).toBe('/zh/networks/inception-v3?tour=3');
    expect(compareHref('en', 'inception-v4:paper', 'inception-v3')).toBe(
      '/en/compare?a=inception-v4%3Apaper&b=inception-v3',
    );
  });
});
