import { drawingErrors } from './errors';
import { exportErrors } from './export';
import { ownClassErrors } from './own-classes';
import { pictureErrors } from './picture';
import { runtimeErrors } from './session';
import { weightErrors } from './weights';

/** Every error in English that a page can show, by code. Other catalogs join here, each typed by its own `ErrorWords`. */
export const errors = {
  ...drawingErrors,
  ...pictureErrors,
  ...weightErrors,
  ...runtimeErrors,
  ...exportErrors,
  ...ownClassErrors,
};
