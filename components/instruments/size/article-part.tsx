import type { MDXComponents } from 'mdx/types';
// With the page: a sheet that came with the script would hold up the painting of what stands in the HTML.
import '@/components/ui/slider.module.css';
import { networkName } from '@/components/code/op-name';
import { bind } from '@/components/prose/bind';
import { ArticleFault } from '@/components/prose/fault';
import { subjectOf } from '@/components/prose/subject';
import type { ProseContent } from '@/content/prose';
import { resolveAddress } from '@/lib/networks';
import * as live from './live-part';

/** A network at any size of picture. */
export function SizeSlider({ content, of }: { content: ProseContent; of: string }) {
  const tag = `<SizeSlider of="${of}">`;
  const subject = subjectOf(tag, of);
  if (subject.part.kind !== 'network' || subject.imagined) throw new ArticleFault(tag, 'name a whole network');
  const { definition, variant } = resolveAddress(of);
  return (
    <live.SizeSlider
      network={definition.id}
      variant={variant.id}
      size={definition.defaultSize}
      title={content.words.instruments.size.title(networkName(content, subject))}
    />
  );
}

/** What articles call it by. */
export const size = (content: ProseContent): MDXComponents => ({ SizeSlider: bind(SizeSlider, content) });
