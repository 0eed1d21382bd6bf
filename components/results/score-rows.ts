import {
  type Ensemble,
  ensembleDecimals,
  ensembles,
  type Rates,
  type Result,
  results,
  systems,
  type TrialId,
} from '@/content/results';
import type { Words } from '@/content/words-type';
import type { Score, ScoreRow } from './score-table';

type ResultWords = Words['results'];

const plain = (rates: Rates): Score => ({ top1: rates.top1, top5: rates.top5, remarks: [], doubtful: false });

function scoreOf({ tables }: ResultWords, result: Result): Score {
  const remarks = [
    ...(result.manner === null ? [] : [tables.manners[result.manner]]),
    ...(result.doubt === null ? [] : [tables.doubt]),
  ];
  return {
    top1: result.top1,
    top5: result.top5,
    remarks,
    doubtful: result.doubt !== null,
  };
}

/** A table of networks by trials: a row for each network that was in any of them, in the paper's order. */
export function systemRows(words: ResultWords, trials: readonly TrialId[]): readonly ScoreRow[] {
  return Object.entries(systems).flatMap(([id, { title }]) => {
    const scores = trials.map((trial) => {
      const found = results.find((result) => result.system === id && result.trial === trial);
      return found ? scoreOf(words, found) : null;
    });
    return scores.some((score) => score !== null) ? [{ id, name: title, below: null, scores }] : [];
  });
}

/** A table of sets of weights, the best first: a row for each. */
export function weightRows(words: ResultWords, trial: TrialId): readonly ScoreRow[] {
  return results
    .filter((result) => result.trial === trial)
    .toSorted((a, b) => (b.top1 ?? 0) - (a.top1 ?? 0))
    .map((result) => ({
      id: `${result.system} ${result.weights}`,
      name: systems[result.system].title,
      below: result.weights,
      scores: [scoreOf(words, result)],
    }));
}

/** What an ensemble is made of: `1 × Inception-v4 + 3 × Inception-ResNet-v2`. */
const membersText = ({ tables }: ResultWords, { members }: Ensemble): string =>
  members
    .map(({ system, count }) => tables.ensembles.member(`${count}`, systems[system].title))
    .join(tables.ensembles.more);

/** The table of ensembles: on the validation set, and on the test set where one was sent there. */
export function ensembleRows(words: ResultWords): readonly ScoreRow[] {
  return ensembles.map((ensemble) => ({
    id: ensemble.id,
    name: membersText(words, ensemble),
    below: null,
    scores: [plain(ensemble.validation), ensemble.test && plain(ensemble.test)],
  }));
}

/** The columns of the table of ensembles, in the order of its scores. */
export const ENSEMBLE_GROUPS = [
  { id: 'validation', decimals: ensembleDecimals.validation },
  { id: 'test', decimals: ensembleDecimals.test },
] as const;
