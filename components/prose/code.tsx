import { Children, isValidElement, type ReactNode } from 'react';
import { CodeListing } from '@/components/code/code-listing';
import { listingOf } from '@/components/code/listing';
import type { ListingLine } from '@/components/code/listing-line';
import { networkName, partName } from '@/components/code/op-name';
import { explorerHref } from '@/components/ui/links';
import type { ProseContent } from '@/content/prose';
import { AtlasError } from '@/lib/error';
import { resolvePath } from '@/lib/graph/address';
import { resolveAddress } from '@/lib/networks';
import type { InputSize } from '@/lib/reading/size';
import { ArticleLink } from './article-link';
import styles from './code.module.css';
import { ArticleFault, nearest } from './fault';
import { type Subject, subjectOf } from './subject';

type NoteProps = {
  /** The path of the line's part inside the listing's own, `branch1.0`, or a tensor of it, `@concat`; empty for the first line. */
  line: string;
  /** The line that computes instead of the line that builds. */
  forward?: boolean;
  children: ReactNode;
};

/** What stands beside a line of code; inside `<Code>` only. */
export function Note(_: NoteProps): ReactNode {
  throw new ArticleFault('<Note>', 'it stands inside <Code>');
}

/** The place of the line that a note means. */
function lineOf(subject: Subject, lines: readonly ListingLine[], { line, forward = false }: NoteProps): number {
  const tag = `<Note line="${line}">`;
  const own = subject.part.path ?? '';
  const [path = '', tensor] = line.split('@');
  // Entries of a stage keep their own names, so a path may also be whole.
  const wanted = [[own, path].filter((each) => each !== '').join('.'), path].flatMap((inside) => {
    try {
      const { part } = resolvePath(subject.model, '', inside);
      return [`${part.path ?? part.id}${tensor === undefined ? '' : `@${tensor}`}`];
    } catch (error) {
      if (error instanceof AtlasError) return [];
      throw error;
    }
  })[0];
  const alike = lines.flatMap(({ at }, i) => (at === wanted ? [i] : []));
  const found = forward ? alike.at(-1) : alike[0];
  if (found !== undefined) return found;
  const short = (at: string): string => (at.startsWith(`${own}.`) ? at.slice(own.length + 1) : at.slice(own.length));
  const known = [...new Set(lines.flatMap(({ at }) => (at === null ? [] : [short(at)])))];
  throw new ArticleFault(tag, `the listing has no such line; near it: ${nearest(line, known).join(', ')}`);
}

type CodeProps = {
  content: ProseContent;
  /** A block, a unit, a stage or a network. */
  of: string;
  /** Side of the square picture in pixels, for the shapes; the network's own where left out. */
  size?: InputSize;
  /** The notes beside the lines, in any order. */
  children?: ReactNode;
};

/** The PyTorch code of a part, generated from its expression: every line bound to its op, with notes beside the lines. */
export function Code({ content, of, size, children }: CodeProps) {
  const tag = `<Code of="${of}">`;
  const subject = subjectOf(tag, of, size);
  if (subject.imagined)
    throw new ArticleFault(tag, 'an alternative has no place in a drawing; name a part of a network');
  const { definition, variant } = resolveAddress(of);
  const lines = listingOf(content, { ...subject, network: definition.id });
  const notes = Children.toArray(children)
    .flatMap((child) => {
      if (isValidElement<NoteProps>(child) && child.type === Note) return [child.props];
      if (typeof child === 'string' && child.trim() === '') return [];
      throw new ArticleFault(tag, 'only <Note> may stand inside');
    })
    .map((note) => ({ line: lineOf(subject, lines, note), content: note.children }))
    .sort((a, b) => a.line - b.line);
  notes.forEach(({ line }, i) => {
    if (line === notes[i - 1]?.line) throw new ArticleFault(tag, 'two notes are about one line; make them one');
  });
  const { code, picture } = content.words;
  const name = partName(content, subject);
  const whole = subject.part.kind === 'network' ? name : picture.ofNetwork(name, networkName(content, subject));
  return (
    <figure className={styles.code} data-code={of}>
      <CodeListing network={definition.id} variant={variant.id} lines={lines} notes={notes} label={code.label(whole)} />
      <figcaption className={styles.caption}>
        {code.caption(whole)}{' '}
        <ArticleLink
          href={explorerHref(
            content.language,
            definition.id,
            subject.part.path ?? '',
            subject.address.includes(':') ? variant.id : null,
          )}
        >
          {code.open}
        </ArticleLink>
      </figcaption>
    </figure>
  );
}
