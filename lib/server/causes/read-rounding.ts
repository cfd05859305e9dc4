import "server-only";

/** Reads how cash payments of a day's tills were rounded, and how many receipts they had. */
import type { CashSheet } from "@/lib/domain/cash-sheet";
import type { CauseLine } from "@/lib/domain/causes/cause";
import { type DayKey, isSameTill } from "@/lib/domain/keys";
import { mergeShifts } from "@/lib/domain/reconciliation/merge-shifts";
import { type CashRounding, findRoundingStep } from "@/lib/domain/till-count/cash-rounding";
import type { Sql } from "../db/sql";
import { listRoundingRules } from "../item-kinds/roundings";

/** Of most days nothing is rounded, and their sheets are not read. */
export async function readRounding(
  run: Sql,
  day: DayKey & { currency: string },
): Promise<(line: CauseLine) => CashRounding | undefined> {
  const step = findRoundingStep(await listRoundingRules(run, day), day);
  if (step === null) return () => undefined;
  const [row] = await run<{ sheet: CashSheet | null }>(
    `SELECT v.sheet FROM cash_sheet s
       JOIN cash_sheet_version v ON v.centre_id = s.centre_id
        AND v.business_date = s.business_date AND v.version = s.version
      WHERE s.centre_id = $1 AND s.business_date = $2`,
    [day.centreId, day.businessDate],
  );
  const shifts = mergeShifts(row?.sheet?.shifts ?? []);
  return (line) => {
    // Receipts of every tender are at least as many as those in cash.
    const receipts = shifts.find((shift) => isSameTill(shift, line))?.tickets ?? null;
    return receipts === null ? undefined : { step, receipts };
  };
}
