import { errorFactory } from '@/lib/error';

/** Every error of `atlas export` itself. */
export type ExportCommandErrors = {
  'export/cannot-write': { file: string; reason: string };
  /** An address of one tensor, channel or place; code makes whole parts. */
  'export/only-a-part': { text: string; part: string };
};

export const exportCommandError = errorFactory<ExportCommandErrors>();
