export { EmbeddedLab, EmbeddedLab as default } from './embedded-lab';
export { Lab, type LabProps } from './lab';
