export { Diagram } from './diagram';
export { NetworkDiagram } from './network-diagram';
export { NetworkStrip } from './network-strip';
