import type { Words } from '../../words-type';
import { drawingErrors } from './errors';
import { exportErrors } from './export';
import { ownClassErrors } from './own-classes';
import { pictureErrors } from './picture';
import { runtimeErrors } from './session';
import { weightErrors } from './weights';

/** Every error that a page can show, by code. */
export const errors: Words['errors'] = {
  ...drawingErrors,
  ...pictureErrors,
  ...weightErrors,
  ...runtimeErrors,
  ...exportErrors,
  ...ownClassErrors,
};
