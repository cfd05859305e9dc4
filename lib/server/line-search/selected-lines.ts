import "server-only";

/** Selects the lines of a `LineFilter` in SQL, for sums and lists of all of them. */
import { centreConditions, lineConditions, matchingDayConditions, type Values } from "./conditions";
import type { ScopedFilter } from "./scoped-filter";

/**
 * Returns what follows FROM, with the lines as `l`. Days are only joined where they decide: their
 * counters, which spare a page many days, only cost a sum of all.
 */
export function selectedLines(filter: ScopedFilter, values: Values): string {
  if (asksOfDays(filter)) {
    return `reconciliation d JOIN reconciliation_line l USING (centre_id, business_date)
      WHERE ${matchingDayConditions(filter, values)} AND ${lineConditions(filter, values)}`;
  }
  const conditions = [
    `l.business_date BETWEEN ${values.add(filter.from)} AND ${values.add(filter.to)}`,
    ...centreConditions("l", filter, values),
    lineConditions(filter, values),
  ];
  return `reconciliation_line l WHERE ${conditions.join(" AND ")}`;
}

/** Lines with a reason or an assignee are few, and are found by their days. */
function asksOfDays(filter: ScopedFilter): boolean {
  const { states, sheetStatuses, findingsOnly, reasons, assigneeIds } = filter;
  return (
    findingsOnly || [states, sheetStatuses, reasons, assigneeIds].some((one) => one.length > 0)
  );
}
