/**
 * What native readers read in a minute, on average: English words and Chinese characters. Trauzettel-Klosinski and
 * Dietz, "Standardized assessment of reading performance: the new International Reading Speed Texts IReST",
 * Investigative Ophthalmology & Visual Science 53(9), 2012.
 */
const WORDS_PER_MINUTE = 228;
const CHARACTERS_PER_MINUTE = 255;

/**
 * Minutes that the prose of an MDX text takes, at least one; drawings, code, sums and exercises take what they take. A
 * Chinese text is counted by characters, and the foreign words in it as words.
 */
export function readingMinutes(source: string): number {
  const prose = source
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/^(?:import|export) .*$/gm, '')
    .replace(/\{\/\*[\s\S]*?\*\/\}/g, '')
    // A number that a component writes is read like a word.
    .replace(/<Num\b[^>]*>/g, ' 0 ')
    .replace(/<\/?[A-Za-z][^>]*>/g, ' ')
    .replace(/\]\([^)]*\)/g, ' ');
  const characters = prose.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = prose.replace(/\p{Script=Han}/gu, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}’'×.-]*/gu)?.length ?? 0;
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE));
}
