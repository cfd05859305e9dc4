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

export type Found = { field: FieldName; path: string; value: unknown };

export class Cursor {
  readonly #steps: (string | number)[] = [];

  constructor(readonly onFound: ((found: Found) => void) | null) {}

  enter(step: string | number): void {
    this.#steps.push(step);
  }

  leave(): void {
    this.#steps.pop();
  }

  path(...further: (string | number)[]): string {
    return pathText([...this.#steps, ...further]);
  }

  found(field: FieldName, keys: string[], value: unknown): void {
    this.onFound?.({ field, path: this.path(...keys), value });
  }

  drift(reason: string, ...keys: string[]): Drift {
    return new Drift(this.path(...keys), reason);
  }
}

/** Elements of a list share their path. */
export function withoutIndices(path: string): string {
  return path.replace(/\[\d+\]/g, "[]");
}

const PLAIN_KEY = /^[\p{L}_$][\p{L}\p{N}_$]{0,59}$/u;
const KEY_LENGTH_MAX = 60;

/**
 * Formats a path such as `$[3].shifts[0].amount`. The keys are Cashrec's: odd ones are quoted, long
 * ones are cut.
 */
export function pathText(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (PLAIN_KEY.test(step)) return `${text}.${step}`;
    return `${text}[${JSON.stringify(step.slice(0, KEY_LENGTH_MAX))}]`;
  }, "$");
}
