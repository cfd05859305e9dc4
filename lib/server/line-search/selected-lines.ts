import "server-only";

/** Selects the lines of a `LineFilter` in SQL, for sums and lists of all of them. */
import {
  centreConditions,
  lineConditions,
  matchingDayConditions,
  selectsDifferences,
  type Values,
} from "./conditions";
import { areFew } from "./few-centres";
import type { ScopedFilter } from "./scoped-filter";

/**
 * Returns what follows FROM, with the lines as `l`. They are looked up day by day: for a join, the
 * planner may read every line that there is. The differences of many centres have an index by date,
 * where their days would only have to be read beside them.
 */
export function selectedLines(filter: ScopedFilter, values: Values): string {
  if (asksOfDays(filter) || areFew(filter.centreIds) || !selectsDifferences(filter)) {
    return `reconciliation d
      CROSS JOIN LATERAL (
        SELECT * FROM reconciliation_line l
         WHERE l.centre_id = d.centre_id AND l.business_date = d.business_date
           AND ${lineConditions(filter, values)}
        OFFSET 0
      ) l
      WHERE ${matchingDayConditions(filter, values)}`;
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
