import "server-only";

/**
 * Reads days as they were signed. One statement reads a day's state, last move and lines, so that a
 * day which is reopened meanwhile is read either before or after, never half.
 */
import type { TenderKind } from "@/lib/domain/cash-sheet";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import type { ClosedLine } from "@/lib/domain/journal/day-facts";
import type { Sql } from "../db/sql";
import { amountOf, keyArrays, unnestDays } from "../db/values";
import { readTerms, STORED_TERMS, type StoredTerms } from "../recompute/stored-terms";

export type ClosedDay = DayKey & {
  centreName: string;
  currency: string;
  moveNumber: number;
  lines: ClosedLine[];
};

type LineRecord = DayKey & {
  centreName: string;
  currency: string;
  moveNumber: number;
  /** It is null on the one row of a day without lines. */
  tenderId: string | null;
  tenderName: string | null;
  tenderKind: TenderKind | null;
  expected: string | null;
  counted: string | null;
  terms: StoredTerms | null;
  reason: string | null;
  floatLeft: string | null;
};

/**
 * Days that are not closed are missing in the result. Each of a few hundred days is looked up by
 * its key: a join, which OFFSET 0 prevents, would read all days there are.
 */
export async function readClosedDays(
  sql: Sql,
  days: readonly DayKey[],
): Promise<Map<string, ClosedDay>> {
  const rows = await sql<LineRecord>(
    `SELECT k.centre_id AS "centreId", k.business_date AS "businessDate",
            coalesce(c.name, k.centre_id) AS "centreName", r.currency,
            m.number AS "moveNumber", l.tender_id AS "tenderId", l.tender_name AS "tenderName",
            l.tender_kind AS "tenderKind", l.expected_minor AS expected,
            l.counted_minor AS counted, ${STORED_TERMS} AS terms,
            l.reason, t.float_left_minor AS "floatLeft"
       FROM ${unnestDays()}
       CROSS JOIN LATERAL (SELECT o.currency FROM reconciliation o
             WHERE o.centre_id = k.centre_id AND o.business_date = k.business_date
               AND o.state = 'closed' OFFSET 0) r
       CROSS JOIN LATERAL (SELECT coalesce(max(o.number), 0) AS number FROM move o
             WHERE o.centre_id = k.centre_id AND o.business_date = k.business_date) m
       LEFT JOIN centre c ON c.id = k.centre_id
       LEFT JOIN LATERAL (SELECT o.* FROM reconciliation_line o
             WHERE o.centre_id = k.centre_id AND o.business_date = k.business_date
             OFFSET 0) l ON true
       LEFT JOIN LATERAL (SELECT o.float_left_minor FROM till_count o
             WHERE o.centre_id = k.centre_id AND o.business_date = k.business_date
               AND o.shift_id = l.shift_id AND o.till_id = l.till_id
               AND o.tender_id = l.tender_id AND o.version = l.count_version
               AND ${STORED_TERMS} IS NOT NULL
             OFFSET 0) t ON true
      ORDER BY k.centre_id, k.business_date, l.shift_id, l.till_id, l.tender_id`,
    keyArrays(days),
  );
  const found = new Map<string, ClosedDay>();
  for (const row of rows) {
    const key = formatDayKey(row);
    const day = found.get(key) ?? newDay(row);
    if (row.tenderId !== null) day.lines.push(toLine(row, row.tenderId));
    found.set(key, day);
  }
  return found;
}

function newDay({ centreId, businessDate, centreName, currency, moveNumber }: LineRecord) {
  const lines: ClosedLine[] = [];
  return { centreId, businessDate, centreName, currency, moveNumber, lines };
}

function toLine(row: LineRecord, tenderId: string): ClosedLine {
  return {
    tenderId,
    tenderName: row.tenderName,
    tenderKind: row.tenderKind,
    expected: amountOf(row.expected),
    counted: amountOf(row.counted),
    terms: row.terms === null ? null : readTerms(row.terms),
    reason: row.reason,
    floatLeft: amountOf(row.floatLeft),
  };
}
