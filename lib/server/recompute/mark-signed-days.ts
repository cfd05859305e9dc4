import "server-only";

/**
 * Signed days do not change. When a newer cash sheet would have changed one, the day is only marked
 * with the version of the sheet in force, as long as its expected lines are neither those that were
 * signed nor those that were accepted since.
 */
import { assert } from "@/lib/domain/assert";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import { minor } from "@/lib/domain/money";
import { listChangedLines, type ExpectedSide } from "@/lib/domain/workflow/changed-after-sign-off";
import { type DayKey, formatDayKey } from "@/lib/domain/keys";
import type { Transaction } from "../db/sql";
import { dateSpan, keyArrays, unnestDays } from "../db/values";
import { readAgreedFloats } from "./read-agreed-floats";
import { readItemKinds } from "./read-item-kinds";

/** `changed` is the mark that the day should have and does not have. */
export type SignedChange = DayKey & { changed: number | null };

export async function changedSignedDays(
  tx: Transaction,
  days: readonly DayKey[],
): Promise<SignedChange[]> {
  const signed = await readSigned(tx, days);
  const doubtful = signed.filter(({ latest, sheetVersion, accepted }) => {
    return latest !== sheetVersion && latest !== accepted;
  });
  const isChanged = await comparison(tx, doubtful);
  return signed.flatMap((day) => {
    const changed = doubtful.includes(day) && isChanged(day) ? day.latest : null;
    const { centreId, businessDate } = day;
    return changed === day.marked ? [] : [{ centreId, businessDate, changed }];
  });
}

export async function markSignedDays(
  { sql }: Transaction,
  days: readonly SignedChange[],
): Promise<void> {
  if (days.length === 0) return;
  await sql(
    `UPDATE reconciliation r
        SET changed_sheet_version = k.changed, version = r.version + 1,
            revision = nextval('reconciliation_revision')
       FROM ${unnestDays({ changed: "int" })}
      WHERE r.centre_id = k.centre_id AND r.business_date = k.business_date
        AND r.business_date BETWEEN $4 AND $5`,
    [...keyArrays(days), days.map(({ changed }) => changed), ...dateSpan(days)],
  );
}

type SignedDay = DayKey & {
  marked: number | null;
  /** The version in force; 0 when Cashrec no longer has a sheet. */
  latest: number;
  /** The version that was signed. */
  sheetVersion: number;
  /** The version that was accepted since the day was signed; null when none was. */
  accepted: number | null;
};

async function readSigned({ sql }: Transaction, days: readonly DayKey[]): Promise<SignedDay[]> {
  return sql<SignedDay>(
    `SELECT r.centre_id AS "centreId", r.business_date AS "businessDate",
            r.changed_sheet_version AS marked, coalesce(s.version, 0) AS latest,
            r.sheet_version AS "sheetVersion", a.sheet_version AS accepted
       FROM ${DAYS} JOIN reconciliation r USING (centre_id, business_date)
       LEFT JOIN cash_sheet s USING (centre_id, business_date)
       LEFT JOIN LATERAL (
         SELECT m.sheet_version FROM move m
          WHERE m.centre_id = r.centre_id AND m.business_date = r.business_date
            AND m.move = 'acceptance' AND NOT EXISTS (
              SELECT FROM move o WHERE o.centre_id = m.centre_id
                 AND o.business_date = m.business_date AND o.number > m.number
                 AND o.move = 'reopening')
          ORDER BY m.number DESC LIMIT 1) a ON true
      WHERE r.state <> 'open'`,
    keyArrays(days),
  );
}

export type Sides = Map<string, ExpectedSide[]>;

/** Reads only what the days in question need, which is very little for most of them. */
async function comparison(
  tx: Transaction,
  days: readonly SignedDay[],
): Promise<(day: SignedDay) => boolean> {
  if (days.length === 0) return () => false;
  const signed = await readStoredSides(tx, days);
  const latest = await readSheetLines(tx, days, ({ latest: version }) => version);
  // What was agreed or given a meaning since then changes both sheets alike, and marks no day.
  const before = await readSheetLines(tx, days, ({ sheetVersion }) => sheetVersion);
  const accepted = await readSheetLines(tx, days, ({ accepted: version }) => version ?? 0);
  const differ = (one: Sides, other: Sides, day: DayKey) =>
    listChangedLines(one.get(formatDayKey(day)) ?? [], other.get(formatDayKey(day)) ?? []).length >
    0;
  return (day) =>
    differ(before, latest, day) &&
    differ(signed, latest, day) &&
    (day.accepted === null || differ(accepted, latest, day));
}

/** Reads the expected side of the stored lines, whatever the state of the day. */
export async function readStoredSides(
  { sql }: Pick<Transaction, "sql">,
  days: readonly DayKey[],
): Promise<Sides> {
  const rows = await sql<DayKey & Omit<ExpectedSide, "expected"> & { expected: string | null }>(
    `SELECT l.centre_id AS "centreId", l.business_date AS "businessDate",
            l.shift_id AS "shiftId", l.shift_name AS "shiftName", l.till_id AS "tillId",
            l.till_name AS "tillName", l.tender_id AS "tenderId", l.tender_name AS "tenderName",
            l.expected_minor AS expected
       FROM ${DAYS} JOIN reconciliation_line l USING (centre_id, business_date)`,
    keyArrays(days),
  );
  const sides: Sides = new Map();
  for (const { expected, ...line } of rows) {
    const side = { ...line, expected: expected === null ? null : minor(Number(expected)) };
    const of = sides.get(formatDayKey(line));
    if (of === undefined) sides.set(formatDayKey(line), [side]);
    else of.push(side);
  }
  return sides;
}

async function readSheetLines(
  { sql }: Transaction,
  days: readonly SignedDay[],
  versionOf: (day: SignedDay) => number,
): Promise<Sides> {
  const rows = await sql<DayKey & { sheet: CashSheet | null }>(
    `SELECT v.centre_id AS "centreId", v.business_date AS "businessDate", v.sheet
       FROM ${unnestDays({ version: "int" })}
       JOIN cash_sheet_version v USING (centre_id, business_date, version)
      WHERE v.hash IS NOT NULL`,
    [...keyArrays(days), days.map(versionOf)],
  );
  const floatsOf = await readAgreedFloats(sql, days);
  const readSheet = await readItemKinds(sql);
  return new Map(
    rows.map((row) => {
      assert(row.sheet !== null, "a version that a day needs has its content");
      return [formatDayKey(row), expectedLines(readSheet(row.sheet), floatsOf(row))];
    }),
  );
}

const DAYS = unnestDays();
