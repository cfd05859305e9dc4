/**
 * Tracks the position of the reader in Cashrec's JSON, so that a value that does not fit can be
 * named by its path, and a probe can report which fields were found where.
 */
import type { FieldName } from "./field-map";

const MARK: unique symbol = Symbol.for("counterfoil.drift");

/** The response does not have a shape that the map knows. */
export class Drift extends Error {
  override readonly name = "Drift";
  readonly [MARK] = true;

  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(`${path}: ${reason}`);
  }
}

export function isDrift(error: unknown): error is Drift {
  return typeof error === "object" && error !== null && MARK in error;
}

/** A key that is data is marked, because elements share their path whatever it is. */
export type Step = string | number | { data: string };

export type Found = { field: FieldName; path: string; value: unknown };

export class Cursor {
  readonly #steps: Step[] = [];
  #records = 0;

  constructor(
    readonly onFound: ((found: Found) => void) | null,
    readonly onSkipped: ((path: string) => void) | null = null,
    readonly recordsMax = Infinity,
  ) {}

  enter(step: Step): void {
    this.#steps.push(step);
  }

  leave(steps = 1): void {
    for (let i = 0; i < steps; i++) this.#steps.pop();
  }

  /** Counts the records of the wanted centres and dates before they are read. */
  count(records: number): void {
    this.#records += records;
    if (this.#records <= this.recordsMax) return;
    throw this.drift(`more than ${this.recordsMax} records at once`);
  }

  path(...further: Step[]): string {
    return pathText([...this.#steps, ...further]);
  }

  found(field: FieldName, steps: readonly Step[], value: unknown): void {
    this.onFound?.({ field, path: this.path(...steps), value });
  }

  /** Reports an element of a list that no locator takes. */
  skipped(list: readonly Step[], kind: string): void {
    this.onSkipped?.(`${this.path(...list)}[${kind}]`);
  }

  drift(reason: string, ...steps: Step[]): Drift {
    return new Drift(this.path(...steps), reason);
  }
}

/** Elements of a list share their path, and so do the values of an object whose keys are data. */
export function withoutIndices(path: string): string {
  return path.replace(/\[\d+\]/g, "[]").replace(/\{[^{}]*\}/g, "{}");
}

const PLAIN_KEY = /^[\p{L}_$][\p{L}\p{N}_$]{0,59}$/u;
const KEY_LENGTH_MAX = 60;

/**
 * Formats a path such as `$[3].shifts[0].amount`. The keys are Cashrec's: odd ones are quoted, long
 * ones are cut.
 */
export function pathText(steps: readonly Step[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (typeof step === "object") {
      const key = JSON.stringify(step.data.slice(0, KEY_LENGTH_MAX)).slice(1, -1);
      return `${text}{${key.replace(/[{}]/g, "")}}`;
    }
    if (PLAIN_KEY.test(step)) return `${text}.${step}`;
    return `${text}[${JSON.stringify(step.slice(0, KEY_LENGTH_MAX))}]`;
  }, "$");
}
