import "server-only";

/**
 * Reads the facts of a day that the table of moves needs. A command calls it while it holds the
 * day's lock.
 */
import { minor } from "@/lib/domain/money";
import { groupBy } from "@/lib/domain/group-by";
import { listScopes } from "@/lib/domain/organisation/node-scope";
import type { DayState } from "@/lib/domain/day";
import { type ApprovalMode, type DayFacts, findReview } from "@/lib/domain/workflow/workflow";
import { type MonthLimit, computeMonthLimits } from "@/lib/domain/workflow/month-limit";
import type { TenderKind } from "@/lib/domain/cash-sheet";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { listMovesInForce, type MoveRow } from "@/lib/domain/workflow/undo";
import { readCountingOf } from "../centres/counting";
import type { Sql } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import { readRules, type RulesOfDays } from "../recompute/read-rules";
import { formatTotals, type Standing } from "./standing";

const DAYS = unnestDays();

/** This is the day's own row; version 0 means that there is none. */
export type DayHead = {
  state: DayState;
  version: number;
  currency: string;
  sheetVersion: number;
  changedSheetVersion: number | null;
  totals: Standing["totals"];
};

export type DayFound = { facts: DayFacts; head: DayHead; monthLimits: MonthLimit[] };

/** Returns null when there is no such centre. */
export async function findDayFacts(sql: Sql, key: DayKey): Promise<DayFound | null> {
  const [found] = await listDayFacts(sql, [key]);
  return found ?? null;
}

export type DayFactsOf = DayFound & DayKey;

/** Leaves out days of centres that do not exist. */
export async function listDayFacts(sql: Sql, keys: readonly DayKey[]): Promise<DayFactsOf[]> {
  const centreIds = keys.map(({ centreId }) => centreId);
  const [rows, rules, countingOf, moveRows] = await Promise.all([
    listRows(sql, keys),
    readRules(sql, keys),
    readCountingOf(sql, centreIds),
    listMoveRows(sql, keys),
  ]);
  const moves = groupBy(moveRows, formatDayKey);
  const found: DayFactsOf[] = [];
  for (const row of rows) {
    const monthLimits = await listMonthLimits(sql, row, rules);
    const { approval: approvalMode } = countingOf(row.centreId, row.businessDate);
    const ofDay = moves.get(formatDayKey(row)) ?? [];
    found.push(toFacts(row, { approvalMode, monthLimits, moves: ofDay }));
  }
  return found;
}

type FactsRecord = DayKey &
  DayHead & {
    hasLines: boolean;
    periodClosed: boolean;
    unexplained: number;
    unwaived: number;
    recounts: number;
    approvals: number;
    counters: string[];
    explainers: string[];
  };

type FactsBeside = {
  approvalMode: ApprovalMode;
  monthLimits: MonthLimit[];
  moves: readonly MoveRecord[];
};

function toFacts(row: FactsRecord, { approvalMode, monthLimits, moves }: FactsBeside): DayFactsOf {
  const { centreId, businessDate, state, version, currency, sheetVersion } = row;
  const { changedSheetVersion, totals } = row;
  const facts: DayFacts = {
    state,
    counters: row.counters,
    explainers: row.explainers,
    approvalMode,
    isKnown: version > 0 && (sheetVersion > 0 || row.hasLines),
    periodClosed: row.periodClosed,
    unexplained: row.unexplained,
    unwaived: row.unwaived,
    recounts: row.recounts,
    approvals: row.approvals,
    monthLimits: monthLimits.filter(({ unexplained }) => unexplained > 0).length,
    changedAfterSignOff: changedSheetVersion !== null,
    ...findReview(listMovesInForce(moves)),
  };
  const head = { state, version, currency, sheetVersion, changedSheetVersion, totals };
  return { centreId, businessDate, facts, head, monthLimits };
}

async function listRows(sql: Sql, keys: readonly DayKey[]): Promise<FactsRecord[]> {
  return sql<FactsRecord>(
    `SELECT k.centre_id AS "centreId", k.business_date AS "businessDate",
            coalesce(r.state, 'open') AS state,
            coalesce(r.version, 0) AS version, coalesce(r.currency, c.currency) AS currency,
            coalesce(r.sheet_version, 0) AS "sheetVersion",
            r.changed_sheet_version AS "changedSheetVersion", ${formatTotals("r")} AS totals,
            coalesce((
              SELECT p.action = 'closed' FROM closed_period p
               WHERE p.centre_id = k.centre_id AND p."from" <= k.business_date
                 AND p."to" >= k.business_date
               ORDER BY p.number DESC LIMIT 1), false) AS "periodClosed",
            coalesce(r.unexplained_lines, 0) AS unexplained,
            coalesce(r.unwaived_lines, 0) AS unwaived, coalesce(r.recount_lines, 0) AS recounts,
            coalesce(r.approval_lines, 0) AS approvals,
            EXISTS (SELECT FROM reconciliation_line l
                     WHERE l.centre_id = k.centre_id
                       AND l.business_date = k.business_date) AS "hasLines",
            ARRAY(SELECT t.counted_by_id::text FROM till_count t
                   WHERE t.centre_id = k.centre_id AND t.business_date = k.business_date
                  UNION
                  SELECT o.counted_by_id::text FROM opening_count o
                   WHERE o.centre_id = k.centre_id AND o.business_date = k.business_date
            ) AS counters,
            ARRAY(SELECT DISTINCT e.author_id::text FROM explanation e
                   WHERE e.centre_id = k.centre_id AND e.business_date = k.business_date
                     AND e.kind <> 'withdrawn') AS explainers
       FROM ${DAYS}
       JOIN centre c ON c.id = k.centre_id
       LEFT JOIN reconciliation r
         ON r.centre_id = k.centre_id AND r.business_date = k.business_date`,
    keyArrays(keys),
  );
}

/** For a move by rule, `actorId` is the author of the rule. */
type MoveRecord = DayKey & { move: MoveRow; actorId: string; isByRule: boolean };

async function listMoveRows(sql: Sql, keys: readonly DayKey[]): Promise<MoveRecord[]> {
  return sql<MoveRecord>(
    `SELECT m.centre_id AS "centreId", m.business_date AS "businessDate", m.move,
            coalesce(m.actor_id, q.created_by_id)::text AS "actorId",
            m.rule_version IS NOT NULL AS "isByRule"
       FROM ${DAYS} JOIN move m USING (centre_id, business_date)
       LEFT JOIN quiet_rule q ON q.centre_id = m.rule_scope AND q.version = m.rule_version
      ORDER BY m.centre_id, m.business_date, m.number`,
    keyArrays(keys),
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
  { centreId, businessDate, currency }: FactsRecord,
  { rules, pathOf, ruleOf }: RulesOfDays,
): Promise<MonthLimit[]> {
  const day = { centreId, businessDate };
  const scopes = listScopes(centreId, pathOf(centreId, businessDate));
  if (!rules.some((rule) => rule.monthly !== null && scopes.includes(rule.centreId))) return [];
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
