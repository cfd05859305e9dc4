import "server-only";

/** Counts the lines of a report before the first of them is read. */
import { readingElsewhere } from "../db/replica";
import { sql } from "../db/sql";
import {
  dayConditions,
  matchingLines,
  narrowsBeyondCounters,
  newValues,
  verdictsOf,
} from "../line-search/conditions";
import type { ScopedFilter } from "../line-search/scoped-filter";
import { selectedLines } from "../line-search/selected-lines";

/**
 * Uses the counters of the days, unless the filter narrows by tender, shift or till, which they do
 * not cover. Returns null for a past moment, because its days are computed for the report itself,
 * and not a second time in order to be counted.
 */
export async function countReportLines(filter: ScopedFilter): Promise<number | null> {
  if (filter.asOf != null) return null;
  if (verdictsOf(filter)?.length === 0) return 0;
  return readingElsewhere(() => countLines(filter));
}

async function countLines(filter: ScopedFilter): Promise<number> {
  const values = newValues();
  const [row] = await sql<{ lines: string | null }>(
    !narrowsBeyondCounters(filter)
      ? `SELECT sum(${matchingLines(filter)}) AS lines
           FROM reconciliation d WHERE ${dayConditions(filter, values)}`
      : `SELECT count(*) AS lines
           FROM ${selectedLines(filter, values)}`,
    values.list,
  );
  return Number(row?.lines ?? 0);
}
