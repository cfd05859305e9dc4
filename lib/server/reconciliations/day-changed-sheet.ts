import "server-only";

/** Compares a cash sheet that changed after sign-off with what was signed. */
import type { DayDetail } from "@/lib/contracts/reconciliation";
import { assert } from "@/lib/domain/assert";
import type { CashSheet } from "@/lib/domain/cash-sheet";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import type { DayKey } from "@/lib/domain/keys";
import { minor } from "@/lib/domain/money";
import { listChangedLines } from "@/lib/domain/workflow/changed-after-sign-off";
import { sql } from "../db/sql";
import { readAgreedFloats } from "../recompute/read-agreed-floats";
import { readItemKinds } from "../recompute/read-item-kinds";

type Signed = Pick<
  DayDetail["lineDetails"][number],
  "shiftId" | "shiftName" | "tillId" | "tillName" | "tenderId" | "tenderName" | "expectedMinor"
>;

/** `version` is the mark in the day's row: 0 when the sheet has gone, null when it is as signed. */
export async function findChangedSheet(
  day: DayKey,
  version: number | null,
  signed: readonly Signed[],
): Promise<DayDetail["changed"]> {
  if (version === null) return null;
  const [row] = await sql<{ sheet: CashSheet | null; hash: string | null; at: Date }>(
    `SELECT sheet, hash, fetched_at AS at FROM cash_sheet_version
      WHERE centre_id = $1 AND business_date = $2
        AND ($3::int = version OR ($3::int = 0 AND hash IS NULL))
      ORDER BY version DESC LIMIT 1`,
    [day.centreId, day.businessDate, version],
  );
  const sheet = row?.sheet ?? null;
  assert(
    sheet !== null || (row?.hash ?? null) === null,
    "a version that is a mark has its content",
  );
  const before = signed.map(({ expectedMinor, ...line }) => {
    return { ...line, expected: expectedMinor === null ? null : minor(expectedMinor) };
  });
  const floatOf = (await readAgreedFloats(sql, [day]))(day);
  const readSheet = await readItemKinds(sql);
  const after = sheet === null ? [] : expectedLines(readSheet(sheet), floatOf);
  const lines = listChangedLines(before, after);
  return {
    version,
    fetchedAt: row?.at.toISOString() ?? null,
    lines: lines.map(({ signed: signedMinor, now: nowMinor, change: changeMinor, ...line }) => {
      return { ...line, signedMinor, nowMinor, changeMinor };
    }),
  };
}
