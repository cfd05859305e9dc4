import "server-only";

/** What would come of sheets that were read for trial: their lines, and whether they add up. */
import type { TriedLine, TriedResponse, TrialResult } from "@/lib/contracts/field-map-trial";
import type { CashSheet, RegisterShift } from "@/lib/domain/cash-sheet";
import { groupBy } from "@/lib/domain/group-by";
import { sum } from "@/lib/domain/money";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import { knownMinor } from "../db/values";

/** A centre that is not ours yet has no agreed floats. */
export function listTriedLines(sheet: CashSheet, currency: string | null): TriedLine[] {
  const { centreId, businessDate } = sheet;
  return expectedLines(sheet, () => null).map((line) => ({
    centreId,
    businessDate,
    currency: sheet.currency ?? currency ?? "",
    shiftId: line.shiftId,
    shiftName: line.shiftName,
    tillId: line.tillId,
    tillName: line.tillName,
    tenderId: line.tenderId,
    tenderName: line.tenderName,
    tenderKind: line.tenderKind,
    salesMinor: line.sales,
    expectedMinor: line.expected,
  }));
}

export function sumLines(lines: readonly TriedLine[]): TrialResult["totals"] {
  const byCurrency = groupBy(
    lines,
    ({ currency }) => currency,
    (line) => line,
  );
  return [...byCurrency].map(([currency, own]) => {
    const known = own.flatMap(({ expectedMinor }) => knownMinor(expectedMinor) ?? []);
    return {
      currency,
      lines: own.length,
      unknownLines: own.length - known.length,
      expectedMinor: sum(known),
    };
  });
}

type Rate = { matched: number; of: number };

/** Only shifts that give both sides are counted. */
export function countSums(sheets: readonly CashSheet[]): Rate {
  const both = sheets.flatMap(({ shifts }) => shifts).flatMap((shift) => sumsOf(shift) ?? []);
  return {
    matched: both.filter(({ tenders, gross }) => tenders === gross).length,
    of: both.length,
  };
}

function sumsOf({ tenders, grossSales }: RegisterShift) {
  const amounts = (tenders ?? []).map(({ amount }) => amount?.amount ?? null);
  const known = amounts.filter((amount) => amount !== null);
  if (grossSales === null || known.length === 0 || known.length < amounts.length) return null;
  return { tenders: sum(known), gross: grossSales.amount };
}

type Read = {
  sheets: readonly CashSheet[];
  sample: Pick<TriedResponse, "centreId" | "businessDate">;
};

/** Of the responses whose centre and date are known, those that have that sheet. */
export function countAsked(read: readonly Read[]): Rate {
  const known = read.filter(
    ({ sample }) => sample.centreId !== null && sample.businessDate !== null,
  );
  const matched = known.filter(({ sheets, sample }) =>
    sheets.some(
      ({ centreId, businessDate }) =>
        centreId === sample.centreId && businessDate === sample.businessDate,
    ),
  );
  return { matched: matched.length, of: known.length };
}
