import "server-only";

/**
 * Lists the lines and floats of open days that need somebody, as one row for each day and assignee.
 * Lines that a thread brings up are left to it, and nobody is late to count on the day that still
 * runs.
 */
import type { Verdict } from "@/lib/domain/line";
import type { LinePosition } from "@/lib/domain/keys";
import type { AttentionTotal } from "@/lib/domain/thread/attention";
import { type IsOfReader, isOfCentres, sqlOfCentres } from "../line-search/few-centres";
import type { Span } from "../reconciliations/freshness";

const ROWS_MAX = 400;

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

/** Floats are looked for on days alone that have more to explain than their lines. */
const floatDays = (isOfReader: IsOfReader) => `
  SELECT d.centre_id, d.business_date, d.currency
    FROM reconciliation d
    LEFT JOIN (SELECT centre_id, business_date, count(*) AS lines FROM needed
                WHERE verdict <> 'uncounted' GROUP BY 1, 2) n USING (centre_id, business_date)
   WHERE ${isOfReader("d.centre_id")}
     AND d.business_date BETWEEN $5 AND $3 AND d.state = 'open' AND d.unexplained_lines > 0
     AND d.unexplained_lines > coalesce(n.lines, 0)`;

/** What was found at opening, where it is another amount than it should have been. */
const OPEN_FLOATS = `
  SELECT o.centre_id, o.business_date, o.shift_id, o.till_id, f.tender_id,
         CASE WHEN o.counted_minor < f.expected THEN 'short' ELSE 'over' END AS verdict,
         o.counted_minor - f.expected AS difference_minor, f.expected AS expected_minor, d.currency,
         NULL::uuid AS assignee_id, NULL AS due_on, abs(o.counted_minor - f.expected) AS amount
    FROM float_day d
    JOIN opening_count o USING (centre_id, business_date)
   CROSS JOIN LATERAL (VALUES ('~opening-previous', o.previous_minor),
                              ('~opening-agreed', o.agreed_minor)) AS f (tender_id, expected)
   WHERE o.counted_minor <> f.expected
     AND NOT EXISTS (
       SELECT FROM opening_count l
        WHERE (l.centre_id, l.business_date, l.shift_id, l.till_id)
              = (o.centre_id, o.business_date, o.shift_id, o.till_id) AND l.version > o.version)
     AND NOT EXISTS (
       SELECT FROM (
         SELECT x.kind, x.difference_minor FROM explanation x
          WHERE (x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id)
                = (o.centre_id, o.business_date, o.shift_id, o.till_id, f.tender_id)
          ORDER BY x.version DESC LIMIT 1) x
        WHERE x.kind = 'explained' AND x.difference_minor = o.counted_minor - f.expected)`;

type Options = {
  readerId: string;
  /** Lines that nobody has are listed from this date on, and others in the whole span. */
  unassignedFrom: string;
  /** The lines to leave out, each as its centre, date, shift, till and tender with spaces. */
  without: readonly string[];
};

/**
 * Names and the worst line are read for the rows alone that are listed: there may be thousands. The
 * reader's own come first, then what is overdue, and then the largest amount of each currency, the
 * next of each, and so on, because amounts of different currencies are never compared.
 */
export async function listOpenLines(
  { centreIds, from, to }: Span,
  { readerId, unassignedFrom, without }: Options,
): Promise<{ rows: OpenLines[]; totals: AttentionTotal[] }> {
  const isOfReader = isOfCentres(centreIds);
  const found = await sqlOfCentres(centreIds)<OpenLines & { totals: AttentionTotal[] | null }>(
    `WITH latest AS (${latestAssignment(isOfReader)}), needed AS MATERIALIZED (
       SELECT l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id, l.verdict,
              l.difference_minor, l.expected_minor, d.currency, latest.assignee_id, latest.due_on,
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
            AND d.business_date < business_date_at(now(), k.time_zone, k.day_starts_at)))
     ), float_day AS MATERIALIZED (${floatDays(isOfReader)}),
     open_line AS MATERIALIZED (
       SELECT * FROM needed
        WHERE (business_date >= $5 OR assignee_id IS NOT NULL)
          AND (cardinality($4::text[]) = 0 OR concat_ws(' ', centre_id, business_date, shift_id,
                 till_id, tender_id) <> ALL ($4::text[]))
       UNION ALL ${OPEN_FLOATS}
     ), open_day AS MATERIALIZED (
       SELECT centre_id, business_date, currency, assignee_id, min(due_on) AS due_on,
              CASE WHEN assignee_id IS NULL THEN 'centres' WHEN assignee_id = $6::uuid THEN 'mine'
                   ELSE 'others' END AS "group",
              coalesce(min(due_on) <= $3, false) AS overdue,
              (count(*) FILTER (WHERE verdict <> 'uncounted'))::int AS to_explain,
              (count(*) FILTER (WHERE verdict = 'uncounted'))::int AS to_count,
              sum(amount) AS amount, sum(difference_minor) AS net,
              coalesce(sum(abs(expected_minor)) FILTER (WHERE verdict = 'uncounted'), 0)
                AS expected
         FROM open_line
        GROUP BY centre_id, business_date, currency, assignee_id
     ), listed AS (
       SELECT *, row_number() OVER (
                ORDER BY "group" = 'mine' DESC, overdue DESC, of_currency, currency) AS place
         FROM (SELECT *, row_number() OVER (
                        PARTITION BY "group" = 'mine', overdue, currency
                        ORDER BY amount DESC, business_date, centre_id) AS of_currency
                 FROM open_day) d
        ORDER BY place LIMIT ${ROWS_MAX}
     ), total AS (
       SELECT "group", overdue, currency, count(*)::int AS rows,
              sum(CASE to_explain WHEN 0 THEN expected ELSE amount END)::int8 AS "amountMinor"
         FROM open_day GROUP BY 1, 2, 3
     ), worst AS (
       SELECT DISTINCT ON (o.centre_id, o.business_date, o.assignee_id) o.*
         FROM listed r
         JOIN open_line o ON o.centre_id = r.centre_id AND o.business_date = r.business_date
          AND o.assignee_id IS NOT DISTINCT FROM r.assignee_id
        ORDER BY o.centre_id, o.business_date, o.assignee_id, o.amount DESC, o.shift_id, o.till_id,
                 o.tender_id
     )
     SELECT r.centre_id AS "centreId", c.name AS "centreName", r.business_date AS "businessDate",
            r.currency, r.assignee_id::text AS "assigneeId", u.name AS "assigneeName",
            r.due_on AS "dueOn", r.to_explain AS "toExplain", r.to_count AS "toCount", r.amount,
            r.net, r.expected,
            jsonb_build_object('shiftId', w.shift_id, 'tillId', w.till_id,
              'tenderId', w.tender_id, 'shiftName', l.shift_name, 'tillName', l.till_name,
              'tenderName', CASE l.tender_id WHEN w.tender_id THEN l.tender_name END,
              'verdict', w.verdict) AS worst,
            CASE r.place WHEN 1 THEN (SELECT jsonb_agg(total) FROM total) END AS totals
       FROM listed r
       JOIN worst w ON w.centre_id = r.centre_id AND w.business_date = r.business_date
        AND w.assignee_id IS NOT DISTINCT FROM r.assignee_id
      -- As a join, all lines of a centre may be read for each row. A float has no line: any of its
      -- till names shift and till.
       LEFT JOIN LATERAL (
        SELECT * FROM reconciliation_line l
         WHERE l.centre_id = w.centre_id AND l.business_date = w.business_date
           AND l.shift_id = w.shift_id AND l.till_id = w.till_id
         ORDER BY l.tender_id = w.tender_id DESC, l.tender_id LIMIT 1
      ) l ON true
       JOIN centre c ON c.id = r.centre_id
       LEFT JOIN "user" u ON u.id = r.assignee_id
      ORDER BY r.place`,
    [centreIds, from, to, without, unassignedFrom, readerId],
  );
  return { rows: found, totals: found[0]?.totals ?? [] };
}
