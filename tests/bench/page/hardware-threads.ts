/** tfjs takes at most half of the cores that it sees; a peer that is to use all of them must see twice as many. */
export function showCores(cores: number): void {
  Object.defineProperty(navigator, 'hardwareConcurrency', { value: cores, configurable: true });
}
