import { ErrorNotice } from '@/components/ui/notice';
import type { EveryPageWords } from '@/content/words-type';
import type { AtlasError } from '@/lib/error';
import { explain } from '@/lib/explanation';

/** What stands in the place of a drawing that cannot be. */
export function DrawingError({ error, words }: { error: AtlasError; words: EveryPageWords['errors'] }) {
  const text = explain(words, error);
  if (!text) throw error;
  return <ErrorNotice text={text} />;
}
