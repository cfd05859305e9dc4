import "server-only";

/**
 * The parts of the inbox that don't read every waiting day. Most days are regular: what waits of
 * them follows from their state, and who may from the roles in their centre. They are the stored
 * sums of months minus the days that are not regular, which are read one by one.
 */
import { type DateRange, listDays } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import { splitByMonth } from "../variances/months";
import { ANY_SHEET } from "../line-search/few-centres";

/** The parameters $13 to $18: months with all their days, more and fewer days, months as cut. */
export function monthParameters(range: DateRange) {
  const { months, more, less } = splitByMonth(range);
  const apart = [...more, ...less];
  const cut = [...groupBy(listDays(range), (date) => date.slice(0, 7)).values()];
  return [
    months,
    apart.map(({ from }) => from),
    apart.map(({ to }) => to),
    apart.map((_, at) => (at < more.length ? 1 : -1)),
    cut.map((dates) => dates[0] ?? ""),
    cut.map((dates) => dates.at(-1) ?? ""),
  ] as const;
}

/** The dates on which every day of a centre is approved. */
export const APPROVED = `
  SELECT centre_id, range_agg(daterange(since::date, until::date, '[]')) AS approved
    FROM unnest($10::text[], $11::text[], $12::text[]) AS always (centre_id, since, until)
   GROUP BY centre_id`;

/** Whether no date of a centre differs from others. */
export const IS_ALIKE = `
  NOT coalesce(shut && daterange($2::text::date, $3::text::date, '[]'), false)
    AND coalesce(approved @> daterange($2::text::date, $3::text::date, '[]')
      OR NOT approved && daterange($2::text::date, $3::text::date, '[]'), true)`;

/**
 * The dates of each `reader` that are added up together: all of them where they are alike, and else
 * each month. Of a mixed month some dates are closed or approved.
 */
export const SPANS = `
  SELECT r.*, s.month, s.first, s.last,
         coalesce(r.shut @> s.dates, false) AS is_shut,
         coalesce(r.approved @> s.dates, false) AS is_approved,
         coalesce(r.shut && s.dates AND NOT r.shut @> s.dates, false)
           OR coalesce(r.approved && s.dates AND NOT r.approved @> s.dates, false) AS is_mixed
    FROM reader r
    JOIN (
      SELECT month, first, last, daterange(first::date, last::date, '[]') AS dates
        FROM (SELECT left(first, 7) AS month, first, last
                FROM unnest($17::text[], $18::text[]) AS month (first, last)
               UNION ALL SELECT '', $2, $3) part
      OFFSET 0
    ) s ON (s.month = '') = r.is_alike`;

const lines = (of: string) => `${of}.matched_lines + ${of}.within_tolerance_lines
  + ${of}.short_lines + ${of}.over_lines + ${of}.uncounted_lines + ${of}.unexpected_lines`;

/** Days that are not closed, by centre, month and state. */
export const STATES = `
  SELECT t.centre_id, t.period AS month, t.state, t.currency, t.days, ${lines("t")} AS lines,
         t.short_minor + t.over_minor AS net, t.within_tolerance_lines AS within
    FROM variance_total t
   WHERE t.level = 'month' AND t.period = ANY ($13::text[]) AND t.state <> 'closed'
     AND ($1::text[] IS NULL OR t.centre_id = ANY ($1::text[]))
   UNION ALL
  SELECT d.* FROM unnest($14::text[], $15::text[], $16::int[]) AS part (first, last, sign)
   CROSS JOIN LATERAL (
     SELECT d.centre_id, left(part.first, 7), d.state, d.currency, part.sign * count(*),
            part.sign * sum(${lines("d")}),
            (part.sign * sum(d.short_minor + d.over_minor))::bigint,
            part.sign * sum(d.within_tolerance_lines)
       FROM reconciliation d
      WHERE d.business_date BETWEEN part.first AND part.last AND ${ANY_SHEET}
        AND d.state <> 'closed' AND ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
      GROUP BY d.centre_id, d.state, d.currency) d`;

/** What sums can't tell: an index has the days of each of these. */
const IRREGULAR = `
  (d.state = 'open' AND d.unexplained_lines + d.unwaived_lines > 0)
  OR d.recount_lines > 0
  OR (d.state = 'open' AND ${lines("d")} = 0)
  OR (d.state = 'reviewed' AND d.approval_lines > 0)`;

/** Says it to the planner, which leaves out other months of a divided table only then. */
const WITHIN = (date: string) => `${date} BETWEEN $2 AND $3`;

/**
 * Days in which the reader had a part, who therefore may be refused something: they counted it, or
 * explained or reviewed what is not approved yet, also by a rule. Nothing is looked up for readers
 * who sign nothing.
 */
const OWN_PARTS = `
  SELECT centre_id, business_date FROM (
    SELECT centre_id, business_date FROM till_count WHERE counted_by_id = $4::uuid
     UNION ALL
    SELECT centre_id, business_date FROM opening_count WHERE counted_by_id = $4::uuid
     UNION ALL
    SELECT p.centre_id, p.business_date
      FROM (
        SELECT centre_id, business_date FROM explanation
         WHERE author_id = $4::uuid AND kind <> 'withdrawn'
         UNION ALL
        SELECT centre_id, business_date FROM move WHERE actor_id = $4::uuid AND move = 'review'
         UNION ALL
        SELECT m.centre_id, m.business_date
          FROM quiet_rule q
          JOIN move m ON m.rule_scope = q.centre_id AND m.rule_version = q.version
         WHERE q.created_by_id = $4::uuid
      ) p
      JOIN reconciliation d USING (centre_id, business_date)
     WHERE d.state = 'reviewed' AND ${WITHIN("d.business_date")}
       AND ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
  ) own
   WHERE business_date BETWEEN $2 AND $3
     AND ($1::text[] IS NULL OR centre_id = ANY ($1::text[]))
     AND (SELECT bool_or(reviews OR approves OR closes OR accepts) FROM granted)`;

/** Days that are read one by one though nothing in their own row says so. */
export const PICKED = `
  SELECT own.centre_id, own.business_date FROM (${OWN_PARTS}) own
   UNION
  SELECT centre_id, business_date FROM over_limit WHERE business_date BETWEEN $2 AND $3
   UNION
  SELECT d.centre_id, d.business_date
    FROM span s
   CROSS JOIN LATERAL (
     SELECT centre_id, business_date FROM reconciliation
      WHERE centre_id = s.centre_id AND business_date BETWEEN s.first AND s.last
        AND ${WITHIN("business_date")} AND state <> 'closed' OFFSET 0) d
   WHERE s.is_mixed`;

/** All of these days, and those before $2 that changed after they were signed. */
export const SPECIAL = `
  SELECT d.* FROM reconciliation d
   WHERE ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[])) AND d.business_date <= $3
     AND (d.changed_sheet_version IS NOT NULL OR (d.business_date >= $2 AND (${IRREGULAR})))
   UNION ALL
  SELECT d.* FROM picked p JOIN reader USING (centre_id)
   CROSS JOIN LATERAL (
     SELECT * FROM reconciliation
      WHERE centre_id = p.centre_id AND business_date = p.business_date
        AND ${WITHIN("business_date")} OFFSET 0) d
   WHERE d.changed_sheet_version IS NULL AND NOT (${IRREGULAR})`;

/** The sums of regular days by centre, span and state, what they wait for, and whether for $4. */
export const REGULAR = `
  SELECT r.centre_id, s.first, s.last, r.state, r.currency, r.days, r.lines, r.net, kind,
         NOT s.is_shut AND CASE kind WHEN 'review' THEN s.reviews
           WHEN 'approval' THEN s.approves ELSE s.closes END AS mine
    FROM (
      SELECT d.centre_id, CASE WHEN reader.is_alike THEN '' ELSE d.month END AS month, d.state,
             d.currency, sum(d.days) AS days, sum(d.lines) AS lines, sum(d.net) AS net
        FROM (
          SELECT centre_id, month, state, currency, days, lines, net FROM states
           UNION ALL
          SELECT d.centre_id, left(d.business_date, 7), d.state, d.currency, -1, -(${lines("d")}),
                 -(d.short_minor + d.over_minor)
            FROM special d WHERE d.state <> 'closed' AND d.business_date >= $2
        ) d
        JOIN reader USING (centre_id)
       GROUP BY 1, 2, 3, 4 HAVING sum(d.days) > 0
    ) r
    LEFT JOIN span s USING (centre_id, month)
   CROSS JOIN LATERAL (SELECT CASE WHEN r.state = 'open' THEN 'review'
      WHEN r.state = 'reviewed' AND s.is_approved THEN 'approval' ELSE 'closure' END AS kind) k`;

const IS_REGULAR = `${WITHIN("d.business_date")} AND d.state = r.state
     AND d.changed_sheet_version IS NULL AND NOT (${IRREGULAR})
     AND (d.centre_id, d.business_date) NOT IN (TABLE picked)`;

/** The regular days of a group, as `d`. */
const daysOf = (columns: string, first: string) => `
  SELECT ${columns} FROM reconciliation d
   WHERE d.centre_id = r.centre_id AND d.business_date BETWEEN ${first} AND r.last
     AND ${IS_REGULAR}`;

/**
 * The first regular date of each group until `last`, of those in the given order. Compared as rows,
 * only an index that begins with the centre serves: others are searched once for each date.
 */
const dateOf = (order: "ASC" | "DESC", last = "r.last") => `
  (SELECT d.business_date AS date FROM reconciliation d
    WHERE (d.centre_id, d.business_date) >= (r.centre_id, r.first)
      AND (d.centre_id, d.business_date) <= (r.centre_id, ${last}) AND ${IS_REGULAR}
    ORDER BY d.centre_id ${order}, d.business_date ${order} LIMIT 1)`;

/**
 * A date since when enough regular days are to be shown: those of the newest spans are enough, or
 * as many centres have their newest since then. Of the newest span a few more are looked at.
 */
export const SINCE = (enough: number) => `
  SELECT n.kind, n.mine, n.currency, n.oldest_first, greatest(since, (
           SELECT date FROM (
             SELECT max(d.date) AS date
               FROM (SELECT * FROM regular r
                      WHERE (r.kind, r.mine, r.currency, r.last)
                        = (n.kind, n.mine, n.currency, n.newest_last) LIMIT ${2 * enough}) r
              CROSS JOIN LATERAL ${dateOf("DESC")} d
              GROUP BY r.centre_id
           ) centre ORDER BY date DESC OFFSET ${enough - 1} LIMIT 1)) AS since
    FROM (
      SELECT kind, mine, currency, min(first) FILTER (WHERE newer < ${enough}) AS since,
             min(first) AS oldest_first, max(last) AS newest_last
        FROM (
          SELECT kind, mine, currency, first, max(last) AS last, sum(sum(days)) OVER (
                   PARTITION BY kind, mine, currency ORDER BY first DESC) - sum(days) AS newer
            FROM regular GROUP BY kind, mine, currency, first
        ) span
       GROUP BY kind, mine, currency
    ) n`;

/** The regular days that may be shown. */
export const REGULAR_DAYS = `
  SELECT r.kind, r.mine, r.currency, d.*
    FROM regular r
    JOIN since s USING (kind, mine, currency)
   CROSS JOIN LATERAL (
     ${daysOf(
       "d.centre_id, d.business_date, d.version, d.short_minor + d.over_minor AS net",
       "greatest(r.first, s.since)",
     )} OFFSET 0) d
   WHERE r.last >= s.since`;

/** The oldest date of some regular days of each need, of those that begin first. */
const OLDEST_OF_SOME = `
  SELECT s.kind, s.mine, s.currency, min(d.date) AS oldest
    FROM since s
   CROSS JOIN LATERAL (
     SELECT * FROM regular r
      WHERE (r.kind, r.mine, r.currency, r.first)
        = (s.kind, s.mine, s.currency, s.oldest_first) LIMIT 20) r
   CROSS JOIN LATERAL ${dateOf("ASC")} d
   GROUP BY s.kind, s.mine, s.currency`;

/** The oldest dates of the regular days: those of some groups, unless others have older ones. */
export const OLDEST = `
  SELECT s.kind, s.mine, s.currency, least(s.oldest, (
           SELECT min(d.date) FROM regular r
            CROSS JOIN LATERAL ${dateOf("ASC", "least(r.last, s.oldest)")} d
            WHERE (r.kind, r.mine, r.currency) = (s.kind, s.mine, s.currency)
              AND r.first < s.oldest)) AS oldest
    FROM (${OLDEST_OF_SOME}) s`;
