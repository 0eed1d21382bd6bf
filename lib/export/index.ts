/* Networks and values in the formats of others. */

export { type CodeLine, codeText } from './code';
export { csvOf } from './csv';
export type { ExportErrors } from './errors';
export { type ExportFormat, type ExportOptions, type FormatName, formatNames, formats } from './formats';
export { readNpy, writeNpy } from './npy';
export { type OnnxRequest, onnxModel } from './onnx/onnx';
export { type PytorchCode, type PytorchOptions, pytorchCode, pytorchFile } from './pytorch';
