import "server-only";

/**
 * Selects the lines that differ and have a reason, and those that lack the one they need. Each uses
 * a partial index by date, so that lines which match are never read.
 */
import {
  cellConditions,
  centreConditions,
  narrowedTo,
  type Values,
} from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";

const COLUMNS = "l.business_date, l.currency, l.reason, l.difference_minor";

/** A waived line has a reason and no difference. */
export function explainedLines(filter: ScopedFilter, values: Values): string {
  return selectLines(filter, values, "l.reason IS NOT NULL AND l.difference_minor <> 0");
}

/** They are the lines above their tolerance without a reason. */
export function unexplainedLines(filter: ScopedFilter, values: Values): string {
  return selectLines(filter, values, "l.reason IS NULL AND l.verdict IN ('short', 'over')");
}

function selectLines(filter: ScopedFilter, values: Values, condition: string): string {
  const { from, to, states } = filter;
  const conditions = [
    `l.business_date BETWEEN ${values.add(from)} AND ${values.add(to)}`,
    condition,
    ...centreConditions("l", filter, values),
    ...cellConditions("l", filter, values),
    ...(states.length === 0
      ? []
      : [
          `EXISTS (SELECT FROM reconciliation d WHERE d.centre_id = l.centre_id
             AND d.business_date = l.business_date
             AND ${narrowedTo("d.state", states, values).join(" AND ")})`,
        ]),
  ];
  return `SELECT ${COLUMNS} FROM reconciliation_line l WHERE ${conditions.join(" AND ")}`;
}
