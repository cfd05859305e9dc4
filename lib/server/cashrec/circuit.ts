import "server-only";

/**
 * Spares an upstream that fails: an open circuit lets nothing pass for a while, and then one
 * request at a time, until one succeeds.
 */
export class Circuit {
  #openUntil: number | null = null;
  #isTrying = false;

  constructor(
    private readonly now: () => number,
    private readonly openMs: number,
  ) {}

  get isOpen(): boolean {
    return this.#openUntil !== null && (this.#isTrying || this.now() < this.#openUntil);
  }

  /** Is called before a request that `isOpen` does not forbid. */
  enter(): void {
    this.#isTrying = this.#openUntil !== null;
  }

  close(): void {
    this.#openUntil = null;
    this.#isTrying = false;
  }

  open(): void {
    this.#openUntil = this.now() + this.openMs;
    this.#isTrying = false;
  }
}
