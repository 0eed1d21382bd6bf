import type { SortKey } from '@/lib/tiles/order';
import { stepOf } from './tour-steps';

/** What `setUrlParams` takes: texts by the names of parameters, null for one that is left out. */
export type ParamTexts = Readonly<Record<string, string | null>>;

/** A parameter in the addresses of the pages, and how its values are written there. Never renamed: links are kept. */
export interface UrlParam<Value> {
  readonly name: string;
  /** What an address without it means; the exported HTML shows it. */
  readonly standard: Value;
  /** The value of a text, null for none; the standard one where the text is no value. */
  read(text: string | null): Value;
  /** The standard value is left out of the address. */
  write(value: Value): ParamTexts;
}

/** One of a few values; the first is the standard one. */
export interface ChoiceParam<Value extends string> extends UrlParam<Value> {
  readonly values: readonly Value[];
}

/** A text whose meaning depends on the page: on the network, the pair, the sources of weights. Read and judged there. */
const text = (name: string): UrlParam<string | null> => ({
  name,
  standard: null,
  read: (written) => written,
  write: (value) => ({ [name]: value }),
});

const choice = <Value extends string>(
  name: string,
  standard: Value,
  ...others: readonly Value[]
): ChoiceParam<Value> => {
  const values = [standard, ...others];
  return {
    name,
    standard,
    values,
    read: (written) => values.find((value) => value === written) ?? standard,
    write: (value) => ({ [name]: value === standard ? null : value }),
  };
};

const numbered = (name: string, read: (written: string) => number | null): UrlParam<number | null> => ({
  name,
  standard: null,
  read: (written) => (written === null ? null : read(written)),
  write: (value) => ({ [name]: value === null ? null : String(value) }),
});

/** Every parameter of every page. */
export const params = {
  /** What is selected, an address inside the network: `lib/reading/selection`. */
  at: text('at'),
  variant: text('variant'),
  /** Of the input: `lib/reading/size`. */
  size: text('size'),
  /** Whether a block is drawn alone, or the network around it. */
  view: choice('view', 'part', 'network'),
  /** The step of the tour. */
  tour: numbered('tour', stepOf),

  /** What the maps are sorted by. */
  sort: choice<SortKey>('sort', 'index', 'mean', 'variance', 'sparsity'),
  /** Whether every map has its own colours. */
  scale: choice('scale', 'channel', 'shared'),
  /** The id of a source of weights. */
  weights: text('weights'),
  /** What is done to the picture: `components/lab/workbench/preprocessing-text`. */
  input: text('input'),
  /** The class whose map is shown, by its number. */
  class: numbered('class', (written) => (/^\d+$/.test(written) ? Number(written) : null)),
  backend: choice('backend', 'auto', 'webgpu', 'wasm', 'cpu'),
  kernels: choice('kernels', 'auto', 'stock'),

  /** The two sides of a comparison, `inception-v4:paper`. */
  a: text('a'),
  b: text('b'),
  /** The difference that is selected. */
  diff: text('diff'),
  /** Which kinds of differences are listed. */
  kind: text('kind'),

  /** How the tables of results show rates. */
  rates: choice('as', 'printed', 'error', 'accuracy'),
  chartTrial: choice('test', 'single-crop', '12-crops', '144-crops', 'slim', 'timm'),
  chartError: choice('error', 'top1', 'top5'),
  /** What the chart of results takes for the size of a network; on no page with a picture. */
  chartSize: choice('size', 'parameters', 'macs'),
} as const;

/** The query of a link, `?variant=paper&at=features.6` without its question mark; empty where nothing need be said. */
export function queryOf(texts: ParamTexts): string {
  const query = new URLSearchParams();
  for (const [name, written] of Object.entries(texts)) if (written !== null) query.set(name, written);
  return query.toString();
}
