import "server-only";

/**
 * Lists the lines of open days that need somebody, as one row for each day and assignee. Lines that
 * a thread brings up are left to it, and nobody is late to count on the day that still runs.
 */
import type { Verdict } from "@/lib/domain/line";
import type { LinePosition } from "@/lib/domain/keys";
import { type IsOfReader, isOfCentres, sqlOfCentres } from "../line-search/few-centres";
import type { Span } from "../reconciliations/freshness";

export const ROWS_MAX = 400;

export type NamedPosition = LinePosition & {
  shiftName: string | null;
  tillName: string | null;
  tenderName: string | null;
};

export type OpenLines = {
  centreId: string;
  centreName: string;
  businessDate: string;
  currency: string;
  assigneeId: string | null;
  assigneeName: string | null;
  dueOn: string | null;
  toExplain: number;
  toCount: number;
  /** Absolute differences and unexpected counts. */
  amount: string;
  net: string | null;
  /** What is expected of the lines that are not counted. */
  expected: string;
  worst: NamedPosition & { verdict: Verdict };
};

/** The latest assignment of each line in the span of $1 to $3. */
export const latestAssignment = (isOfReader: IsOfReader) => `
  SELECT DISTINCT ON (a.centre_id, a.business_date, a.shift_id, a.till_id, a.tender_id) a.*
    FROM line_assignment a
   WHERE ${isOfReader("a.centre_id")}
     AND a.business_date BETWEEN $2 AND $3
   ORDER BY a.centre_id, a.business_date, a.shift_id, a.till_id, a.tender_id, a.version DESC`;

type Options = {
  /** Lines that nobody has are listed from this date on, and others in the whole span. */
  unassignedFrom: string;
  /** The lines to leave out, each as its centre, date, shift, till and tender with spaces. */
  without: readonly string[];
};

export async function listOpenLines(
  { centreIds, from, to }: Span,
  { unassignedFrom, without }: Options,
): Promise<OpenLines[]> {
  const isOfReader = isOfCentres(centreIds);
  return sqlOfCentres(centreIds)<OpenLines>(
    `WITH latest AS (${latestAssignment(isOfReader)}), open_line AS (
       SELECT l.*, d.currency AS day_currency, latest.assignee_id, latest.due_on,
              CASE l.verdict WHEN 'uncounted' THEN 0
                             WHEN 'unexpected' THEN abs(l.counted_minor)
                             ELSE abs(l.difference_minor) END AS amount
         FROM reconciliation d
         JOIN reconciliation_line l USING (centre_id, business_date)
         JOIN centre k ON k.id = d.centre_id
         LEFT JOIN latest USING (centre_id, business_date, shift_id, till_id, tender_id)
        WHERE ${isOfReader("d.centre_id")}
          AND d.business_date BETWEEN $2 AND $3 AND d.state = 'open'
          AND d.unexplained_lines + d.unwaived_lines > 0 AND l.reason IS NULL
          AND (l.verdict IN ('short', 'over', 'unexpected') OR (l.verdict = 'uncounted'
            AND d.business_date
              < ((now() AT TIME ZONE k.time_zone) - k.day_starts_at::interval)::date::text))
          AND concat_ws(' ', l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id)
              <> ALL ($4::text[])
          AND (d.business_date >= $5 OR latest.assignee_id IS NOT NULL)
     )
     SELECT o.centre_id AS "centreId", c.name AS "centreName", o.business_date AS "businessDate",
            o.day_currency AS currency, o.assignee_id::text AS "assigneeId",
            u.name AS "assigneeName", min(o.due_on) AS "dueOn",
            (count(*) FILTER (WHERE o.verdict <> 'uncounted'))::int AS "toExplain",
            (count(*) FILTER (WHERE o.verdict = 'uncounted'))::int AS "toCount",
            sum(o.amount) AS amount, sum(o.difference_minor) AS net,
            coalesce(sum(abs(o.expected_minor)) FILTER (WHERE o.verdict = 'uncounted'), 0)
              AS expected,
            (array_agg(jsonb_build_object('shiftId', o.shift_id, 'tillId', o.till_id,
               'tenderId', o.tender_id, 'shiftName', o.shift_name, 'tillName', o.till_name,
               'tenderName', o.tender_name, 'verdict', o.verdict)
               ORDER BY o.amount DESC, o.shift_id, o.till_id, o.tender_id))[1] AS worst
       FROM open_line o
       JOIN centre c ON c.id = o.centre_id
       LEFT JOIN "user" u ON u.id = o.assignee_id
      GROUP BY 1, 2, 3, 4, 5, 6
      ORDER BY (min(o.due_on) <= $3) DESC NULLS LAST, sum(o.amount) DESC, 3, 1 LIMIT ${ROWS_MAX}`,
    [centreIds, from, to, without, unassignedFrom],
  );
}
