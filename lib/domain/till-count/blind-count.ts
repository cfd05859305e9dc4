/**
 * What may be revealed to a counter, and when the same line may be counted again. A count is worth
 * something because it was made without knowing what should be found, so that the results here
 * depend on what was counted and requested, and never on what is expected.
 */
export const BLIND_MODES = ["hidden", "after-entry", "shown"] as const;
export type BlindMode = (typeof BLIND_MODES)[number];

/** A count, or the request for one, is refused for one of these reasons. */
export const COUNT_REFUSALS = [
  "day-not-open",
  "period-closed",
  /** The date is after tomorrow in the centre: most likely the year is mistyped. */
  "too-far-ahead",
  /**
   * The expected figure was revealed after the first count, so that another one must be requested.
   */
  "recount-not-asked",
  /**
   * It was counted again as often as the centre allows; now a manager counts, or requests a count.
   */
  "tries-used",
  "not-counted",
  "already-asked",
] as const;
export type CountRefusal = (typeof COUNT_REFUSALS)[number];

export const RECOUNTS_MAX_MAX = 10;

/** A fresh count that was requested is blind again, whatever was revealed about the one before. */
export function mayReveal(
  mode: BlindMode,
  { isCounted, isRecountWanted }: { isCounted: boolean; isRecountWanted: boolean },
): boolean {
  if (mode === "hidden") return false;
  return mode === "shown" || (isCounted && !isRecountWanted);
}

export type CountHistory = {
  /** This is the number of versions of the count so far; it is 0 when the line is not counted. */
  versions: number;
  /** How often a fresh count was requested. */
  requests: number;
  /** The last request was not followed by a count yet. */
  isRecountWanted: boolean;
};

export type CountRules = {
  mode: BlindMode;
  recountsMax: number;
  /** A manager may approve: they are asked when the tries are used up, and no limit binds them. */
  isManager: boolean;
};

/**
 * Returns null when it may be counted now. A count that was requested is always the first of its
 * kind; one that nobody requested is a correction, and there are as many of those as of requests.
 */
export function countRefusal(history: CountHistory, rules: CountRules): CountRefusal | null {
  if (rules.isManager || history.versions === 0) return null;
  if (history.isRecountWanted) return history.requests > rules.recountsMax ? "tries-used" : null;
  if (rules.mode === "after-entry") return "recount-not-asked";
  return correctionsLeft(history, rules) > 0 ? null : "tries-used";
}

/** Returns how many more times it may be counted now; null when there is no limit. */
export function triesLeft(history: CountHistory, rules: CountRules): number | null {
  if (rules.isManager) return null;
  if (countRefusal(history, rules) !== null) return 0;
  if (history.isRecountWanted || rules.mode === "after-entry") return 1;
  return correctionsLeft(history, rules) + (history.versions === 0 ? 1 : 0);
}

export type RequestRules = Pick<CountRules, "recountsMax" | "isManager">;

/** Returns why a fresh count of this line may not be requested, or null when it may. */
export function requestRefusal(history: CountHistory, rules: RequestRules): CountRefusal | null {
  if (history.versions === 0) return "not-counted";
  if (history.isRecountWanted) return "already-asked";
  return history.requests >= rules.recountsMax && !rules.isManager ? "tries-used" : null;
}

/** Counts beyond the first one and those that followed a request. */
function correctionsLeft({ versions, requests }: CountHistory, { recountsMax }: CountRules) {
  const corrections = Math.max(0, versions - 1 - requests);
  return Math.max(0, recountsMax - corrections);
}
