/** Counts the bytes of buffers while they are in use, and the most there were at one time. */
export class HeldBytes {
  #now = 0;
  #most = 0;

  get now(): number {
    return this.#now;
  }

  get most(): number {
    return this.#most;
  }

  /** @returns the call that lets them go; further calls do nothing. */
  hold(bytes: number): () => void {
    this.#now += bytes;
    this.#most = Math.max(this.#most, this.#now);
    let held = true;
    return () => {
      if (held) this.#now -= bytes;
      held = false;
    };
  }
}
