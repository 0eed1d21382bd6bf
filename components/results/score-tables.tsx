import { Cite } from '@/components/prose/cite';
import { formatsFor } from '@/components/ui/format';
import { CountCell, CountHead, ScrollTable } from '@/components/ui/scroll-table';
import { wordsFor } from '@/content/languages';
import type { ProseContent } from '@/content/prose';
import { ensembleCite, faceCite, faceModels, type TrialId, trials } from '@/content/results';
import { rateText } from './rate';
import { RateSwitch } from './rate-switch';
import styles from './results.module.css';
import { SaidText } from './said';
import { ENSEMBLE_GROUPS, ensembleRows, systemRows, weightRows } from './score-rows';
import { type ScoreGroup, ScoreTable } from './score-table';

const CROPS = ['single-crop', '12-crops', '144-crops'] as const satisfies TrialId[];
const RELEASED = ['slim', 'cadene', 'torchvision'] as const satisfies TrialId[];

/** LFW's accuracies come as shares with four digits. */
const LFW_DECIMALS = 4;

/** All published rates, table by table, each with its source. */
export function ScoreTables({ content }: { content: ProseContent }) {
  const { language } = content;
  const words = wordsFor(language).results;
  const { tables } = words;
  const { integer } = formatsFor(language);
  const group = (trial: TrialId): ScoreGroup => ({
    id: trial,
    title: words.trials[trial].column,
    measure: trials[trial].measure,
    decimals: trials[trial].decimals,
    source: <Cite content={content} id={trials[trial].cite} />,
  });
  return (
    <>
      <p className={styles.lead}>{tables.lead}</p>
      <div className={styles.choices}>
        <RateSwitch />
      </div>
      <ScoreTable
        caption={tables.crops.caption}
        label={tables.crops.scroll}
        rowHead={tables.system}
        groups={CROPS.map(group)}
        rows={systemRows(words, CROPS)}
      />
      <ul className={styles.notes}>
        {Object.entries(tables.notes).map(([id, note]) => (
          <li key={id}>
            <SaidText content={content} text={[note]} numbers={undefined} />
          </li>
        ))}
      </ul>
      <div className={styles.compact}>
        <ScoreTable
          caption={tables.ensembles.caption}
          label={tables.ensembles.scroll}
          rowHead={tables.system}
          groups={ENSEMBLE_GROUPS.map(({ id, decimals }) => ({
            id,
            title: tables.ensembles[id],
            measure: 'error',
            decimals,
            source: <Cite content={content} id={ensembleCite} />,
          }))}
          rows={ensembleRows(words)}
        />
        <ScoreTable
          caption={tables.released.caption}
          label={tables.released.scroll}
          rowHead={tables.system}
          groups={RELEASED.map(group)}
          rows={systemRows(words, RELEASED)}
        />
        <ScoreTable
          caption={tables.timm.caption}
          label={tables.timm.scroll}
          rowHead={tables.system}
          groups={[group('timm')]}
          rows={weightRows(words, 'timm')}
        />
      </div>
      <h3>{tables.faces.title}</h3>
      <p className={styles.lead}>
        {tables.faces.lead} <Cite content={content} id={faceCite} />
      </p>
      <div className={styles.compact}>
        <ScrollTable label={tables.faces.scroll}>
          <caption>{tables.faces.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{tables.faces.file}</th>
              <th scope="col">{tables.faces.trainedOn}</th>
              <CountHead>{tables.faces.people}</CountHead>
              <CountHead>{tables.faces.lfw}</CountHead>
              <CountHead>{tables.faces.size}</CountHead>
            </tr>
          </thead>
          <tbody>
            {faceModels.map((face) => (
              <tr key={face.file}>
                <th scope="row">
                  <code>{face.file}</code>
                </th>
                <td>{face.trainedOn}</td>
                <CountCell count={integer(face.people)} />
                <CountCell count={rateText(language, face.lfw, LFW_DECIMALS)} />
                <CountCell count={tables.faces.megabytes(integer(face.megabytes))} />
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </div>
    </>
  );
}
