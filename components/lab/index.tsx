export { EmbeddedLab } from './embedded-lab';
