/**
 * Edits a tolerance rule: one limit is changed at a time, short and over are linked or separate,
 * shares are typed as percentages, and a slider has steps. Nothing here judges a line.
 */
import type { TenderKind } from "../cash-sheet";
import { decimalsOf, type Minor, minor } from "../money";
import { type Level, type Limit, NO_LIMIT, proposeCashLevels } from "./tolerance";
import { SIDES, type Side } from "./scope";

const LEVELS = ["explain", "approve"] as const;
export type LevelName = (typeof LEVELS)[number];
export type Levels = Record<LevelName, Level>;

/** A null `side` changes both. */
export function withLimit(
  levels: Levels,
  { level, side }: { level: LevelName; side: Side | null },
  limit: Limit,
): Levels {
  const sides = side === null ? SIDES : [side];
  const changed = Object.fromEntries(sides.map((name) => [name, limit]));
  return { ...levels, [level]: { ...levels[level], ...changed } };
}

/**
 * Cash is counted by hand, so that a little is tolerated; of what a machine books, every cent
 * counts.
 */
export function proposeLevels(kind: TenderKind, currency: string): Levels {
  const nothing = { short: NO_LIMIT, over: NO_LIMIT };
  return kind === "cash" ? proposeCashLevels(currency) : { explain: nothing, approve: nothing };
}

/** Sets over to what short is: that is what linking means for a draft in which they differ. */
export function linkSides({ explain, approve }: Levels): Levels {
  return {
    explain: { short: explain.short, over: explain.short },
    approve: { short: approve.short, over: approve.short },
  };
}

export function areLinked(levels: Levels): boolean {
  return LEVELS.every((level) => {
    const { short, over } = levels[level];
    return short.amount === over.amount && short.ppm === over.ppm;
  });
}

export function sameLevels(one: Levels, other: Levels): boolean {
  return LEVELS.every((level) =>
    SIDES.every((side) => {
      const [limit, against] = [one[level][side], other[level][side]];
      return limit.amount === against.amount && limit.ppm === against.ppm;
    }),
  );
}

/**
 * The steps are fine where rules usually lie, and coarse above. The unit is worth about a euro, or
 * a hundred yen.
 */
const AMOUNTS = [
  0, 0.1, 0.2, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150,
  200, 300, 500,
];
export const SHARE_STEPS = [
  0, 200, 500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 7_500, 10_000, 15_000, 20_000,
  30_000, 50_000, 100_000,
];

export function listAmountSteps(currency: string): Minor[] {
  const unit = Math.max(100, 10 ** decimalsOf(currency));
  return AMOUNTS.map((amount) => minor(Math.round(amount * unit)));
}

/**
 * Returns the last step that is not above the value, because typed values lie between steps or
 * beyond them.
 */
export function findStepIndex(steps: readonly number[], value: number): number {
  return Math.max(
    0,
    steps.findLastIndex((step) => step <= value),
  );
}

// oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
const PERCENT = /^(\d{1,3})(?:[.,](\d{1,4}))?$/;
const PPM_MAX = 1_000_000;
const DECIMAL_MARKS: Record<string, string> = { en: ".", es: ",", fr: "," };

/** Reads a percentage with either decimal mark as millionths; null when it is not a percentage. */
export function readPercent(text: string): number | null {
  const match = PERCENT.exec(text.replace(/[\s\u00a0\u202f%]/g, ""));
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  const ppm = Number(whole) * 10_000 + Number(fraction.padEnd(4, "0"));
  return ppm > PPM_MAX ? null : ppm;
}

/** Formats `0.1` with as many decimals as it has, and without a sign. */
export function formatPercent(ppm: number, language: string): string {
  const fraction = String(ppm % 10_000)
    .padStart(4, "0")
    .replace(/0+$/, "");
  const whole = String(Math.floor(ppm / 10_000));
  return fraction === "" ? whole : whole + (DECIMAL_MARKS[language] ?? ".") + fraction;
}
