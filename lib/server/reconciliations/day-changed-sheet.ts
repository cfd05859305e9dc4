import "server-only";

/** Compares a cash sheet that changed after sign-off with what was signed. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import type { DayKey } from "@/lib/domain/keys";
import { minor } from "@/lib/domain/money";
import { listChangedLines } from "@/lib/domain/workflow/changed-after-sign-off";
import { sql } from "../db/sql";
import { readAgreedFloats } from "../recompute/read-agreed-floats";

type Signed = Pick<
  DayDetail["lineDetails"][number],
  "shiftId" | "shiftName" | "tillId" | "tillName" | "tenderId" | "tenderName" | "expectedMinor"
>;

/** `version` is the mark in the day's row; null means that nothing changed. */
export async function findChangedSheet(
  day: DayKey,
  version: number | null,
  signed: readonly Signed[],
): Promise<DayDetail["changed"]> {
  if (version === null) return null;
  const [row] = await sql<{ sheet: CashSheet | null; at: Date }>(
    `SELECT v.sheet, coalesce(v.fetched_at, s.read_at) AS at
       FROM cash_sheet s
       LEFT JOIN cash_sheet_version v ON v.centre_id = s.centre_id
        AND v.business_date = s.business_date AND v.version = $3
      WHERE s.centre_id = $1 AND s.business_date = $2`,
    [day.centreId, day.businessDate, version],
  );
  const sheet = row?.sheet ?? null;
  const before = signed.map(({ expectedMinor, ...line }) => {
    return { ...line, expected: expectedMinor === null ? null : minor(expectedMinor) };
  });
  const floatOf = (await readAgreedFloats(sql, [day]))(day);
  const lines = listChangedLines(before, sheet === null ? [] : expectedLines(sheet, floatOf));
  return {
    version,
    fetchedAt: row?.at.toISOString() ?? null,
    lines: lines.map(({ signed: signedMinor, now: nowMinor, change: changeMinor, ...line }) => {
      return { ...line, signedMinor, nowMinor, changeMinor };
    }),
  };
}
