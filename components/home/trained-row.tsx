import type { Route } from 'next';
import { formatsFor } from '@/components/ui/format';
import { Link } from '@/components/ui/link';
import { explorerHref } from '@/components/ui/links';
import { siteFile } from '@/components/ui/site-file';
import { type Language, wordsFor } from '@/content/languages';
import { findNetwork } from '@/lib/networks';
import { packagedInceptionV3 } from '@/lib/weights/catalogue';
import { trainedMaps } from './trained-maps';
import styles from './trained-row.module.css';

/** What trained weights make of a photograph, from the first layer on; each place is the way to its lab. */
export function TrainedRow({ language }: { language: Language }) {
  const { shell, lab } = wordsFor(language);
  const words = shell.home.trained;
  const formats = formatsFor(language);
  const { network, variant, picture, sheets, sample } = trainedMaps;
  const { name, roundedTo, lastBlock } = packagedInceptionV3;
  const title = findNetwork(network).title;
  const perSheet = sheets[0]?.channels.length ?? 0;
  return (
    <figure className={styles.figure}>
      <ol className={styles.row}>
        <li className={styles.place}>
          {/* biome-ignore lint/performance/noImgElement: the export has no image server, and the size is given. */}
          <img
            className={styles.sheet}
            src={siteFile(picture.path)}
            width={picture.side}
            height={picture.side}
            alt={words.pictureAlt(lab.picture.sampleNames[sample])}
            loading="lazy"
            decoding="async"
          />
          <span className={styles.name}>{words.picture}</span>
          <span className={styles.shape}>{formats.shape([picture.size, picture.size, 3])}</span>
        </li>
        {sheets.map(({ at, shape, channels, path, side }) => (
          <li key={at} className={styles.place}>
            {/* biome-ignore lint/performance/noImgElement: the export has no image server, and the size is given. */}
            <img
              className={styles.sheet}
              src={siteFile(path)}
              width={side}
              height={side}
              alt={words.sheetAlt(at, channels.map(formats.integer))}
              loading="lazy"
              decoding="async"
            />
            <Link href={`${explorerHref(language, network, at, variant)}#lab` as Route} className={styles.name}>
              {at}
            </Link>
            <span className={styles.shape}>{formats.shape(shape)}</span>
          </li>
        ))}
      </ol>
      <figcaption className={styles.caption}>
        {words.caption({
          title,
          perSheet: formats.integer(perSheet),
          source: name,
          bits: formats.integer(roundedTo ?? 0),
          lastBlock: lastBlock ?? '',
        })}
      </figcaption>
    </figure>
  );
}
