import "server-only";

/** Divides what is read into whole months, and days that are added to or subtracted from them. */
import type { DateRange } from "@/lib/domain/business-date";
import { type ScopedFilter, splitByAbsence } from "../line-search/scoped-filter";
import { splitByMonth } from "./months";

/** These days are added to the sums of months, or subtracted from them. */
export type DaysPart = { filter: ScopedFilter; range: DateRange; sign: 1 | -1 };

export type Split = {
  /** The filter of the centres that always count. */
  steady: ScopedFilter;
  months: readonly string[];
  parts: readonly DaysPart[];
};

/** Divides a filter into whole months of the centres that always count, and days of the rest. */
export function splitFilter(filter: ScopedFilter): Split {
  const range = { from: filter.from, to: filter.to };
  const { months, more, less } = splitByMonth(range);
  const [steady, moving] = splitByAbsence(filter);
  const parts = [
    ...more.map((of): DaysPart => ({ filter: steady, range: of, sign: 1 })),
    ...less.map((of): DaysPart => ({ filter: steady, range: of, sign: -1 })),
    ...(moving === null ? [] : [{ filter: moving, range, sign: 1 as const }]),
  ];
  return { steady, months, parts };
}
