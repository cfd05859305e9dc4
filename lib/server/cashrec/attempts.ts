import "server-only";

/**
 * Retries failures that may pass. Pauses grow and are randomised (full jitter), a `Retry-After` is
 * honoured, all attempts share one deadline, and circuit breakers spare what fails again and again.
 */
import { Breakers } from "./breakers";
import { type CashrecFailure, formatMinute, isCashrecFailure, unavailable } from "./failure";
import type { Limits, Runtime } from "./limits";

export class Attempts {
  readonly #breakers: Breakers;

  constructor(
    private readonly runtime: Runtime,
    private readonly limits: Limits,
  ) {
    this.#breakers = new Breakers(runtime, limits);
  }

  get isOpen(): boolean {
    return this.#breakers.isOpen;
  }

  get openGroups(): number {
    return this.#breakers.openGroups;
  }

  /** Whether a request to wait that came for these centres concerns all of them. */
  asksAll(centreIds: readonly string[], retryAfterMs: number | null): boolean {
    const isLong = retryAfterMs !== null && retryAfterMs > this.limits.retryAfterMsMax;
    return this.#breakers.asksAll(centreIds, isLong);
  }

  /** `once` throws a CashrecFailure that may pass when another attempt makes sense. */
  async run<T>(centreIds: readonly string[], once: () => Promise<T>): Promise<T> {
    const deadline = this.runtime.now() + this.limits.totalMsMax;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#breakers.run(centreIds, once);
      } catch (error) {
        const pause = this.#pauseAfter(error, attempt);
        if (pause === null || this.runtime.now() + pause >= deadline) throw error;
        await this.runtime.sleep(pause);
      }
    }
  }

  /** Null means that there must be no other attempt. */
  #pauseAfter(error: unknown, attempt: number): number | null {
    if (!isCashrecFailure(error) || !error.passing) return null;
    if (attempt >= this.limits.attemptsMax) return null;
    const { pauseMs, pauseMsMax, retryAfterMsMax } = this.limits;
    const pause = this.runtime.random() * Math.min(pauseMsMax, pauseMs * 2 ** (attempt - 1));
    if (error.retryAfterMs === null) return pause;
    return error.retryAfterMs > retryAfterMsMax ? null : error.retryAfterMs + pause;
  }
}

type NotNow = {
  status: number;
  retryAfterMs: number | null;
  now: number;
  isOfCentres?: boolean;
};

/** The upstream uses these statuses for "not now". A requested pause is part of the message. */
export function notNow(
  whom: string,
  { status, retryAfterMs, now, isOfCentres = false }: NotNow,
): CashrecFailure {
  const what = status === 429 ? "asks for fewer requests (429)" : `did not answer (${status})`;
  const until =
    retryAfterMs === null ? "" : `, and asks for none before ${formatMinute(now + retryAfterMs)}`;
  return unavailable(`${whom} ${what}${until}.`, retryAfterMs, isOfCentres);
}

export function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}
