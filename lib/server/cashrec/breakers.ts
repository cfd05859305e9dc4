import "server-only";

/**
 * Leaves alone what fails again and again: the centres of a request that fails many times in a row,
 * and Cashrec itself once requests of different centres do, and the one that succeeded last fails
 * too. So centres that can't be read keep no other from being read.
 */
import { addFailure, isEverywhere, isSuspected, NO_FAILURES } from "@/lib/domain/failure-streak";
import { Circuit } from "./circuit";
import { CashrecFailure, isCashrecFailure } from "./failure";
import type { Limits, Runtime } from "./limits";

/** The oldest of more failing requests than this are forgotten. */
const FAILING_MAX = 1_000;

type Failing = {
  circuit: Circuit;
  failures: number;
  /** Another request succeeded since. */
  isAlone: boolean;
};

export class Breakers {
  readonly #host: Circuit;
  #streak = NO_FAILURES;
  /** Requests that Cashrec asked to wait since one succeeded. */
  #waiting = NO_FAILURES;
  /** The requests that failed last, by their centres. */
  readonly #failing = new Map<string, Failing>();
  readonly #known = new Set<string>();
  /** The request that succeeded last; null as long as none has. */
  #lastGood: (() => Promise<unknown>) | null = null;
  #trying: Promise<boolean> | null = null;

  constructor(
    private readonly runtime: Pick<Runtime, "now">,
    private readonly limits: Pick<Limits, "failuresMax" | "openMs">,
  ) {
    this.#host = this.#newCircuit();
  }

  /** Whether Cashrec as a whole is left alone. */
  get isOpen(): boolean {
    return this.#host.isOpen;
  }

  /** How many requests, by their centres, are left alone. */
  get openGroups(): number {
    return [...this.#failing.values()].filter(({ circuit }) => circuit.isOpen).length;
  }

  /**
   * Whether a request to wait that came for these centres concerns all of them. A short pause does,
   * unless Cashrec has responded to others meanwhile. A long one does once it came for several.
   */
  asksAll(centreIds: readonly string[], isLong: boolean): boolean {
    this.#waiting = addFailure(this.#waiting, centreIds);
    if (isSuspected(this.#waiting, Infinity)) return true;
    return !isLong && this.#failing.get(keyOf(centreIds))?.isAlone !== true;
  }

  async run<T>(centreIds: readonly string[], once: () => Promise<T>): Promise<T> {
    for (const id of centreIds) this.#known.add(id);
    const key = keyOf(centreIds);
    const own = this.#failing.get(key)?.circuit;
    if (this.#host.isOpen) throw leftAlone(CASHREC, this.limits.openMs);
    if (own?.isOpen === true) throw leftAlone(CENTRES, null);
    this.#host.enter();
    own?.enter();
    try {
      const result = await once();
      this.#lastGood = once;
      this.#succeed(key);
      return result;
    } catch (error) {
      if (!isCashrecFailure(error)) {
        // An error of our own, of which Cashrec knows nothing.
        this.#host.leave();
        own?.leave();
      } else if (error.passing) await this.#fail(key, centreIds);
      // A refusal is a response too: Cashrec is there.
      else this.#succeed(key);
      throw error;
    }
  }

  #succeed(key: string): void {
    this.#streak = NO_FAILURES;
    this.#waiting = NO_FAILURES;
    this.#host.close();
    this.#failing.delete(key);
    for (const failing of this.#failing.values()) failing.isAlone = true;
  }

  async #fail(key: string, centreIds: readonly string[]): Promise<void> {
    const { failuresMax } = this.limits;
    const before = this.#failing.get(key) ?? { circuit: this.#newCircuit(), failures: 0 };
    const own = Object.assign(before, { failures: before.failures + 1, isAlone: false });
    if (own.failures >= failuresMax) own.circuit.open();
    this.#failing.delete(key);
    this.#failing.set(key, own);
    const [oldest] = this.#failing.keys();
    if (this.#failing.size > FAILING_MAX && oldest !== undefined) this.#failing.delete(oldest);
    this.#streak = addFailure(this.#streak, centreIds);
    if (this.#streak.failures >= failuresMax && (await this.#isDown())) this.#host.open();
    // The request that tried whether Cashrec is back may have failed for its centre alone.
    else this.#host.close();
  }

  async #isDown(): Promise<boolean> {
    const known = Math.max(1, this.#known.size);
    if (this.#lastGood === null) return isEverywhere(this.#streak, known);
    if (!isSuspected(this.#streak, known)) return false;
    this.#trying ??= this.#fails(this.#lastGood);
    return this.#trying;
  }

  async #fails(request: () => Promise<unknown>): Promise<boolean> {
    try {
      await request();
    } catch (error) {
      if (!isCashrecFailure(error)) return false;
      if (error.passing) return true;
    } finally {
      this.#trying = null;
    }
    this.#streak = NO_FAILURES;
    return false;
  }

  #newCircuit(): Circuit {
    return new Circuit(() => this.runtime.now(), this.limits.openMs);
  }
}

function keyOf(centreIds: readonly string[]): string {
  return [...centreIds].sort().join("\n");
}

const CASHREC = "Cashrec failed several times in a row and is left alone for a moment.";
const CENTRES =
  "Cashrec failed several times in a row for these centres, which are left alone for a moment.";

/** A sync waits for a pause that has a length, and continues with others when it has none. */
function leftAlone(message: string, pauseMs: number | null): CashrecFailure {
  return new CashrecFailure("UPSTREAM_UNAVAILABLE", message, false, pauseMs);
}
