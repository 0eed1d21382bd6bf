import type { Model } from '../graph/model';
import type { Part } from '../graph/naming';
import { codeText } from './code';
import { csvOf } from './csv';
import { exportError } from './errors';
import { formatJson } from './json';
import { type PytorchOptions, pytorchCode, pytorchFile } from './pytorch';

/** Everything that a format may want to know besides the network; each names what it reads. */
export interface ExportOptions {
  /** As in addresses. */
  readonly network: string;
  readonly variant: string;
  /** What code calls the classes. */
  readonly classNames: PytorchOptions;
  /** One line on where the file comes from, for formats with comments. */
  readonly comment: string;
  /** Of the input picture in pixels, for formats with shapes. */
  readonly size: { readonly height: number; readonly width: number };
}

/** In the order in which they are offered. */
export const formatNames = ['pytorch', 'json', 'csv'] as const;
export type FormatName = (typeof formatNames)[number];

export interface ExportFormat {
  /** For downloads. */
  readonly mediaType: string;
  /** Of the file, without the dot. */
  readonly ending: string;
  /** The options that it reads. */
  readonly options: readonly (keyof ExportOptions)[];
  /**
   * The text of the file.
   * @param part null for all of a graph, also of one without parts.
   * @throws `export/…`, `shape/…`.
   */
  write(model: Model, part: Part | null, options: ExportOptions): string;
}

/** @throws `export/no-expression` where there is no part. */
function needed(part: Part | null): Part {
  if (part === null) throw exportError('export/no-expression', { path: null });
  return part;
}

/** The expression itself, which is plain data: everything else is a reading of it. */
function expressionText(model: Model, part: Part, { network, variant }: ExportOptions): string {
  const path = part.path ?? part.id;
  const expression = part.kind === 'network' ? model.network : part.expression;
  if (expression === null) throw exportError('export/no-expression', { path });
  return formatJson({ network, variant, path, expression });
}

/** Every format in which a network, or a part of it, is written as a text. */
export const formats: Readonly<Record<FormatName, ExportFormat>> = {
  pytorch: {
    mediaType: 'text/x-python',
    ending: 'py',
    options: ['classNames', 'comment'],
    write: (model, part, { classNames, comment }) =>
      `# ${comment}\n${codeText(pytorchFile(pytorchCode(model, needed(part), classNames)))}`,
  },
  json: {
    mediaType: 'application/json',
    ending: 'json',
    options: ['network', 'variant'],
    write: (model, part, options) => expressionText(model, needed(part), options),
  },
  csv: {
    mediaType: 'text/csv',
    ending: 'csv',
    options: ['size'],
    write: (model, part, { size }) => csvOf(model, part, size.height, size.width),
  },
};
