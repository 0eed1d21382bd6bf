import { Family } from '@/components/home/family';
import { TrainedRow } from '@/components/home/trained-row';
import { CardLink } from '@/components/ui/card-link';
import { explorerHref, learnHref, networksHref } from '@/components/ui/links';
import { TourLink } from '@/components/ui/tour-link';
import { type Language, wordsFor } from '@/content/languages';
import { ArticleList } from './article-list';
import styles from './home.module.css';

/** The start page: what this is, the three ways in, trained maps, the networks, the articles. */
export function Home({ language }: { language: Language }) {
  const { shell } = wordsFor(language);
  const targets = [
    learnHref(language, 'overview'),
    networksHref(language),
    explorerHref(language, 'inception-v4', 'features.6'),
  ];
  return (
    <div className={styles.page}>
      <section className={styles.hero}>
        <div>
          <h1 className={styles.title}>{shell.home.title}</h1>
          <p className={styles.lead}>{shell.home.lead}</p>
          <p className={styles.tour}>
            <TourLink network={null} className={styles.tourLink} />
            <span>{shell.tour.says}</span>
          </p>
        </div>
        <div className={styles.verbs}>
          {shell.home.verbs.map((verb, i) => (
            <CardLink
              key={verb.verb}
              href={targets[i] ?? explorerHref(language)}
              title={verb.verb}
              text={verb.text}
              go={verb.go}
            />
          ))}
        </div>
      </section>
      <section className={styles.trained}>
        <h2 className={styles.heading}>{shell.home.trained.title}</h2>
        <p className={styles.introduction}>{shell.home.trained.lead}</p>
        <TrainedRow language={language} />
      </section>
      <section className={styles.family}>
        <h2 className={styles.heading}>{shell.home.family}</h2>
        <Family language={language} level={3} />
      </section>
      <section className={styles.articles}>
        <h2 className={styles.heading}>{shell.home.articles}</h2>
        <ArticleList language={language} level={3} />
      </section>
    </div>
  );
}
