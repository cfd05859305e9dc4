import "server-only";

/**
 * Finds the likely causes of the differences of a day: gathers the lines around them, the counts by
 * denomination and the agreed floats, and calls the domain. It is only for readers of expected
 * figures.
 */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { CountItem } from "@/lib/contracts/count-settings";
import type { TenderKind } from "@/lib/domain/cash-sheet";
import { type CauseDayLine, walkCausesOfDay } from "@/lib/domain/causes/likely-causes";
import { type Cause, formatCauseLineId } from "@/lib/domain/causes/cause";
import { addDays } from "@/lib/domain/business-date";
import { findAgreedFloat } from "@/lib/domain/till-count/float";
import { minor } from "@/lib/domain/money";
import { type DayKey, isSamePosition, type LinePosition } from "@/lib/domain/keys";
import type { Sql } from "../db/sql";
import { amountOf } from "../db/values";
import { getDenominations } from "../denominations/queries";
import { listAgreedFloats } from "../floats/queries";
import { TOLERANCE } from "../recompute/line-columns";
import { readTerms, STORED_TERMS, type StoredTerms } from "../recompute/stored-terms";
import { runInSteps } from "../give-way";
import { readRounding } from "./read-rounding";

const EARLIER_ROWS_MAX = 6_000;
/** In four weeks, an expense that is paid on every Sunday occurs four times. */
export const EARLIER_DAYS = 28;

/** The result is in the order of the lines; lines without a difference are omitted. */
export async function listCauses(run: Sql, key: DayKey): Promise<DayDetail["causes"]> {
  const [records, earlierRecords, floats] = await Promise.all([
    readLinesAround(run, key),
    readEarlier(run, key),
    listAgreedFloats(run, key.centreId),
  ]);
  const currency = records.find(({ business_date: date }) => date === key.businessDate)?.currency;
  if (currency === undefined) return [];
  const [roundingOf, pieces] = await Promise.all([
    readRounding(run, { ...key, currency }),
    getDenominations(currency, run),
  ]);
  const denominations = pieces.denominations.map(({ valueMinor }) => valueMinor);
  const linesOf = (some: readonly LineRecord[]) =>
    some
      .filter((record) => record.currency === currency)
      .map((record) => causeLine(record, findAgreedFloat(floats, tillOf(record))));
  const around = linesOf(records);
  const earlier = linesOf(earlierRecords);
  const lines = around
    .filter(({ businessDate }) => businessDate === key.businessDate)
    .map((line) => ({ ...line, rounding: roundingOf(line) }));
  const neighbours = around.filter(({ businessDate }) => businessDate !== key.businessDate);
  const causesOfLines = new Map<string, Cause[]>();
  const walk = walkCausesOfDay({ currency, denominations, lines, neighbours, earlier });
  await runInSteps(walk, (step) => {
    if (step !== undefined) causesOfLines.set(...step);
  });
  return lines.flatMap((line) => {
    const causes = causesOfLines.get(formatCauseLineId(line));
    if (causes === undefined) return [];
    const { shiftId, tillId, tenderId } = line;
    return [{ shiftId, tillId, tenderId, causes }];
  });
}

export function causesAt(all: DayDetail["causes"], key: LinePosition): Cause[] {
  const found = all.find((line) => isSamePosition(line, key));
  return (found?.causes ?? []) as Cause[];
}

type LineRecord = {
  business_date: string;
  shift_id: string;
  till_id: string;
  tender_id: string;
  tender_kind: TenderKind | null;
  currency: string;
  expected_minor: string | null;
  counted_minor: string | null;
  difference_minor: string | null;
  tolerance_minor: string;
  terms: StoredTerms | null;
  denominations: CountItem[] | null;
};

const DAY_BEFORE = `
  (SELECT max(business_date) FROM reconciliation WHERE centre_id = $1 AND business_date < $2)`;

/**
 * Reads the day, and the nearest days of the centre before and after of which something is known.
 */
async function readLinesAround(
  run: Sql,
  { centreId, businessDate }: DayKey,
): Promise<LineRecord[]> {
  return run<LineRecord>(
    `SELECT l.business_date, l.shift_id, l.till_id, l.tender_id, l.tender_kind, l.currency,
            l.expected_minor, l.counted_minor, l.difference_minor, ${TOLERANCE} AS tolerance_minor,
            ${STORED_TERMS} AS terms, t.denominations
       FROM reconciliation_line l
       LEFT JOIN till_count t
         ON (t.centre_id, t.business_date, t.shift_id, t.till_id, t.tender_id, t.version)
          = (l.centre_id, l.business_date, l.shift_id, l.till_id, l.tender_id, l.count_version)
      WHERE l.centre_id = $1 AND l.business_date IN ($2, ${DAY_BEFORE},
        (SELECT min(business_date) FROM reconciliation
          WHERE centre_id = $1 AND business_date > $2))
      ORDER BY l.business_date, l.shift_id, l.till_id, l.tender_id`,
    [centreId, businessDate],
  );
}

/**
 * Reads what is usually paid and moved at this centre, before the days that are read in full; the
 * other columns of those lines are not needed.
 */
async function readEarlier(run: Sql, { centreId, businessDate }: DayKey): Promise<LineRecord[]> {
  return run<LineRecord>(
    `SELECT business_date, shift_id, till_id, tender_id, tender_kind, currency, expected_minor,
            counted_minor, difference_minor, ${TOLERANCE} AS tolerance_minor,
            ${STORED_TERMS} AS terms, NULL::jsonb AS denominations
       FROM reconciliation_line l
      WHERE centre_id = $1 AND business_date >= $3 AND business_date < ${DAY_BEFORE}
        AND tender_kind = 'cash'
      ORDER BY business_date DESC, shift_id, till_id, tender_id LIMIT ${EARLIER_ROWS_MAX}`,
    [centreId, businessDate, addDays(businessDate, -EARLIER_DAYS)],
  );
}

function causeLine(row: LineRecord, agreedFloat: CauseDayLine["agreedFloat"]): CauseDayLine {
  return {
    shiftId: row.shift_id,
    tillId: row.till_id,
    tenderId: row.tender_id,
    tenderKind: row.tender_kind,
    businessDate: row.business_date,
    agreedFloat,
    expected: amountOf(row.expected_minor),
    counted: amountOf(row.counted_minor),
    difference: amountOf(row.difference_minor),
    tolerance: minor(Number(row.tolerance_minor)),
    terms: row.terms === null ? null : readTerms(row.terms),
    denominations: row.denominations?.flatMap(piecesOf) ?? null,
  };
}

function tillOf({ till_id: tillId, business_date: businessDate }: LineRecord) {
  return { tillId, businessDate };
}

/** An amount that was counted in bulk tells nothing about single pieces. */
function piecesOf({ valueMinor, quantity, per, loose }: CountItem) {
  return loose === true ? [] : [{ valueMinor, quantity: quantity * (per ?? 1) }];
}
