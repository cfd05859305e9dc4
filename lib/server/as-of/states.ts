import "server-only";

/**
 * Finds the days of a span that are not shown as they are stored, because something of them was
 * written since a moment, and which of these had been signed by then.
 */
import type { DayKey } from "@/lib/domain/keys";
import { AppError } from "../app-error";
import type { Sql } from "../db/sql";
import { listWalks } from "../recompute/open-days";

export type Span = {
  centreIds: readonly string[] | null;
  from: string;
  to: string;
  /** Of a person, a few past moments are read at a time; null is a job of the server. */
  readerId: string | null;
};

/** A day whose figures are computed again. */
export type DayAsOf = DayKey & {
  /** When the figures became final; null for a day that was open. */
  signedAt: Date | null;
  sheetVersion: number | null;
};

type Moment = { asOf: string; span: Span };

/** It would take longer to read more of them than somebody waits. */
const CHANGED_DAYS_MAX = 100_000;
/** To compute more would occupy a connection for too long. */
const COMPUTED_DAYS_MAX = 20_000;

/** Clocks of instances are not so far from the clock of the database. */
const APART = "interval '1 minute'";

/**
 * Whatever changes a day writes its row in the same transaction, and a trigger notes when, after
 * the facts that it used and never earlier than before. That is not all, because a sheet has the
 * time of the instance that read it, which may be later; a later sheet that changes nothing of a
 * signed day writes no row; and a rule that is still being applied may concern any open day.
 */
const CHANGED = `(
  d.changed_at > $4::timestamptz
  OR (d.state <> 'open' AND d.sheet_version <> coalesce(s.version, 0))
  OR (greatest(s.read_at, d.changed_at + ${APART}) > $4::timestamptz AND $4::timestamptz < (
        SELECT v.fetched_at FROM cash_sheet_version v
         WHERE v.centre_id = d.centre_id AND v.business_date = d.business_date
         ORDER BY v.version DESC LIMIT 1))
  OR (d.state = 'open' AND d.business_date >= $5))`;

const OF_THE_DAY = "x.centre_id = d.centre_id AND x.business_date = d.business_date";

/** The views of a moment end the tables by the same times. A day is looked up by its key. */
function wroteSince(table: string, at: string): string {
  return `(SELECT max(x.${at}) FROM ${table} x WHERE ${OF_THE_DAY}) > $4::timestamptz`;
}

/** What people have recorded about the lines of a day, which changes no figure. */
const SAME_RECORDS = `(
  ${wroteSince("explanation", "created_at")} IS NOT true
  AND ${wroteSince("recount_request", "requested_at")} IS NOT true
  AND ${wroteSince("opening_count", "counted_at")} IS NOT true)`;

const SAME_FIGURES = `(
  d.sheet_version = coalesce(s.version, 0) AND (s.first_read_at > $4::timestamptz) IS NOT true
  AND ((SELECT x.fetched_at FROM cash_sheet_version x
         WHERE ${OF_THE_DAY} ORDER BY x.version DESC LIMIT 1) > $4::timestamptz) IS NOT true
  AND ${wroteSince("till_count", "counted_at")} IS NOT true)`;

/** Few of these are ever written, and what concerns several centres may concern any. */
const SAME_AGREEMENTS = `(
  d.centre_id NOT IN (
    SELECT centre_id FROM tolerance_rule WHERE created_at > $4::timestamptz
     UNION ALL SELECT centre_id FROM agreed_float WHERE created_at > $4::timestamptz
     UNION ALL SELECT centre_id FROM centre_position WHERE created_at > $4::timestamptz)
  AND NOT EXISTS (SELECT FROM tolerance_rule WHERE created_at > $4::timestamptz
        AND (centre_id = '*' OR starts_with(centre_id, '@')))
  AND NOT EXISTS (SELECT FROM node_position WHERE created_at > $4::timestamptz)
  AND NOT EXISTS (SELECT FROM item_kind WHERE created_at > $4::timestamptz)
  AND (d.state = 'open' AND d.business_date >= $5) IS NOT true)`;

/**
 * Nothing was known of the day: no sheet, and nobody had counted anything, which nobody does before
 * the day before. Whoever signs a day does so after one of these, by a clock that may be behind the
 * one of the sheet.
 */
const UNKNOWN = `(
  (s.first_read_at <= $4::timestamptz + ${APART}) IS NOT true
  AND (d.business_date > to_char($4::timestamptz AT TIME ZONE 'UTC' + '2 days', 'YYYY-MM-DD')
    OR (NOT EXISTS (SELECT FROM till_count x
          WHERE ${OF_THE_DAY} AND x.counted_at <= $4::timestamptz)
      AND NOT EXISTS (SELECT FROM opening_count x
          WHERE ${OF_THE_DAY} AND x.counted_at <= $4::timestamptz))))`;

/**
 * `stands`: the stored figures are those of the moment, and the state may be another. `recorded`:
 * people have recorded more about the lines of such a day since. `is_doubtful`: the sheet in force
 * may not be the signed one. What the last columns have is not as it is stored.
 */
export const CREATE_CHANGED_DAYS = `CREATE TEMP TABLE changed_day (
  centre_id TEXT COLLATE "C", business_date TEXT COLLATE "C", state TEXT, version INT,
  revision BIGINT, signed_at TIMESTAMPTZ, sheet_version INT, is_unknown BOOLEAN, stands BOOLEAN,
  recorded BOOLEAN, is_thinned BOOLEAN, is_doubtful BOOLEAN, changed_sheet_version INT,
  unexplained_lines INT, unwaived_lines INT, recount_lines INT)`;

/** Of many rows it is made faster than while they are inserted. */
const INDEX_CHANGED_DAYS = "CREATE UNIQUE INDEX ON changed_day (centre_id, business_date)";

/**
 * The state of a day is that of its last move. Its figures are final from the first move after the
 * last reopening, until a subsequent move reopens it. Those of an open day stand as long as nothing
 * is written from which they are made. `OFFSET 0` has each be evaluated once.
 */
const CHANGED_DAYS = `
  SELECT d.centre_id, d.business_date, coalesce(last.to_state, 'open'), d.version, d.revision,
         signed.moved_at, signed.sheet_version, u.is_unknown, f.stands,
         f.stands AND signed.moved_at IS NULL AND NOT ${SAME_RECORDS},
         coalesce(v.is_thinned, false),
         signed.moved_at IS NOT NULL AND (NOT f.stands OR d.sheet_version <> coalesce(v.version, 0))
    FROM reconciliation d
    LEFT JOIN cash_sheet s ON s.centre_id = d.centre_id AND s.business_date = d.business_date
     AND s.business_date BETWEEN $2 AND $3
   CROSS JOIN LATERAL (SELECT ${UNKNOWN} AS is_unknown OFFSET 0) u
    LEFT JOIN LATERAL (
      SELECT m.number, m.to_state FROM move m
       WHERE m.centre_id = d.centre_id AND m.business_date = d.business_date
         AND m.moved_at <= $4::timestamptz AND NOT u.is_unknown
       ORDER BY m.number DESC LIMIT 1) last ON true
    LEFT JOIN LATERAL (
      SELECT m.moved_at, m.sheet_version FROM move m
       WHERE m.centre_id = d.centre_id AND m.business_date = d.business_date
         AND last.to_state <> 'open' AND m.from_state = 'open' AND m.number <= last.number
       ORDER BY m.number DESC LIMIT 1) signed ON true
    LEFT JOIN LATERAL (
      SELECT CASE WHEN x.hash IS NULL THEN 0 ELSE x.version END AS version,
             x.hash IS NOT NULL AND x.payload IS NULL AS is_thinned
        FROM cash_sheet_version x
       WHERE ${OF_THE_DAY} AND x.fetched_at <= $4::timestamptz AND NOT u.is_unknown
       ORDER BY x.version DESC LIMIT 1) v ON true
   CROSS JOIN LATERAL (
      SELECT (CASE WHEN u.is_unknown THEN false
        WHEN signed.moved_at IS NULL THEN ${SAME_AGREEMENTS} AND ${SAME_FIGURES}
        ELSE NOT EXISTS (SELECT FROM move m WHERE m.centre_id = d.centre_id
          AND m.business_date = d.business_date AND m.number > last.number
          AND m.to_state = 'open') END) IS true AS stands OFFSET 0) f
   WHERE ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
     AND d.business_date BETWEEN $2 AND $3 AND ${CHANGED}
   LIMIT ${CHANGED_DAYS_MAX + 1}`;

/** Notes the changed days in a temporary table, before views hide what is known now. */
export async function noteChangedDays(sql: Sql, { asOf, span }: Moment): Promise<void> {
  const { centreIds, from, to } = span;
  const judged = (await listWalks(sql)).map((walk) => walk.from).toSorted()[0] ?? null;
  const [, , , , [{ days } = { days: 0 }]] = await Promise.all([
    sql(CREATE_CHANGED_DAYS),
    sql(`INSERT INTO changed_day ${CHANGED_DAYS}`, [centreIds, from, to, asOf, judged]),
    sql(INDEX_CHANGED_DAYS),
    sql("ANALYZE changed_day (centre_id, business_date, stands)"),
    sql<{ days: number }>("SELECT count(*)::int AS days FROM changed_day"),
  ]);
  if (days > CHANGED_DAYS_MAX) throw tooMany(CHANGED_DAYS_MAX);
}

/** Tells whether the figures of most days of a span are those of now. */
export async function areMostAsNow(
  sql: Sql,
  { centreIds, from, to }: Pick<Span, "centreIds" | "from" | "to">,
): Promise<boolean> {
  const [row] = await sql<{ others: number; days: number }>(
    `SELECT (SELECT count(*) FROM changed_day WHERE NOT stands)::int AS others,
            count(*)::int AS days
       FROM public.reconciliation d
      WHERE ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
        AND d.business_date BETWEEN $2 AND $3`,
    [centreIds, from, to],
  );
  return row !== undefined && 2 * row.others < row.days;
}

export async function listDaysToCompute(sql: Sql): Promise<DayAsOf[]> {
  const days = await sql<DayAsOf>(
    `SELECT ${KEY}, signed_at AS "signedAt", sheet_version AS "sheetVersion"
       FROM changed_day WHERE NOT stands AND NOT is_unknown LIMIT ${COMPUTED_DAYS_MAX + 1}`,
  );
  if (days.length > COMPUTED_DAYS_MAX) throw tooMany(COMPUTED_DAYS_MAX);
  return days;
}

export function listRecordedDays(sql: Sql): Promise<DayKey[]> {
  return sql(`SELECT ${KEY} FROM changed_day WHERE recorded`);
}

export function listDoubtfulDays(sql: Sql): Promise<DayKey[]> {
  return sql(`SELECT ${KEY} FROM changed_day WHERE is_doubtful`);
}

const KEY = `centre_id AS "centreId", business_date AS "businessDate"`;

function tooMany(daysMax: number): AppError {
  return new AppError(
    "INVALID",
    `asOf: more than ${daysMax} centre-days have changed since. Ask for fewer of them.`,
    { errors: [{ path: "asOf", message: "Narrow the centres or the dates" }] },
  );
}
