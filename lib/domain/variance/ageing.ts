/**
 * Sorts unexplained differences by how many days they have been open. The age of a difference is
 * the number of days since its business date. Those of the period add up to what is unexplained in
 * it; earlier ones are listed apart, because they belong to no figure of the period.
 */
import { addDays, type DateRange } from "../business-date";
import { addSides, type Sides } from "./by-reason";

/** Every bucket begins where the one before it ends; the last one has no end. */
const AGE_BUCKETS = [
  { fromDays: 0, toDays: 2 },
  { fromDays: 3, toDays: 7 },
  { fromDays: 8, toDays: 14 },
  { fromDays: 15, toDays: 21 },
  { fromDays: 22, toDays: 28 },
  { fromDays: 29, toDays: null },
] as const;

/** What waits longer than this should not. */
export const LATE_DAYS = 21;

export type DatedSides = Sides & { businessDate: string };

export type AgeRow = Sides & DateRange & { fromDays: number; toDays: number | null };

export type Ageing = {
  /** Only the buckets that the period reaches, the youngest first. */
  rows: AgeRow[];
  total: Sides;
  /** The differences of the period that have waited more than `LATE_DAYS`. */
  late: Sides;
  /** The differences from before the period, with their dates; null where there are none. */
  earlier: (Sides & DateRange) | null;
};

/** `today` is the business date on which ages are counted; the days are of one currency. */
export function buildAgeing(days: readonly DatedSides[], range: DateRange, today: string): Ageing {
  const inside = days.filter(({ businessDate }) => businessDate >= range.from);
  const before = days.filter(({ businessDate }) => businessDate < range.from);
  const rows = AGE_BUCKETS.flatMap(({ fromDays, toDays }): AgeRow[] => {
    const newest = addDays(today, -fromDays);
    const oldest = toDays === null ? range.from : addDays(today, -toDays);
    const from = oldest < range.from ? range.from : oldest;
    const to = newest > range.to || fromDays === 0 ? range.to : newest;
    if (from > to) return [];
    return [{ fromDays, toDays, from, to, ...addSides(inside.filter(isWithin({ from, to }))) }];
  });
  const lateBy = addDays(today, -LATE_DAYS);
  return {
    rows,
    total: addSides(inside),
    late: addSides(inside.filter(({ businessDate }) => businessDate < lateBy)),
    earlier:
      before.length === 0
        ? null
        : {
            from: before.map(({ businessDate }) => businessDate).reduce(min),
            to: addDays(range.from, -1),
            ...addSides(before),
          },
  };
}

function isWithin({ from, to }: DateRange) {
  return ({ businessDate }: DatedSides) => from <= businessDate && businessDate <= to;
}

function min(a: string, b: string): string {
  return a < b ? a : b;
}
