import { headingsOf } from '@/app/[lang]/learn/[slug]/headings';
import { tagsOf } from './article-source';

/** What two languages of one article must share: the anchors, and the components with all that is not said in words. */
interface Skeleton {
  readonly anchors: readonly string[];
  readonly components: readonly string[];
}

/** Attributes that hold sentences. */
const SAID = ['says', 'label', 'title', 'name'];

function skeletonOf(source: string): Skeleton {
  const components = tagsOf(source).map(({ name, attributes }) => {
    const kept = Object.entries(attributes).filter(([key]) => !SAID.includes(key));
    return [name, ...kept.map(([key, value]) => `${key}=${value}`).sort()].join(' ');
  });
  // A sentence may put its numbers and citations in another order.
  return { anchors: headingsOf(source).map(({ id }) => id), components: components.sort() };
}

/** What one list has more often than the other. */
function missingIn(there: readonly string[], here: readonly string[]): readonly string[] {
  const left = [...here];
  return there.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Everything in which two languages of an article differ but in words; empty where they agree. */
export function differencesBetween(original: string, translated: string): readonly string[] {
  const [a, b] = [skeletonOf(original), skeletonOf(translated)];
  return [
    ...(a.anchors.join(' ') === b.anchors.join(' ')
      ? []
      : [`anchors: ${a.anchors.join(' ')} | ${b.anchors.join(' ')}`]),
    ...missingIn(a.components, b.components).map((each) => `missing: ${each}`),
    ...missingIn(b.components, a.components).map((each) => `not in the original: ${each}`),
  ];
}
