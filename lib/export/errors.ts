import { errorFactory } from '../error';

/** What cannot be written as code of another library. */
export type ExportErrors = {
  /**
   * Why: the part's weights have a key that no module of the library would give them, or another than their position in a
   * row of modules; padding is not the same on both sides; there is no such module.
   */
  'export/no-module': { path: string; why: 'name' | 'position' | 'padding' | 'kind'; library: string };
  /**
   * A stage that spans entries, or the 1×1 of a residual: no expression of its own. No path: a graph that came from
   * outside has none at all.
   */
  'export/no-expression': { path: string | null };
};

export const exportError = errorFactory<ExportErrors>();
