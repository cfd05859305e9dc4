import "server-only";

/** Reads the lines of the days of a page of the feed, in their order. */
import type { z } from "zod";
import type { dayRecordSchema } from "@/lib/contracts/feed";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import { minor } from "@/lib/domain/money";
import type { Sql } from "../db/sql";
import { amountOf, keyArrays, unnestDays } from "../db/values";

type FeedLine = z.infer<typeof dayRecordSchema>["lines"][number];

type Amounts = "expectedMinor" | "countedMinor" | "differenceMinor" | "salesMinor";
type LineRow = Omit<FeedLine, Amounts | "toleranceMinor"> &
  Record<Amounts, string | null> &
  DayKey & { toleranceMinor: string };

export async function listLinesOfDays(
  sql: Sql,
  days: readonly DayKey[],
): Promise<(day: DayKey) => FeedLine[]> {
  const rows = await sql<LineRow>(
    `SELECT l.centre_id AS "centreId", l.business_date AS "businessDate", l.shift_id AS "shiftId",
            l.till_id AS "tillId", l.tender_id AS "tenderId", l.shift_name AS "shiftName",
            l.till_name AS "tillName", l.tender_name AS "tenderName",
            l.tender_kind AS "tenderKind", l.expected_minor AS "expectedMinor",
            l.counted_minor AS "countedMinor", l.difference_minor AS "differenceMinor",
            l.tolerance_minor AS "toleranceMinor", l.verdict, l.sales_minor AS "salesMinor",
            l.reason, l.count_version AS "countVersion"
       FROM ${unnestDays()}
       JOIN reconciliation_line l
         ON l.centre_id = k.centre_id AND l.business_date = k.business_date
      ORDER BY l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id`,
    keyArrays(days),
  );
  const byDay = new Map<string, FeedLine[]>(days.map((day) => [formatDayKey(day), []]));
  for (const row of rows) byDay.get(formatDayKey(row))?.push(lineOf(row));
  return (day) => byDay.get(formatDayKey(day)) ?? [];
}

function lineOf(row: LineRow): FeedLine {
  return {
    shiftId: row.shiftId,
    tillId: row.tillId,
    tenderId: row.tenderId,
    shiftName: row.shiftName,
    tillName: row.tillName,
    tenderName: row.tenderName,
    tenderKind: row.tenderKind,
    expectedMinor: amountOf(row.expectedMinor),
    countedMinor: amountOf(row.countedMinor),
    differenceMinor: amountOf(row.differenceMinor),
    toleranceMinor: minor(Number(row.toleranceMinor)),
    verdict: row.verdict,
    salesMinor: amountOf(row.salesMinor),
    reason: row.reason,
    countVersion: row.countVersion,
  };
}
