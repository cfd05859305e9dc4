/**
 * What a counter may be told, and when the same line may be counted again. A count is worth
 * something because it was made without knowing what should be found, so that the answers here
 * depend on what was counted and asked, and never on what is expected.
 */
export const BLIND_MODES = ["hidden", "after-entry", "shown"] as const;
export type BlindMode = (typeof BLIND_MODES)[number];

/** Why a count, or the request of one, is refused. */
export const COUNT_REFUSALS = [
  "day-not-open",
  "period-closed",
  /** The date lies after tomorrow in the centre: most likely a mistyped year. */
  "too-far-ahead",
  /** The expected figure was told after the first count: another one has to be asked for. */
  "recount-not-asked",
  /** It was counted again as often as the centre allows; now a manager counts, or asks. */
  "tries-used",
  "not-counted",
  "already-asked",
] as const;
export type CountRefusal = (typeof COUNT_REFUSALS)[number];

export const RECOUNTS_MAX_MAX = 10;

/** A fresh count that is wanted is blind again, whatever was told of the one before. */
export function mayReveal(
  mode: BlindMode,
  { isCounted, isRecountWanted }: { isCounted: boolean; isRecountWanted: boolean },
): boolean {
  if (mode === "hidden") return false;
  return mode === "shown" || (isCounted && !isRecountWanted);
}

export type CountHistory = {
  /** Versions of the count so far; 0: not counted. */
  versions: number;
  /** How often a fresh count was asked for. */
  requests: number;
  /** The last request has not been answered by a count. */
  isRecountWanted: boolean;
};

export type CountRules = {
  mode: BlindMode;
  recountsMax: number;
  /** Who may approve is asked when the tries are used up, and is bound by none of this. */
  isManager: boolean;
};

/**
 * Null: it may be counted now. A count that was asked for is always the first of its kind; one that
 * nobody asked for is a correction, and there are as many of those as of requests.
 */
export function countRefusal(history: CountHistory, rules: CountRules): CountRefusal | null {
  if (rules.isManager || history.versions === 0) return null;
  if (history.isRecountWanted) return history.requests > rules.recountsMax ? "tries-used" : null;
  if (rules.mode === "after-entry") return "recount-not-asked";
  return correctionsLeft(history, rules) > 0 ? null : "tries-used";
}

/** How many more times it may be counted as things stand; null: as often as wanted. */
export function triesLeft(history: CountHistory, rules: CountRules): number | null {
  if (rules.isManager) return null;
  if (countRefusal(history, rules) !== null) return 0;
  if (history.isRecountWanted || rules.mode === "after-entry") return 1;
  return correctionsLeft(history, rules) + (history.versions === 0 ? 1 : 0);
}

export type RequestRules = Pick<CountRules, "recountsMax" | "isManager">;

/** Whether somebody who may ask for a fresh count may ask for one of this line. */
export function requestRefusal(history: CountHistory, rules: RequestRules): CountRefusal | null {
  if (history.versions === 0) return "not-counted";
  if (history.isRecountWanted) return "already-asked";
  return history.requests >= rules.recountsMax && !rules.isManager ? "tries-used" : null;
}

/** Beyond the first count and those that answered a request. */
function correctionsLeft({ versions, requests }: CountHistory, { recountsMax }: CountRules) {
  const corrections = Math.max(0, versions - 1 - requests);
  return Math.max(0, recountsMax - corrections);
}
