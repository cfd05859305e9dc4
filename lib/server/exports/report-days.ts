import "server-only";

/** The days that a report's lines stand in, newest first, found from their counters alone. */
import { sql } from "../db/sql";
import {
  dayConditions,
  type Filter,
  matchingLines,
  newValues,
  type Values,
  verdictsOf,
} from "../reconciliations/search-sql";

export type ReportDay = {
  centre_id: string;
  centre_name: string;
  business_date: string;
  state: string;
};

type After = { after: ReportDay | null; limit: number };

/** At most `limit` of them, after the day that came last; fewer: there are no more. */
export async function listReportDays(
  filter: Filter,
  { after, limit }: After,
): Promise<ReportDay[]> {
  if (verdictsOf(filter)?.length === 0) return [];
  const values = newValues();
  return sql<ReportDay>(
    `SELECT d.centre_id, c.name AS centre_name, d.business_date, d.state
       FROM reconciliation d JOIN centre c ON c.id = d.centre_id
      WHERE ${dayConditions(filter, values)} AND ${matchingLines(filter)} > 0
        AND ${after === null ? "true" : daysAfter(after, values)}
      ORDER BY d.business_date DESC, d.centre_id LIMIT ${values.add(limit)}`,
    values.list,
  );
}

function daysAfter(day: ReportDay, values: Values): string {
  const date = values.add(day.business_date);
  const centre = values.add(day.centre_id);
  const later = `d.business_date < ${date} OR d.centre_id > ${centre}`;
  return `d.business_date <= ${date} AND (${later})`;
}
