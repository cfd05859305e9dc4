import "server-only";

/**
 * Lists every version of the explanations of a day's lines, and every recount that was requested.
 */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { type DayKey, formatLinePosition, type LinePosition } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { amountOf } from "../db/values";

export type ExplanationVersion = DayDetail["explanations"][number];

/** `last` tells whether the latest version of each line still applies; those before it never do. */
export async function listExplanationVersions(
  run: Sql,
  { centreId, businessDate }: DayKey,
  last: DayDetail["explanations"],
): Promise<ExplanationVersion[]> {
  const rows = await run<ExplanationRecord>(
    `SELECT x.shift_id AS "shiftId", x.till_id AS "tillId", x.tender_id AS "tenderId", x.version,
            x.kind, x.reason, x.text, x.cause, x.difference_minor AS difference,
            coalesce(u.name, '') AS by, x.created_at AS "statedAt"
       FROM explanation x LEFT JOIN "user" u ON u.id = x.author_id
      WHERE x.centre_id = $1 AND x.business_date = $2
      ORDER BY x.shift_id, x.till_id, x.tender_id, x.version`,
    [centreId, businessDate],
  );
  return rows.map(({ difference, statedAt, ...row }) => ({
    ...row,
    differenceMinor: amountOf(difference),
    at: statedAt.toISOString(),
    holds: last.some(
      (one) =>
        one.holds &&
        one.version === row.version &&
        formatLinePosition(one) === formatLinePosition(row),
    ),
  }));
}

type ExplanationRecord = Omit<ExplanationVersion, "differenceMinor" | "at" | "holds"> & {
  difference: string | null;
  statedAt: Date;
};

export type Recount = LinePosition & { number: number; text: string; by: string; at: string };

export async function listRecounts(
  run: Sql,
  { centreId, businessDate }: DayKey,
): Promise<Recount[]> {
  const rows = await run<Omit<Recount, "at"> & { asked: Date }>(
    `SELECT r.shift_id AS "shiftId", r.till_id AS "tillId", r.tender_id AS "tenderId", r.number,
            r.text, coalesce(u.name, '') AS by, r.requested_at AS asked
       FROM recount_request r LEFT JOIN "user" u ON u.id = r.requested_by_id
      WHERE r.centre_id = $1 AND r.business_date = $2
      ORDER BY r.shift_id, r.till_id, r.tender_id, r.number`,
    [centreId, businessDate],
  );
  return rows.map(({ asked, ...row }) => ({ ...row, at: asked.toISOString() }));
}
