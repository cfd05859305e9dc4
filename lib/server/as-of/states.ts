import "server-only";

/** Lists which days of a span existed at a moment, and which had been signed by then. */
import type { DayState } from "@/lib/domain/day";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";

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
  /** The day was reopened later, so that what was signed then is no longer what is stored. */
  reopened: boolean;
};

type StatesOf = { asOf: string; span: Span; limit: number };

/**
 * The state of a day is that of its last move. Its figures are final from the first move after the
 * last reopening, until a subsequent move reopens it.
 */
export async function listStatesAsOf(
  sql: Sql,
  { asOf, span, limit }: StatesOf,
): Promise<DayAsOf[]> {
  const { centreIds, from, to } = span;
  return sql<DayAsOf>(
    `SELECT d.centre_id AS "centreId", d.business_date AS "businessDate",
            coalesce(last.to_state, 'open') AS state, signed.moved_at AS "signedAt",
            signed.sheet_version AS "sheetVersion",
            EXISTS (SELECT FROM move m WHERE m.centre_id = d.centre_id
              AND m.business_date = d.business_date AND m.number > last.number
              AND m.to_state = 'open') AS reopened
       FROM reconciliation d
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
        AND d.business_date BETWEEN $2 AND $3
      LIMIT ${limit}`,
    [centreIds, from, to, asOf],
  );
}
