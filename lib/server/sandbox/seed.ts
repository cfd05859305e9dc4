import "server-only";

/**
 * Pseudo-random numbers that are the same for the same keys, so that a sheet never changes on its
 * own.
 */
export class Seed {
  readonly #base: number;

  constructor(...parts: readonly string[]) {
    this.#base = hash(parts.join("|"));
  }

  /** Returns a number from 0 up to, but not including, 1. */
  unit(what: string): number {
    return hash(`${this.#base}|${what}`) / 2 ** 32;
  }

  /** Returns a whole number from `low` to `high`, both included. */
  whole(what: string, low: number, high: number): number {
    return low + Math.floor(this.unit(what) * (high - low + 1));
  }

  happens(what: string, chance: number): boolean {
    return this.unit(what) < chance;
  }

  pick<T>(what: string, values: readonly [T, ...T[]]): T {
    return values[this.whole(what, 0, values.length - 1)] ?? values[0];
  }
}

/**
 * FNV-1a over 32 bits, mixed once more at the end, because similar texts must have very different
 * hashes.
 */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
