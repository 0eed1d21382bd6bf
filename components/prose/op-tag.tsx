import { opName } from '@/components/code/op-name';
import { explorerHref } from '@/components/ui/links';
import type { ProseContent } from '@/content/prose';
import { opKind } from '@/lib/diagram/op-kind';
import { parseAddress } from '@/lib/graph/address';
import type { Part } from '@/lib/graph/naming';
import { ArticleLink } from './article-link';
import styles from './op-tag.module.css';
import type { Subject } from './subject';

type OpTagProps = {
  content: ProseContent;
  subject: Subject;
  part: Part;
  /** Whether its path follows, as a link to its place in the explorer. */
  path?: boolean;
};

/** An op in words, with the colour of its kind. */
export function OpTag({ content, subject, part, path = true }: OpTagProps) {
  const { model, imagined, address } = subject;
  const node = model.nodes.get(model.outputs.get(part.id) ?? '');
  const kind = node ? opKind(node, model.nodes) : null;
  const name = opName(content, model, part);
  const { network, variant } = imagined ? { network: '', variant: null } : parseAddress(address);
  return (
    <span>
      <span className={styles.kind} data-kind={kind ?? undefined} aria-hidden="true" />
      {name}
      {!path || imagined || part.path === null ? null : (
        <>
          {' '}
          <ArticleLink className={styles.path} href={explorerHref(content.language, network, part.path, variant)}>
            {part.path}
          </ArticleLink>
        </>
      )}
    </span>
  );
}
