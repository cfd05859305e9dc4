import "server-only";

/**
 * Spares an upstream that fails: an open circuit lets nothing pass for a while, and then one
 * request at a time, until one succeeds. A clock that is set back ends the wait, which would last
 * until the clock is where it was.
 */
export class Circuit {
  #openedAt: number | null = null;
  #isTrying = false;

  constructor(
    private readonly now: () => number,
    private readonly openMs: number,
  ) {}

  get isOpen(): boolean {
    if (this.#openedAt === null) return false;
    const openMs = this.now() - this.#openedAt;
    return this.#isTrying || (openMs >= 0 && openMs < this.openMs);
  }

  /** Is called before a request that `isOpen` does not forbid. */
  enter(): void {
    this.#isTrying = this.#openedAt !== null;
  }

  close(): void {
    this.#openedAt = null;
    this.#isTrying = false;
  }

  open(): void {
    this.#openedAt = this.now();
    this.#isTrying = false;
  }
}
