import "server-only";

/**
 * Spares an upstream that fails: an open circuit lets nothing pass for a while, and then one
 * request at a time, until one succeeds.
 */
import { isWithin } from "./is-within";

export class Circuit {
  #openedAt: number | null = null;
  #isTrying = false;

  constructor(
    private readonly now: () => number,
    private readonly openMs: number,
  ) {}

  get isOpen(): boolean {
    if (this.#openedAt === null) return false;
    return this.#isTrying || isWithin(this.now(), this.#openedAt, this.openMs);
  }

  /** Is called before a request that `isOpen` does not forbid. */
  enter(): void {
    this.#isTrying = this.#openedAt !== null;
  }

  /** The request shows nothing about the upstream, so that the next one tries. */
  leave(): void {
    this.#isTrying = false;
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
