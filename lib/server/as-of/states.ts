import "server-only";

/**
 * Lists the days of a span that are not shown as they are stored, because something of them was
 * written since a moment, and which of these had been signed by then.
 */
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { listWalks } from "../recompute/open-days";

export type Span = {
  centreIds: readonly string[] | null;
  from: string;
  to: string;
  /** Of a person, a few past moments are read at a time; null is a job of the server. */
  readerId: string | null;
};

export type DayAsOf = DayKey & {
  state: DayState;
  /** When the figures became final; null for a day that was open. */
  signedAt: Date | null;
  sheetVersion: number | null;
  /** The stored figures are those of the moment; the state may be another. */
  stands: boolean;
  /** People have recorded more about its lines since, such as an explanation. */
  recorded: boolean;
};

type StatesOf = { asOf: string; span: Span; limit: number };

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
 * The state of a day is that of its last move. Its figures are final from the first move after the
 * last reopening, until a subsequent move reopens it. Those of an open day stand as long as nothing
 * is written from which they are made.
 */
export async function listChangedDays(
  sql: Sql,
  { asOf, span, limit }: StatesOf,
): Promise<DayAsOf[]> {
  const { centreIds, from, to } = span;
  const judged = (await listWalks(sql)).map((walk) => walk.from).toSorted()[0] ?? null;
  return sql<DayAsOf>(
    `SELECT d.centre_id AS "centreId", d.business_date AS "businessDate",
            coalesce(last.to_state, 'open') AS state, signed.moved_at AS "signedAt",
            signed.sheet_version AS "sheetVersion",
            CASE WHEN signed.moved_at IS NULL THEN ${SAME_AGREEMENTS} AND ${SAME_FIGURES}
              ELSE NOT EXISTS (SELECT FROM move m WHERE m.centre_id = d.centre_id
                AND m.business_date = d.business_date AND m.number > last.number
                AND m.to_state = 'open') END AS stands,
            CASE WHEN signed.moved_at IS NULL THEN NOT ${SAME_RECORDS} ELSE false END AS recorded
       FROM reconciliation d
       LEFT JOIN cash_sheet s USING (centre_id, business_date)
       LEFT JOIN LATERAL (
         SELECT m.number, m.to_state FROM move m
          WHERE m.centre_id = d.centre_id AND m.business_date = d.business_date
            AND m.moved_at <= $4::timestamptz
          ORDER BY m.number DESC LIMIT 1) last ON true
       LEFT JOIN LATERAL (
         SELECT m.moved_at, m.sheet_version FROM move m
          WHERE m.centre_id = d.centre_id AND m.business_date = d.business_date
            AND last.to_state <> 'open' AND m.from_state = 'open' AND m.number <= last.number
          ORDER BY m.number DESC LIMIT 1) signed ON true
      WHERE ($1::text[] IS NULL OR d.centre_id = ANY ($1::text[]))
        AND d.business_date BETWEEN $2 AND $3 AND ${CHANGED}
      LIMIT ${limit}`,
    [centreIds, from, to, asOf, judged],
  );
}
