import "server-only";

/**
 * Limits how often Cashrec is asked for a token, because accounts are locked and networks blocked
 * after many sign-ins: none for a while after a refusal, and only so many within a minute.
 */
import { type CashrecFailure, postponed } from "./failure";
import { isWithin } from "./is-within";
import type { Limits, Runtime } from "./limits";

const MINUTE_MS = 60_000;

export class GrantBrake {
  #refusal: CashrecFailure | null = null;
  #refusedAt = 0;
  /** These are the times of the requests within the last minute. */
  #asked: number[] = [];

  constructor(
    private readonly runtime: Pick<Runtime, "now">,
    private readonly limits: Pick<Limits, "refusedSignInMs" | "grantsPerMinuteMax">,
  ) {}

  /** Is called before each request for a token, and throws when there must be none now. */
  pass(): void {
    const now = this.runtime.now();
    if (this.#refusal !== null && this.#isRefused(now)) throw this.#refusal;
    this.#asked = this.#asked.filter((time) => isWithin(now, time, MINUTE_MS));
    const [first = now] = this.#asked;
    if (this.#asked.length >= this.limits.grantsPerMinuteMax) {
      throw postponed(
        "Cashrec was asked for too many tokens within a minute",
        first + MINUTE_MS - now,
        now,
      );
    }
    this.#asked.push(now);
  }

  /** Until some time has passed, every request for a token fails with this refusal. */
  refuse(refusal: CashrecFailure): void {
    const now = this.runtime.now();
    // The refusal that `pass` repeats is not a new one.
    if (refusal === this.#refusal && this.#isRefused(now)) return;
    this.#refusal = refusal;
    this.#refusedAt = now;
  }

  #isRefused(now: number): boolean {
    return isWithin(now, this.#refusedAt, this.limits.refusedSignInMs);
  }
}
