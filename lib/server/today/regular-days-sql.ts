import "server-only";

/**
 * The parts of the inbox that don't read every waiting day. Most days are regular: what waits of
 * them follows from their state, and who may from the roles in their centre. They are the stored
 * sums of months minus the days that are not regular, which are read one by one.
 */
import { type DateRange, listDays } from "@/lib/domain/business-date";
import { groupBy } from "@/lib/domain/group-by";
import { splitByMonth } from "../variances/months";
import { ANY_SHEET } from "../variances/sources";

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

/** The months of each `reader`. Where some of its dates differ from others, a month is mixed. */
export const MONTHS = `
  SELECT r.*, left(m.first, 7) AS month, m.first, m.last,
         coalesce(r.shut @> m.dates, false) AS is_shut,
         coalesce(r.approved @> m.dates, false) AS is_approved,
         coalesce(r.shut && m.dates AND NOT r.shut @> m.dates, false)
           OR coalesce(r.approved && m.dates AND NOT r.approved @> m.dates, false) AS is_mixed
    FROM reader r
   CROSS JOIN (SELECT *, daterange(first::date, last::date, '[]') AS dates
                 FROM unnest($17::text[], $18::text[]) AS month (first, last) OFFSET 0) m`;

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
      JOIN reconciliation d USING (centre_id, business_date) WHERE d.state = 'reviewed'
  ) own
   WHERE business_date BETWEEN $2 AND $3
     AND (SELECT bool_or(reviews OR approves OR closes OR accepts) FROM granted)`;

/** Days that are read one by one though nothing in their own row says so. */
export const PICKED = `
  SELECT own.centre_id, own.business_date FROM (${OWN_PARTS}) own
   UNION
  SELECT centre_id, business_date FROM over_limit WHERE business_date BETWEEN $2 AND $3
   UNION
  SELECT d.centre_id, d.business_date
    FROM month m
   CROSS JOIN LATERAL (
     SELECT centre_id, business_date FROM reconciliation
      WHERE centre_id = m.centre_id AND business_date BETWEEN m.first AND m.last
        AND state <> 'closed' OFFSET 0) d
   WHERE m.is_mixed`;

/** All of these days, and those before $2 that changed after they were signed. */
export const SPECIAL = `
  SELECT d.* FROM reconciliation d
   WHERE ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[])) AND d.business_date <= $3
     AND (d.changed_sheet_version IS NOT NULL OR (d.business_date >= $2 AND (${IRREGULAR})))
   UNION ALL
  SELECT d.* FROM picked p JOIN reader USING (centre_id)
   CROSS JOIN LATERAL (
     SELECT * FROM reconciliation
      WHERE centre_id = p.centre_id AND business_date = p.business_date OFFSET 0) d
   WHERE d.changed_sheet_version IS NULL AND NOT (${IRREGULAR})`;

/** The sums of regular days by centre, month and state, what they wait for, and whether for $4. */
export const REGULAR = `
  SELECT s.centre_id, m.first, m.last, s.month, s.state, s.currency, s.days, s.lines, s.net, kind,
         NOT m.is_shut AND CASE kind WHEN 'review' THEN m.reviews
           WHEN 'approval' THEN m.approves ELSE m.closes END AS mine
    FROM (
      SELECT centre_id, month, state, currency, sum(days) AS days, sum(lines) AS lines,
             sum(net) AS net
        FROM (
          SELECT centre_id, month, state, currency, days, lines, net FROM states
           UNION ALL
          SELECT d.centre_id, left(d.business_date, 7), d.state, d.currency, -1, -(${lines("d")}),
                 -(d.short_minor + d.over_minor)
            FROM special d WHERE d.state <> 'closed' AND d.business_date >= $2
        ) day
       GROUP BY centre_id, month, state, currency HAVING sum(days) > 0
    ) s
    LEFT JOIN month m USING (centre_id, month)
   CROSS JOIN LATERAL (SELECT CASE WHEN s.state = 'open' THEN 'review'
      WHEN s.state = 'reviewed' AND m.is_approved THEN 'approval' ELSE 'closure' END AS kind) k`;

/** The regular days of a group, as `d`. */
const daysOf = (columns: string, first: string) => `
  SELECT ${columns} FROM reconciliation d
   WHERE d.centre_id = r.centre_id AND d.business_date BETWEEN ${first} AND r.last
     AND d.state = r.state AND d.changed_sheet_version IS NULL AND NOT (${IRREGULAR})
     AND (d.centre_id, d.business_date) NOT IN (TABLE picked)`;

/** The first regular date of each group, of those in the given order. */
const dateOf = (order: "ASC" | "DESC") => `
  (${daysOf("d.business_date AS date", "r.first")} ORDER BY d.business_date ${order} LIMIT 1)`;

/**
 * A date since when enough regular days are to be shown: those of the newest months are enough, or
 * as many centres have their newest since then. Of centres a few more than that are looked at.
 */
export const SINCE = (enough: number) => `
  SELECT n.kind, n.mine, n.currency, greatest(since, (
           SELECT date FROM (
             SELECT max(d.date) AS date
               FROM (SELECT * FROM regular r
                      WHERE (r.kind, r.mine, r.currency) = (n.kind, n.mine, n.currency)
                      ORDER BY r.month DESC, r.days DESC LIMIT ${2 * enough}) r
              CROSS JOIN LATERAL ${dateOf("DESC")} d
              GROUP BY r.centre_id
           ) centre ORDER BY date DESC OFFSET ${enough - 1} LIMIT 1)) AS since
    FROM (
      SELECT kind, mine, currency, min(first) AS since
        FROM (
          SELECT kind, mine, currency, first, sum(sum(days)) OVER (
                   PARTITION BY kind, mine, currency ORDER BY first DESC) - sum(days) AS newer
            FROM regular GROUP BY kind, mine, currency, first
        ) month
       WHERE newer < ${enough}
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

/** The oldest dates of the regular days, which lie in the first month that has any. */
const OLDEST = `
  SELECT r.kind, r.mine, r.currency, min(d.date) AS oldest
    FROM (SELECT *, min(month) OVER (PARTITION BY kind, mine, currency) AS first_month
            FROM regular) r
   CROSS JOIN LATERAL ${dateOf("ASC")} d
   WHERE r.month = r.first_month
   GROUP BY r.kind, r.mine, r.currency`;

/** The newest and the oldest date of the regular days of each need. */
export const REGULAR_DATES = `
  SELECT kind, mine, currency, '' AS date, max(business_date) AS newest, min(oldest) AS oldest
    FROM regular_day JOIN (${OLDEST}) oldest USING (kind, mine, currency)
   GROUP BY kind, mine, currency`;
