import "server-only";

/**
 * Defines the sums of centres that a job makes of the cells of their days. A trigger adds each day
 * that a write changes with all its cells, and what it was before with the opposite sign; the job
 * moves these cells to the sums of months, and to smaller ones by one tender, shift or till, and by
 * weekday and shift. What is not moved yet is read beside them.
 */
import { listDays } from "@/lib/domain/business-date";
import { CELL_SUMS } from "./columns";

export const CELL_KEYS = ["shift_id", "till_id", "tender_id"] as const;
export type CellKey = (typeof CELL_KEYS)[number];

type Period = "month" | "five" | "weekday";

/** The periods of rows, from the date of `a`. */
const PERIODS: Record<Period, string> = {
  month: "left(a.period, 7)",
  // The last five of a month are the days from the 26th to its end.
  five: `left(a.period, 8)
    || lpad((least((right(a.period, 2)::int - 1) / 5, 5) * 5 + 1)::text, 2, '0')`,
  // A weekday of a month stands under the first date that has it.
  weekday: "left(a.period, 8) || lpad(((right(a.period, 2)::int - 1) % 7 + 1)::text, 2, '0')",
};

type Level = { period: Period; keys: readonly CellKey[] };

const LEVELS = {
  "month-cell": { period: "month", keys: CELL_KEYS },
  "month-tender": { period: "month", keys: ["tender_id"] },
  "month-shift": { period: "month", keys: ["shift_id"] },
  "month-till": { period: "month", keys: ["till_id"] },
  "month-weekday": { period: "weekday", keys: ["shift_id"] },
  "five-tender": { period: "five", keys: ["tender_id"] },
  "five-shift": { period: "five", keys: ["shift_id"] },
  "five-till": { period: "five", keys: ["till_id"] },
} as const satisfies Record<string, Level>;

export type LevelName = keyof typeof LEVELS;

/** The job moves cells to all of these. */
export const FOLDED_LEVELS = Object.keys(LEVELS) as LevelName[];

/** These are made month by month; "month-cell" has every cell from the beginning. */
export const PACKED_LEVELS = FOLDED_LEVELS.filter((name) => name !== "month-cell");

/** Sums of months, and of fives of days where there are any. */
export type PackedLevel = { month: LevelName; five: LevelName | null };

/** These know one key alone. */
export const ALONE: Record<CellKey, PackedLevel> = {
  tender_id: { month: "month-tender", five: "five-tender" },
  shift_id: { month: "month-shift", five: "five-shift" },
  till_id: { month: "month-till", five: "five-till" },
};

/** These know the shift beside the weekday. */
export const WEEKDAYS: PackedLevel = { month: "month-weekday", five: null };

/** Lists the periods under which the sums of a month stand. */
export function listPeriods({ month: name }: PackedLevel, month: string): string[] {
  if (LEVELS[name].period === "month") return [month];
  return listDays({ from: `${month}-01`, to: `${month}-07` });
}

/**
 * Selects what the cells of `source`, which stand under their dates, add to these levels; in the
 * order in which they are read, so that rows which are read together are stored together.
 */
export function levelledSums(source: string, names: readonly LevelName[]): string {
  const levels = names.map((name): Level & { name: string } => ({ name, ...LEVELS[name] }));
  const has = (name: string) => levels.some(({ period }) => period === name);
  const periods = Object.entries(PERIODS).filter(([name]) => has(name));
  const made = periods.map(([name, sql]) => `${sql} AS ${name}`);
  const periodNames = periods.map(([name]) => name);
  const dimensions = [...periodNames, ...CELL_KEYS];
  const sets = levels.map(({ period, keys }) => `(${[...SHARED, period, ...keys].join(", ")})`);
  const found = levels.map((level) => `WHEN ${absentIn(level, dimensions)} THEN '${level.name}'`);
  const keys = CELL_KEYS.map((key) => `coalesce(${key}, '*') AS ${key}`);
  const sums = CELL_SUMS.map((name) => `sum(${name}) AS ${name}`);
  return `SELECT CASE grouping(${dimensions.join(", ")}) ${found.join(" ")} END AS level,
                 coalesce(${periodNames.join(", ")}) AS period, ${SHARED.join(", ")},
                 ${[...keys, ...sums].join(", ")}
            FROM (SELECT a.*, ${made.join(", ")} FROM (${source}) a) a
           GROUP BY GROUPING SETS (${sets.join(", ")})
          HAVING ${CELL_SUMS.map((name) => `sum(${name}) <> 0`).join(" OR ")}
           ORDER BY 1, 2, 3`;
}

const SHARED = ["centre_id", "state", "currency"];

/** Has a bit for each dimension that the level does not know, as `grouping` has. */
function absentIn({ period, keys }: Level, dimensions: readonly string[]): number {
  const known: readonly string[] = [period, ...keys];
  return dimensions.reduce((bits, name) => bits * 2 + (known.includes(name) ? 0 : 1), 0);
}
