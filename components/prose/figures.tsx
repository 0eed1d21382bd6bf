import { Diagram as LiveDiagram } from '@/components/diagram';
import { explorerHref } from '@/components/ui/links';
import type { ProseContent } from '@/content/prose';
import { parseAddress } from '@/lib/graph/address';
import { ArticleLink } from './article-link';
import styles from './lab.module.css';
import { LabFigure } from './lab-figure';
import { partName } from './op-name';
import { subjectOf } from './subject';

type FigureProps = { content: ProseContent; address: string; caption: string };

function Caption({ content, address, caption }: FigureProps) {
  const { network, path } = parseAddress(address);
  return (
    <figcaption className={styles.caption}>
      {caption}{' '}
      <ArticleLink href={explorerHref(content.language, network, path === '' ? undefined : path)}>
        {content.words.picture.open}
      </ArticleLink>
    </figcaption>
  );
}

/** A part of a network, drawn from its expression, as a figure with a caption. */
export function Diagram({ content, of }: { content: ProseContent; of: string }) {
  const subject = subjectOf(`<Diagram of="${of}">`, of);
  return (
    <figure>
      <LiveDiagram of={of} />
      <Caption content={content} address={of} caption={content.words.picture.diagram(partName(content, subject))} />
    </figure>
  );
}

/** The lab, fixed on one part, as a figure with a caption. */
export function Lab({ content, at }: { content: ProseContent; at: string }) {
  const subject = subjectOf(`<Lab at="${at}">`, at);
  return (
    <figure>
      <LabFigure at={at} />
      <Caption content={content} address={at} caption={content.words.picture.lab(partName(content, subject))} />
    </figure>
  );
}
