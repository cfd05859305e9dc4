import "server-only";

/**
 * Reads the latest explanations, recount requests and openings of some centre-days, with one
 * statement each.
 */
import { minor } from "@/lib/domain/money";
import type {
  DayRecords,
  Explanation,
  Opening,
  RecountRequest,
} from "@/lib/domain/workflow/outstanding";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { amountOf, keyArrays, unnestDays } from "../db/values";
import { groupBy } from "@/lib/domain/group-by";

const DAYS = unnestDays();
const LINE = `x.shift_id AS "shiftId", x.till_id AS "tillId", x.tender_id AS "tenderId"`;

export async function readDayRecords(
  tx: Transaction,
  days: readonly DayKey[],
): Promise<(day: DayKey) => DayRecords> {
  const read = await Promise.all([
    readExplanations(tx, days),
    readRecounts(tx, days),
    readOpenings(tx, days),
  ]);
  const [explanations, recounts, openings] = [byDay(read[0]), byDay(read[1]), byDay(read[2])];
  return (day) => ({
    explanations: explanations(day),
    recounts: recounts(day),
    openings: openings(day),
  });
}

type Of<T> = T & DayKey;

async function readExplanations({ sql }: Transaction, days: readonly DayKey[]) {
  const rows = await sql<Of<Omit<Explanation, "difference">> & { difference: string | null }>(
    `SELECT DISTINCT ON (x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id)
            x.centre_id AS "centreId", x.business_date AS "businessDate", ${LINE}, x.kind, x.reason,
            x.difference_minor AS difference, x.count_version AS "countVersion"
       FROM ${DAYS} JOIN explanation x USING (centre_id, business_date)
      ORDER BY x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id, x.version DESC`,
    keyArrays(days),
  );
  return rows.map((row): Of<Explanation> => ({ ...row, difference: amountOf(row.difference) }));
}

async function readRecounts({ sql }: Transaction, days: readonly DayKey[]) {
  return sql<Of<RecountRequest>>(
    `SELECT DISTINCT ON (x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id)
            x.centre_id AS "centreId", x.business_date AS "businessDate", ${LINE},
            x.count_version AS "countVersion"
       FROM ${DAYS} JOIN recount_request x USING (centre_id, business_date)
      ORDER BY x.centre_id, x.business_date, x.shift_id, x.till_id, x.tender_id, x.number DESC`,
    keyArrays(days),
  );
}

type OpeningRecord = { counted: string; previous: string | null; agreed: string | null };

async function readOpenings({ sql }: Transaction, days: readonly DayKey[]) {
  const rows = await sql<Of<Pick<Opening, "shiftId" | "tillId">> & OpeningRecord>(
    `SELECT DISTINCT ON (x.centre_id, x.business_date, x.shift_id, x.till_id)
            x.centre_id AS "centreId", x.business_date AS "businessDate", x.shift_id AS "shiftId",
            x.till_id AS "tillId", x.counted_minor AS counted, x.previous_minor AS previous,
            x.agreed_minor AS agreed
       FROM ${DAYS} JOIN opening_count x USING (centre_id, business_date)
      ORDER BY x.centre_id, x.business_date, x.shift_id, x.till_id, x.version DESC`,
    keyArrays(days),
  );
  return rows.map((row): Of<Opening> => ({
    ...row,
    counted: minor(Number(row.counted)),
    previous: amountOf(row.previous),
    agreed: amountOf(row.agreed),
  }));
}

function byDay<T extends DayKey>(rows: readonly T[]): (day: DayKey) => T[] {
  const groups = groupBy(rows, formatDayKey);
  return (day) => groups.get(formatDayKey(day)) ?? [];
}
