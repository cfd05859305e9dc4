import "server-only";

/**
 * Versions of cash sheets that nobody acted on lose their content some days after another one
 * superseded them. What may go is decided in the database, whose function does nothing else.
 */
import type { Measured, RetainedKind } from "./kind";

/** The table may be too large to be counted while a page loads. */
const COUNTED_MAX = 1_000_000;
const EVENTS_MAX = 20_000;
/** The function refuses to remove more at once. */
const ROWS_AT_ONCE_MAX = 500;

export const SUPERSEDED_SHEETS: RetainedKind = {
  measure: (sql, days) =>
    sql<Measured>(
      `SELECT stored.*, due.*
         FROM (
           SELECT count(v.payload)::int AS rows, count(*) > ${COUNTED_MAX} AS "hasMoreRows",
                  CASE WHEN count(*) <= ${COUNTED_MAX}
                    THEN min(v.fetched_at) FILTER (WHERE v.payload IS NOT NULL) END AS "oldestAt"
             FROM (SELECT payload, fetched_at FROM cash_sheet_version
                    LIMIT ${COUNTED_MAX + 1}) v) stored
        CROSS JOIN (
           SELECT count(i.version)::int AS due,
                  coalesce(max(e.events), 0) > ${EVENTS_MAX} AS "hasMoreDue"
             FROM (
               SELECT array_agg(v.centre_id) AS centre_ids, array_agg(v.business_date) AS dates,
                      count(*) AS events
                 FROM (
                   SELECT centre_id, business_date FROM cash_sheet_version
                    WHERE version > 1 AND fetched_at < now() - make_interval(days => $1::int)
                      AND fetched_at > coalesce((SELECT seen_until FROM retention_run
                            WHERE kind = 'superseded-sheets'), '-infinity')
                    ORDER BY fetched_at LIMIT ${EVENTS_MAX + 1}) v) e
             LEFT JOIN LATERAL idle_sheet_versions(e.centre_ids, e.dates) i
               ON i.has_content AND i.superseded_at < now() - make_interval(days => $1::int)) due`,
      [days],
    ),
  remove: async (sql, _days, rowsMax) => {
    const [step] = await sql<{ thinned: number; isDone: boolean }>(
      `SELECT thinned, is_done AS "isDone" FROM thin_sheet_versions($1::int)`,
      [Math.min(rowsMax, ROWS_AT_ONCE_MAX)],
    );
    return { rows: step?.thinned ?? 0, isMore: step?.isDone === false };
  },
};
