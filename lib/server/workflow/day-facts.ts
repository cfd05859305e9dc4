import "server-only";

/**
 * Reads the facts of a day that the table of moves needs. A command calls it while it holds the
 * day's lock.
 */
import { minor } from "@/lib/domain/money";
import { createToleranceLookup } from "@/lib/domain/tolerance/tolerance";
import type { DayState } from "@/lib/domain/day";
import {
  type ApprovalMode,
  type DayFacts,
  type MoveName,
  findReviewer,
} from "@/lib/domain/workflow/workflow";
import { type MonthLimit, computeMonthLimits } from "@/lib/domain/workflow/month-limit";
import type { TenderKind } from "@/lib/domain/cash-sheet";
import type { DayKey } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { isPeriodClosed } from "../periods/queries";
import { readRules } from "../recompute/read-explanations";

/** This is the day's own row; version 0 means that there is none. */
export type DayHead = {
  state: DayState;
  version: number;
  currency: string;
  sheetVersion: number;
  changedSheetVersion: number | null;
};

export type DayFound = { facts: DayFacts; head: DayHead; monthLimits: MonthLimit[] };

/** Returns null when there is no such centre. */
export async function findDayFacts(sql: Sql, key: DayKey): Promise<DayFound | null> {
  const row = await findRow(sql, key);
  if (row === null) return null;
  const { centreId, businessDate } = key;
  const monthLimits = await listMonthLimits(sql, { ...key, currency: row.currency });
  const { state, version, currency, sheetVersion, changedSheetVersion } = row;
  const facts: DayFacts = {
    state,
    counters: row.counters,
    explainers: row.explainers,
    approvalMode: row.approvalMode,
    isKnown: version > 0 && (sheetVersion > 0 || row.hasLines),
    periodClosed: await isPeriodClosed(sql, { centreId, businessDate }),
    unexplained: row.unexplained,
    unwaived: row.unwaived,
    recounts: row.recounts,
    approvals: row.approvals,
    monthLimits: monthLimits.filter(({ unexplained }) => unexplained > 0).length,
    changedAfterSignOff: changedSheetVersion !== null,
    reviewerId: findReviewer(await listMoveNames(sql, key)),
  };
  return {
    facts,
    head: { state, version, currency, sheetVersion, changedSheetVersion },
    monthLimits,
  };
}

type FactsRecord = DayHead & {
  approvalMode: ApprovalMode;
  hasLines: boolean;
  unexplained: number;
  unwaived: number;
  recounts: number;
  approvals: number;
  counters: string[];
  explainers: string[];
};

async function findRow(sql: Sql, { centreId, businessDate }: DayKey): Promise<FactsRecord | null> {
  const [row] = await sql<FactsRecord>(
    `SELECT c.approval AS "approvalMode", coalesce(r.state, 'open') AS state,
            coalesce(r.version, 0) AS version, coalesce(r.currency, c.currency) AS currency,
            coalesce(r.sheet_version, 0) AS "sheetVersion",
            r.changed_sheet_version AS "changedSheetVersion",
            coalesce(r.unexplained_lines, 0) AS unexplained,
            coalesce(r.unwaived_lines, 0) AS unwaived, coalesce(r.recount_lines, 0) AS recounts,
            coalesce(r.approval_lines, 0) AS approvals,
            EXISTS (SELECT FROM reconciliation_line l
                     WHERE l.centre_id = c.id AND l.business_date = $2) AS "hasLines",
            ARRAY(SELECT t.counted_by_id::text FROM till_count t
                   WHERE t.centre_id = c.id AND t.business_date = $2
                  UNION
                  SELECT o.counted_by_id::text FROM opening_count o
                   WHERE o.centre_id = c.id AND o.business_date = $2) AS counters,
            ARRAY(SELECT DISTINCT e.author_id::text FROM explanation e
                   WHERE e.centre_id = c.id AND e.business_date = $2
                     AND e.kind <> 'withdrawn') AS explainers
       FROM centre c
       LEFT JOIN reconciliation r ON r.centre_id = c.id AND r.business_date = $2
      WHERE c.id = $1`,
    [centreId, businessDate],
  );
  return row ?? null;
}

async function listMoveNames(sql: Sql, { centreId, businessDate }: DayKey) {
  return sql<{ move: MoveName; actorId: string }>(
    `SELECT move, actor_id AS "actorId" FROM move
      WHERE centre_id = $1 AND business_date = $2 ORDER BY number`,
    [centreId, businessDate],
  );
}

type LineRecord = {
  shiftId: string;
  tillId: string;
  tenderId: string;
  tenderKind: TenderKind | null;
  difference: string | null;
  reason: string | null;
};

/** One centre and at most a month of days are a bounded scan along the key of the lines. */
async function listMonthLimits(
  sql: Sql,
  { centreId, businessDate, currency }: DayKey & { currency: string },
): Promise<MonthLimit[]> {
  const day = { centreId, businessDate };
  const rules = await readRules({ sql }, [day]);
  if (rules.every(({ monthly }) => monthly === null)) return [];
  const ruleOf = createToleranceLookup(rules);
  const lines = await sql<LineRecord>(
    `SELECT shift_id AS "shiftId", till_id AS "tillId", tender_id AS "tenderId",
            tender_kind AS "tenderKind", difference_minor AS difference, reason
       FROM reconciliation_line WHERE centre_id = $1 AND business_date = $2
      ORDER BY shift_id, till_id, tender_id`,
    [centreId, businessDate],
  );
  const sums = await sql<{ tillId: string; tenderId: string; total: string }>(
    `SELECT till_id AS "tillId", tender_id AS "tenderId", sum(difference_minor) AS total
       FROM reconciliation_line
      WHERE centre_id = $1 AND business_date BETWEEN $2 AND $3 AND difference_minor IS NOT NULL
      GROUP BY till_id, tender_id`,
    [centreId, `${businessDate.slice(0, 8)}01`, businessDate],
  );
  return computeMonthLimits(
    lines.map(({ tenderKind, difference, ...line }) => ({
      ...line,
      difference: difference === null ? null : minor(Number(difference)),
      limit: ruleOf({ ...day, tenderId: line.tenderId, tenderKind, currency })?.monthly ?? null,
    })),
    sums.map(({ total, ...drawer }) => ({ ...drawer, total: minor(Number(total)) })),
  );
}
