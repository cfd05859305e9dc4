/** Days in a row: none is left out of an axis, and the net adds up along it. */
import { type DateRange, listDays } from "./business-date";
import { type Minor, minor } from "./money";

export type DayNet = { businessDate: string; netMinor: number };

/** null: nothing is held of that date, so that there is no bar; the line goes on level. */
export type CumulativeDay<Day> = { businessDate: string; day: Day | null; cumulativeMinor: Minor };

/** Of one currency. Days outside of the range are left out. */
export function cumulativeNet<Day extends DayNet>(
  days: readonly Day[],
  range: DateRange,
): CumulativeDay<Day>[] {
  const held = new Map(days.map((day) => [day.businessDate, day]));
  let total = 0;
  return listDays(range).map((businessDate) => {
    const day = held.get(businessDate) ?? null;
    total += day?.netMinor ?? 0;
    return { businessDate, day, cumulativeMinor: minor(total) };
  });
}
