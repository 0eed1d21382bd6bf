import { formatsFor } from '@/components/ui/format';
import { KindLegend } from '@/components/ui/kind-legend';
import { Link } from '@/components/ui/link';
import { explorerHref } from '@/components/ui/links';
import { variantTitle } from '@/components/ui/variant-title';
import { type Language, wordsFor } from '@/content/languages';
import { convolutionDepth } from '@/lib/analysis/depth';
import { modelOf, networks } from '@/lib/networks';
import { readingOf } from '@/lib/reading/reading';
import styles from './family.module.css';
import { Funnel } from './funnel';

type FamilyProps = {
  language: Language;
  /** Of the names: one below the heading that the row stands under. */
  level: 2 | 3;
  /** Whether every variant has its link, or the network alone. */
  variants?: boolean;
};

/** Every network side by side on one scale, each with what it counts and the way to its explorer. */
export function Family({ language, level, variants = false }: FamilyProps) {
  const { explorer, variants: names } = wordsFor(language);
  const words = explorer.index;
  const formats = formatsFor(language);
  const Name = `h${level}` as const;
  return (
    <figure className={styles.family}>
      <ul className={styles.row}>
        {networks.map((definition) => {
          const { id, title, defaultSize, defaultVariant } = definition;
          const model = modelOf(id);
          const { total } = readingOf(model, defaultSize);
          const facts = [
            [words.parameters, formats.integer(total.parameters)],
            [words.macs, formats.integer(total.macs)],
            [words.depth, words.convolutions(formats.integer(convolutionDepth(model.graph)))],
            [words.input, `${defaultSize}×${defaultSize}`],
          ] as const;
          return (
            <li key={id} className={styles.network}>
              <Name className={styles.name}>
                <Link href={explorerHref(language, id)} className={styles.link}>
                  {title}
                </Link>
              </Name>
              <dl className={styles.facts}>
                {facts.map(([what, value]) => (
                  <div key={what} className={styles.fact}>
                    <dt>{what}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
              {variants ? (
                <ul className={styles.variants} aria-label={explorer.variants.label}>
                  {definition.variants.map((variant) => (
                    <li key={variant.id}>
                      <Link
                        href={explorerHref(language, id, undefined, variant.id === defaultVariant ? null : variant.id)}
                      >
                        {variantTitle(names, variant)}
                      </Link>
                    </li>
                  ))}
                </ul>
              ) : null}
              <Funnel network={id} />
            </li>
          );
        })}
      </ul>
      <figcaption className={styles.caption}>
        <p>{words.scale}</p>
        <KindLegend />
      </figcaption>
    </figure>
  );
}
