import type { LabelContext } from '@/components/inspector/labels';
import { classNameIn, titleOf } from '@/components/inspector/labels';
import { formatsFor } from '@/components/ui/format';
import { explorerHref } from '@/components/ui/links';
import { type Language, wordsFor } from '@/content/languages';
import { blocksOf } from '@/lib/analysis/blocks';
import { costOfPart } from '@/lib/analysis/cost';
import type { NetworkModel } from '@/lib/graph/model';
import { type Part, walkParts } from '@/lib/graph/naming';
import { findVariant, networks } from '@/lib/networks';
import { networkReadingOf } from '@/lib/reading/reading';

/** A part of a network as the search finds it. */
export interface PartRecord {
  /** The explorer with the part selected. */
  readonly url: string;
  readonly title: string;
  readonly content: string;
}

/** Stages, and the blocks, units and layers that they are rows of; once each. */
function partsOf(model: NetworkModel): readonly Part[] {
  const stages = [...walkParts(model.root)].filter(({ kind }) => kind === 'stage');
  return [...new Set([...stages, ...blocksOf(model)])].filter(({ path }) => path !== null && path !== '');
}

/** The parts of every network in its default variant, with the names that people may know them by. */
export function partRecords(language: Language): readonly PartRecord[] {
  const words = wordsFor(language);
  const formats = formatsFor(language);
  return networks.flatMap((definition) => {
    const { model, shapes, costs } = networkReadingOf(definition, findVariant(definition, null));
    const context: LabelContext = {
      model,
      network: definition.id,
      title: definition.title,
      words: words.inspector,
      formats,
    };
    return partsOf(model).map((part) => {
      const path = part.path ?? '';
      const { parameters, macs } = costOfPart(model, costs, part);
      const shape = shapes.get(model.outputs.get(part.id) ?? '') ?? [];
      const names = [...new Set([path, part.referencePath, classNameIn(context, part)])].filter(Boolean).join(', ');
      return {
        url: explorerHref(language, definition.id, path, null).replace(/(?<!\/)(?=\?)/, '/'),
        title: words.search.part(titleOf(context, part), definition.title),
        content: words.search.partText(names, formats.shape(shape), formats.integer(parameters), formats.integer(macs)),
      };
    });
  });
}
