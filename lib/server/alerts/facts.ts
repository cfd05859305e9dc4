import "server-only";

/**
 * Reads the facts of which people may want to know, for all centres at once: who is informed of
 * which is decided by lib/domain/notice. Only days that can still concern anybody are read.
 */
import { addDays } from "@/lib/domain/business-date";
import { minor } from "@/lib/domain/money";
import {
  type CountFact,
  type DifferenceFact,
  type Fact,
  OF_NO_LINE,
} from "@/lib/domain/notice/match";
import type { FailingCentre } from "@/lib/domain/notice/outage";
import { sql } from "../db/sql";
import { APPROVAL } from "../recompute/line-columns";

const UNCOUNTED_DAYS = 4;
const DIFFERENCE_DAYS = 62;
const FACTS_MAX = 20_000;
/** What was stored as a notice is not read again and again; an outage of ours may last so long. */
const LATE_MS_MAX = 3 * 24 * 3_600_000;

/** Days with lines that are neither counted nor waived. */
export async function listUncountedDays(now: number): Promise<CountFact[]> {
  const rows = await sql<Pick<CountFact, "centreId" | "businessDate" | "timeZone" | "dayStartsAt">>(
    `SELECT d.centre_id AS "centreId", d.business_date AS "businessDate",
            c.time_zone AS "timeZone", c.day_starts_at AS "dayStartsAt"
       FROM reconciliation d JOIN centre c ON c.id = d.centre_id
      WHERE d.business_date >= $1 AND d.state = 'open' AND d.unwaived_lines > 0
      ORDER BY 1, 2 LIMIT ${FACTS_MAX}`,
    [daysBefore(now, UNCOUNTED_DAYS)],
  );
  return rows.map((row) => ({ ...OF_NO_LINE, ...row, kind: "uncounted", mark: "due", at: null }));
}

type DifferenceRecord = {
  centreId: string;
  businessDate: string;
  shiftId: string;
  tillId: string;
  tenderId: string;
  currency: string;
  size: string;
  approvalMinor: string;
  countVersion: number;
  at: Date;
};

/**
 * Lines above the second level, or above the least amount that anyone named. A difference happens
 * when its count, or the sheet beside it, came; a new count makes it a new fact.
 */
export async function listDifferences(
  now: number,
  { since, amountMinor }: { since: number; amountMinor: number | null },
): Promise<DifferenceFact[]> {
  const rows = await sql<DifferenceRecord>(
    `SELECT * FROM (
       SELECT l.centre_id AS "centreId", l.business_date AS "businessDate",
              l.shift_id AS "shiftId", l.till_id AS "tillId", l.tender_id AS "tenderId",
              l.currency, abs(l.difference_minor) AS size, ${APPROVAL} AS "approvalMinor",
              t.version AS "countVersion",
              greatest(t.counted_at, coalesce(v.fetched_at, t.counted_at)) AS at
         FROM reconciliation d
         JOIN reconciliation_line l USING (centre_id, business_date)
         JOIN till_count t
           ON (t.centre_id, t.business_date, t.shift_id, t.till_id, t.tender_id, t.version)
              = (l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id, l.count_version)
         LEFT JOIN cash_sheet_version v
           ON (v.centre_id, v.business_date, v.version)
              = (d.centre_id, d.business_date, d.sheet_version)
        WHERE d.business_date >= $1 AND d.changed_at >= $2
          AND (d.short_lines > 0 OR d.over_lines > 0)
          AND (abs(l.difference_minor) > ${APPROVAL} OR abs(l.difference_minor) > $3::bigint)
     ) line WHERE at >= $2 ORDER BY at DESC LIMIT ${FACTS_MAX}`,
    [daysBefore(now, DIFFERENCE_DAYS), new Date(Math.max(since, now - LATE_MS_MAX)), amountMinor],
  );
  return rows.map(({ size, approvalMinor, countVersion, at, ...row }) => ({
    ...row,
    kind: "difference",
    number: null,
    byId: null,
    mark: countVersion,
    at: at.getTime(),
    size: minor(Number(size)),
    approvalMinor: minor(Number(approvalMinor)),
  }));
}

type VersionRecord = { centreId: string; businessDate: string; version: number; at: Date };

/** Signed days whose sheet Cashrec changed. */
export async function listChangedDays(now: number, since: number): Promise<Fact[]> {
  const rows = await sql<VersionRecord>(
    `SELECT d.centre_id AS "centreId", d.business_date AS "businessDate",
            d.changed_sheet_version AS version, v.fetched_at AS at
       FROM reconciliation d
       JOIN cash_sheet_version v
         ON (v.centre_id, v.business_date, v.version)
            = (d.centre_id, d.business_date, d.changed_sheet_version)
      WHERE d.changed_sheet_version IS NOT NULL AND v.fetched_at >= $1
      ORDER BY 1, 2 LIMIT ${FACTS_MAX}`,
    [new Date(Math.max(since, now - LATE_MS_MAX))],
  );
  return rows.map(({ version, at, ...row }) => {
    return { ...OF_NO_LINE, ...row, kind: "changed", mark: version, at: at.getTime() };
  });
}

/**
 * Centres whose recent days fail to be read, since when. What was failing already when a day of the
 * centre was read last fails since then.
 */
export async function listFailingCentres(now: number): Promise<FailingCentre[]> {
  const rows = await sql<{
    centreId: string;
    lastReadAt: Date | null;
    since: Date;
    isLate: boolean;
  }>(
    `SELECT f.centre_id AS "centreId", r.read_at AS "lastReadAt",
            min(greatest(f.failing_since, r.read_at)) AS since,
            min(greatest(f.failing_since, r.read_at)) < now() - interval '1 hour' AS "isLate"
       FROM failed_reading f JOIN centre n ON n.id = f.centre_id
       LEFT JOIN LATERAL (
         SELECT max(s.read_at) AS read_at FROM cash_sheet s
          WHERE s.centre_id = f.centre_id AND s.business_date >= $1) r ON true
      WHERE f.failed_at > now() - interval '7 days' AND f."to" >= $1
        AND (r.read_at IS NULL OR f.failed_at > r.read_at)
      GROUP BY 1, 2 ORDER BY 1`,
    [daysBefore(now, 2)],
  );
  return rows.map(({ lastReadAt, since, ...centre }) => ({
    ...centre,
    since: since.getTime(),
    lastReadAt: lastReadAt?.toISOString() ?? null,
  }));
}

function daysBefore(now: number, days: number): string {
  return addDays(new Date(now).toISOString().slice(0, 10), -days);
}
