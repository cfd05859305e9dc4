/**
 * Finds signs in how a cash count was made: they are never a proof, never used against the counter,
 * and each comes with an innocent explanation. A refusal must never rest on one of these.
 */
import type { CountItem, Denomination } from "./denomination";

export const HINT_KINDS = [
  "impossible-denominations",
  "typed-fast",
  "perfect-run",
  "round-amount",
] as const;
export type HintKind = (typeof HINT_KINDS)[number];

/** Each sign has an innocent explanation. */
export const INNOCENT = {
  "impossible-denominations": "other-pieces", // These are foreign or withdrawn coins.
  "typed-fast": "counted-on-paper",
  "perfect-run": "quiet-till",
  "round-amount": "coins-changed",
} as const satisfies Record<HintKind, string>;

export type Hint = {
  kind: HintKind;
  /** Amounts end in Minor; the rest are plain numbers. */
  facts: Record<string, number>;
  innocent: (typeof INNOCENT)[HintKind];
};

export type MadeCount = {
  amountMinor: number;
  /** It is null when the line was counted as a total. */
  items: readonly CountItem[] | null;
  /** How long it took to enter; null when it was not typed on a screen. */
  seconds: number | null;
};

/** Opening the pad takes this long; filling in one field does not take less. */
const SECONDS_TO_BEGIN = 2;
const SECONDS_PER_FIELD = 1;
const PERFECT_RUN_MIN = 8;
/** With fewer counts a run is not significant. */
const PERFECT_SAMPLE_MIN = 12;
/** By chance, one total in this many is a multiple of this many times the smallest piece. */
const ROUND_STEPS = 1_000;
/** Small amounts are round often enough. */
const ROUND_MULTIPLES_MIN = 10;

/**
 * This is also called while a count is typed, because it needs only what was typed and the
 * currency's pieces. It returns null where nothing is known of the currency.
 */
export function impossibleHint(
  { amountMinor, items }: Pick<MadeCount, "amountMinor" | "items">,
  denominations: readonly Denomination[],
): Hint | null {
  if (denominations.length === 0) return null;
  const stepMinor = computeStep(denominations);
  const values = new Set(denominations.map(({ valueMinor }) => valueMinor));
  const counted = (items ?? []).filter(({ quantity }) => quantity > 0);
  const strange = counted.find(
    ({ valueMinor, loose }) => loose !== true && !values.has(valueMinor),
  );
  if (strange !== undefined) {
    return hint("impossible-denominations", { valueMinor: strange.valueMinor });
  }
  const bulk = counted.find(({ loose }) => loose === true)?.valueMinor ?? 0;
  const inBulk = items === null ? amountMinor : bulk;
  if (inBulk >= 0 && inBulk % stepMinor === 0) return null;
  return hint("impossible-denominations", { amountMinor: inBulk, stepMinor });
}

/** A field is an item that was filled in; a total is one field. */
export function fastHint({ items, seconds }: Pick<MadeCount, "items" | "seconds">): Hint | null {
  if (seconds === null) return null;
  const filled = items?.filter(({ quantity }) => quantity > 0).length ?? 1;
  const fields = Math.max(1, filled);
  const usualMin = SECONDS_TO_BEGIN + fields * SECONDS_PER_FIELD;
  return seconds < usualMin ? hint("typed-fast", { seconds, fields }) : null;
}

/** `differences` are those of the same drawer, in minor units, from this count's back in time. */
export function perfectHint(differences: readonly number[]): Hint | null {
  const end = differences.findIndex((difference) => difference !== 0);
  const run = end === -1 ? differences.length : end;
  const sample = differences.length;
  if (run < PERFECT_RUN_MIN || sample < PERFECT_SAMPLE_MIN) return null;
  return hint("perfect-run", { run, sample });
}

/**
 * Examines what was counted in bulk; a till with exactly its float took nothing, which is round
 * too.
 */
export function roundHint(
  { amountMinor, items }: Pick<MadeCount, "amountMinor" | "items">,
  denominations: readonly Denomination[],
  floatMinor: number | null,
): Hint | null {
  if (items !== null || denominations.length === 0 || amountMinor === floatMinor) return null;
  const stepMinor = computeStep(denominations) * ROUND_STEPS;
  const isRound = amountMinor % stepMinor === 0;
  if (!isRound || amountMinor < stepMinor * ROUND_MULTIPLES_MIN) return null;
  return hint("round-amount", { amountMinor, stepMinor });
}

/** No drawer can contain an amount between two multiples of this. */
function computeStep(denominations: readonly Denomination[]): number {
  return denominations.reduce((step, { valueMinor }) => commonDivisor(valueMinor, step), 0);
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}

function hint(kind: HintKind, facts: Record<string, number>): Hint {
  return { kind, facts, innocent: INNOCENT[kind] };
}
