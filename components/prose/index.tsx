import type { MDXComponents } from 'mdx/types';
import type { ReactNode } from 'react';
import * as instruments from '@/components/instruments/registry';
import { ScrollTable } from '@/components/ui/scroll-table';
import type { Language } from '@/content/languages';
import { proseContentOf } from '@/content/prose';
import { Alternatives, Option } from './alternatives';
import { ArticleLink } from './article-link';
import { bind } from './bind';
import { Cite, References, Said } from './cite';
import { Code, Note } from './code';
import { Correction } from './correction';
import { CostTable } from './cost-table';
import { Differences } from './differences';
import { Family, Member } from './family';
import { Beside, Diagram, Lab } from './figures';
import { ConvCost, Kernels, OutputSize } from './formula';
import { MarginNote } from './margin-note';
import { Num, Path, Ratio } from './num';
import { PaperVsCode } from './paper-vs-code';
import { Rates } from './rates';
import { ScaledSums } from './scaled-sums';
import { Seed } from './seed';
import { Slip } from './slip';
import { Term } from './term';

/** The components that articles of a language may name without importing them. */
export function proseComponentsFor(language: Language): MDXComponents {
  const content = proseContentOf(language);
  return {
    ...Object.assign({}, ...Object.values(instruments).map((partsOf) => partsOf(content))),
    a: ArticleLink,
    Alternatives: bind(Alternatives, content),
    Beside,
    Cite: bind(Cite, content),
    Code: bind(Code, content),
    ConvCost: bind(ConvCost, content),
    Correction: bind(Correction, content),
    CostTable: bind(CostTable, content),
    Diagram: bind(Diagram, content),
    Differences: bind(Differences, content),
    Family: bind(Family, content),
    Kernels: bind(Kernels, content),
    Lab: bind(Lab, content),
    MarginNote: bind(MarginNote, content),
    Member,
    Note,
    Num: bind(Num, content),
    Option,
    OutputSize: bind(OutputSize, content),
    PaperVsCode: bind(PaperVsCode, content),
    Path,
    Rates: bind(Rates, content),
    Ratio: bind(Ratio, content),
    References: bind(References, content),
    Said: bind(Said, content),
    ScaledSums: bind(ScaledSums, content),
    Seed: bind(Seed, content),
    Slip: bind(Slip, content),
    table: ({ children }: { children?: ReactNode }) => (
      <ScrollTable label={content.words.table.plain}>{children}</ScrollTable>
    ),
    Term: bind(Term, content),
  };
}
