import "server-only";

/** Reads what Cashrec says of a day beside the takings, from the sheet that its lines come from. */
import type { SheetFacts } from "@/lib/contracts/cash-sheet";
import type { DayDetail } from "@/lib/contracts/reconciliation";
import type { CashSheet, RegisterShift } from "@/lib/domain/cash-sheet";
import { type DayKey, isSameTill } from "@/lib/domain/keys";
import { isDrawerLine } from "@/lib/domain/line";
import { minor } from "@/lib/domain/money";
import { explainOwnDifference } from "@/lib/domain/reconciliation/explain-own-difference";
import { mergeShifts } from "@/lib/domain/reconciliation/merge-shifts";
import { sql } from "../db/sql";

type LineDetail = DayDetail["lineDetails"][number];

/** The lines may still be on their way. */
export async function findSheetFacts(
  { centreId, businessDate }: DayKey,
  linesOfDay: Promise<readonly LineDetail[]>,
): Promise<SheetFacts | null> {
  const rows = sql<{ sheet: CashSheet | null }>(
    `SELECT v.sheet
       FROM reconciliation d
       JOIN cash_sheet_version v ON v.centre_id = d.centre_id
        AND v.business_date = d.business_date AND v.version = d.sheet_version
      WHERE d.centre_id = $1 AND d.business_date = $2`,
    [centreId, businessDate],
  );
  const [[row], lines] = await Promise.all([rows, linesOfDay]);
  const sheet = row?.sheet ?? null;
  if (sheet === null) return null;
  return {
    reviews: sheet.reviews ?? [],
    shifts: mergeShifts(sheet.shifts).map((shift) => toFacts(shift, lines)),
  };
}

function toFacts(shift: RegisterShift, lines: readonly LineDetail[]): SheetFacts["shifts"][number] {
  const cash = lines.find((line) => isDrawerLine(line) && isSameTill(line, shift));
  const own = shift.cashDifference?.amount ?? null;
  const ours = cash?.differenceMinor ?? null;
  const disagreement =
    own === null || ours === null
      ? null
      : explainOwnDifference(own, minor(ours), cash?.terms ?? []);
  return {
    shiftId: shift.shiftId,
    shiftName: shift.shiftName,
    tillId: shift.tillId,
    tillName: shift.tillName,
    openedAt: shift.openedAt,
    closedAt: shift.closedAt,
    grossSalesMinor: shift.grossSales?.amount ?? null,
    netSalesMinor: shift.netSales?.amount ?? null,
    tickets: shift.tickets,
    cashrecDifferenceMinor: own,
    ourDifferenceMinor: ours,
    disagreement:
      disagreement === null ? null : { gapMinor: disagreement.gapMinor, terms: disagreement.terms },
  };
}
