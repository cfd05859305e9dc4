import "server-only";

/**
 * Reads the inputs of some centre-days with one statement each: sheets, counts, rules, stored
 * lines.
 */
import { assert } from "@/lib/domain/assert";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { minor } from "@/lib/domain/money";
import type { AgreedFloatOf } from "@/lib/domain/reconciliation/expected-cash";
import type { CountedLine } from "@/lib/domain/reconciliation/reconcile";
import type { DayRecords } from "@/lib/domain/workflow/outstanding";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { keyArrays, unnestDays } from "../db/values";
import {
  LINE_COLUMNS,
  type LineValues,
  selectValue,
  TERMS_COLUMN,
  TOTAL_COLUMNS,
} from "./line-columns";
import { formatTerms, readTerms, type StoredTerms } from "./stored-terms";
import { readAgreedFloats } from "./read-agreed-floats";
import { readItemKinds } from "./read-item-kinds";
import { readDayRecords } from "./read-explanations";

export type Situation = DayKey & {
  currency: string;
  sheet: CashSheet | null;
  /** 0 when there is no sheet. */
  sheetVersion: number;
  counted: CountedLine[];
  agreedFloatOf: AgreedFloatOf;
  records: DayRecords;
  /** The day's own row and its lines as they are stored; null when there is no row. */
  stored: { day: string; lines: LineValues[] } | null;
};

/** The sheets that the caller has just stored, by `formatDayKey`. */
export type FreshSheets = ReadonlyMap<string, CashSheet>;

/** Days that are signed off, and days of centres that do not exist, are omitted. */
export async function readSituations(
  tx: Transaction,
  days: readonly DayKey[],
  fresh: FreshSheets,
): Promise<Situation[]> {
  const open = await readOpenDays(tx, days, fresh);
  const [counts, recordsOf, floatsOf, readSheet, lines] = await Promise.all([
    readCounts(tx, open),
    readDayRecords(tx, open),
    readAgreedFloats(tx.sql, open),
    readItemKinds(tx.sql),
    readLines(
      tx,
      open.filter(({ stored }) => stored !== null),
    ),
  ]);
  return open.map((day): Situation => {
    const id = formatDayKey(day);
    const given = fresh.get(id) ?? day.sheet;
    assert(given !== null || day.hash === null, "the version in force has its content");
    const sheet = given === null ? null : readSheet(given);
    const stored = day.stored === null ? null : { day: day.stored, lines: lines.get(id) ?? [] };
    return {
      centreId: day.centreId,
      businessDate: day.businessDate,
      sheet,
      stored,
      currency: sheet?.currency ?? day.currency,
      sheetVersion: day.version ?? 0,
      counted: counts.get(id) ?? [],
      agreedFloatOf: floatsOf(day),
      records: recordsOf(day),
    };
  });
}

type DayRecord = DayKey & {
  currency: string;
  version: number | null;
  hash: string | null;
  sheet: CashSheet | null;
  stored: string | null;
};

const DAYS = unnestDays();

/** `stored` has the format of `dayText`. */
async function readOpenDays(
  { sql }: Transaction,
  days: readonly DayKey[],
  fresh: FreshSheets,
): Promise<DayRecord[]> {
  return sql<DayRecord>(
    `SELECT k.centre_id AS "centreId", k.business_date AS "businessDate", c.currency,
            v.version, v.hash, CASE WHEN k.fresh THEN NULL ELSE v.sheet END AS sheet,
            CASE WHEN r.centre_id IS NULL THEN NULL ELSE concat_ws(' ', r.currency,
              r.sheet_version, ${TOTAL_COLUMNS.map((name) => `r.${name}`).join(", ")},
              coalesce(r.last_closed_at, ''), r.findings) END AS stored
       FROM ${unnestDays({ fresh: "bool" })}
       JOIN centre c ON c.id = k.centre_id
       LEFT JOIN cash_sheet s USING (centre_id, business_date)
       LEFT JOIN cash_sheet_version v USING (centre_id, business_date, version)
       LEFT JOIN reconciliation r USING (centre_id, business_date)
      WHERE coalesce(r.state, 'open') = 'open'`,
    [...keyArrays(days), days.map((day) => fresh.has(formatDayKey(day)))],
  );
}

async function readCounts(
  { sql }: Transaction,
  days: readonly DayKey[],
): Promise<Map<string, CountedLine[]>> {
  const rows = await sql<DayKey & Omit<CountedLine, "counted"> & { counted: string }>(
    `SELECT DISTINCT ON (t.centre_id, t.business_date, t.shift_id, t.till_id, t.tender_id)
            t.centre_id AS "centreId", t.business_date AS "businessDate",
            t.shift_id AS "shiftId", t.till_id AS "tillId", t.tender_id AS "tenderId",
            t.counted_minor AS counted, t.version
       FROM ${DAYS} JOIN till_count t USING (centre_id, business_date)
      ORDER BY t.centre_id, t.business_date, t.shift_id, t.till_id, t.tender_id, t.version DESC`,
    keyArrays(days),
  );
  const counts = new Map<string, CountedLine[]>();
  for (const { shiftId, tillId, tenderId, counted, version, ...day } of rows) {
    const line = { shiftId, tillId, tenderId, counted: minor(Number(counted)), version };
    append(counts, formatDayKey(day), line);
  }
  return counts;
}

/** Reads the stored lines in the form in which `computeDay` builds them. */
async function readLines(
  { arrays }: Transaction,
  days: readonly DayKey[],
): Promise<Map<string, LineValues[]>> {
  const lines = new Map<string, LineValues[]>();
  if (days.length === 0) return lines;
  const columns = LINE_COLUMNS.map(selectValue).join(", ");
  const rows = await arrays(
    `SELECT ${columns} FROM ${DAYS} JOIN reconciliation_line l USING (centre_id, business_date)`,
    keyArrays(days),
  );
  for (const row of rows) {
    const [centreId, businessDate] = row;
    assert(typeof centreId === "string" && typeof businessDate === "string", "a line has a key");
    append(lines, formatDayKey({ centreId, businessDate }), row.map(storedValue));
  }
  return lines;
}

/** PostgreSQL returns `bigint` as text, and JSON as objects. */
function storedValue(value: unknown, column: number): LineValues[number] {
  if (value === null) return null;
  if (column === TERMS_COLUMN) return formatTerms(readTerms(value as StoredTerms));
  return BIGINT_COLUMNS.has(column) ? Number(value) : (value as LineValues[number]);
}

const BIGINT_COLUMNS = new Set(
  LINE_COLUMNS.flatMap((column, index) => (column.endsWith("_minor") ? [index] : [])),
);

function append<T>(groups: Map<string, T[]>, id: string, item: T): void {
  const group = groups.get(id);
  if (group === undefined) groups.set(id, [item]);
  else group.push(item);
}
