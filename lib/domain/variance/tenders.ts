/** Compares means of payment: what was counted in each, its share, and how both have changed. */
import { noSums, plusSums, type VarianceSums } from "./variance";
import { computeChange } from "./compare-periods";
import { isComparable } from "./series";

export type TenderSums = VarianceSums & {
  tenderId?: string | undefined;
  tenderName?: string | null | undefined;
};

export type TenderRow = {
  tenderId: string;
  tenderName: string | null;
  sums: VarianceSums;
  /** It is the share of all that was counted, from 0 to 1; null when nothing was. */
  share: number | null;
  /** It is the share before; null when there is no period to compare with, or too little in it. */
  shareBefore: number | null;
  /** The relative change of the counted amount: 0.1 is a tenth more; null without a comparison. */
  change: number | null;
};

/** Lists the largest amount first. */
export function buildTenderRows(
  rows: readonly TenderSums[],
  before: readonly TenderSums[],
  currency: string,
): { rows: TenderRow[]; total: VarianceSums } {
  const now = rows.filter((row) => row.currency === currency);
  const earlier = before.filter((row) => row.currency === currency);
  const total = now.reduce(plusSums, noSums(currency));
  const totalThen = earlier.reduce(plusSums, noSums(currency));
  const then = isComparable(total, totalThen) ? earlier : [];
  const listed = now.map((sums): TenderRow => {
    const was = then.find(({ tenderId }) => tenderId === sums.tenderId);
    return {
      tenderId: sums.tenderId ?? "",
      tenderName: sums.tenderName ?? null,
      sums,
      share: computeShare(sums, total),
      shareBefore: was === undefined ? null : computeShare(was, totalThen),
      change: computeChange(sums.countedMinor, was?.countedMinor ?? null),
    };
  });
  return { rows: listed.sort((a, b) => b.sums.countedMinor - a.sums.countedMinor), total };
}

function computeShare({ countedMinor }: VarianceSums, total: VarianceSums): number | null {
  return total.countedMinor <= 0 ? null : countedMinor / total.countedMinor;
}
