// The words of every instrument, by its folder in components/instruments.
export { branch } from './branch';
export { exercise } from './exercise';
export { factor } from './factor';
export { padding } from './padding';
export { size } from './size';
