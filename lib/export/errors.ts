import { errorFactory } from '../error';

/** What cannot be written as code of another library. */
export type ExportErrors = {
  /** Why: the part's weights have a key that no module of the library would give them; padding is not the same on both sides; there is no such module. */
  'export/no-module': { path: string; why: 'name' | 'padding' | 'kind'; library: string };
};

export const exportError = errorFactory<ExportErrors>();
