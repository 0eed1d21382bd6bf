import type { MDXComponents } from 'mdx/types';
import type { ComponentType, ReactNode } from 'react';
import { ScrollTable } from '@/components/ui/scroll-table';
import type { Language } from '@/content/languages';
import { type ProseContent, proseContentOf } from '@/content/prose';
import { Alternatives, Option } from './alternatives';
import { ArticleLink } from './article-link';
import { Cite, References, Said } from './cite';
import { Code, Note } from './code';
import { Correction } from './correction';
import { CostTable } from './cost-table';
import { Differences } from './differences';
import { Because, Exercise, Hint } from './exercise';
import { Family, Member } from './family';
import { Beside, Diagram, Lab } from './figures';
import { ConvCost, Kernels, OutputSize } from './formula';
import { BranchCost, FactorCalculator, PaddingCalculator, SizeSlider } from './instruments';
import { MarginNote } from './margin-note';
import { Num, Path, Ratio } from './num';
import { PaperVsCode } from './paper-vs-code';
import { ScaledSums } from './scaled-sums';
import { Seed } from './seed';
import { Slip } from './slip';
import { Term } from './term';

/** Gives a component the content of one language, so that articles need not name it. */
function bind<Props extends { content: Partial<ProseContent> }>(
  Component: ComponentType<Props>,
  content: ProseContent & Props['content'],
) {
  return function Bound(props: Omit<Props, 'content'>) {
    // Omit and content together are Props again, which TypeScript cannot see for a generic type.
    return <Component {...({ ...props, content } as Props)} />;
  };
}

/** The components that articles of a language may name without importing them. */
export function proseComponentsFor(language: Language): MDXComponents {
  const content = proseContentOf(language);
  return {
    a: ArticleLink,
    Alternatives: bind(Alternatives, content),
    Because,
    Beside,
    BranchCost: bind(BranchCost, content),
    Cite: bind(Cite, content),
    Code: bind(Code, content),
    ConvCost: bind(ConvCost, content),
    Correction: bind(Correction, content),
    CostTable: bind(CostTable, content),
    Diagram: bind(Diagram, content),
    Differences: bind(Differences, content),
    Exercise: bind(Exercise, content),
    FactorCalculator,
    Family: bind(Family, content),
    Hint,
    Kernels: bind(Kernels, content),
    Lab: bind(Lab, content),
    MarginNote: bind(MarginNote, content),
    Member,
    Note,
    Num: bind(Num, content),
    Option,
    OutputSize: bind(OutputSize, content),
    PaddingCalculator,
    PaperVsCode: bind(PaperVsCode, content),
    Path,
    Ratio: bind(Ratio, content),
    References: bind(References, content),
    Said: bind(Said, content),
    ScaledSums: bind(ScaledSums, content),
    Seed: bind(Seed, content),
    SizeSlider: bind(SizeSlider, content),
    Slip: bind(Slip, content),
    table: ({ children }: { children?: ReactNode }) => (
      <ScrollTable label={content.words.table.plain}>{children}</ScrollTable>
    ),
    Term: bind(Term, content),
  };
}
