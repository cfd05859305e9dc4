/**
 * Computes the cash on hand and in transit to the bank, from what the cash sheets of a centre
 * report day by day: what was taken in cash, what was deposited, and the floats. What a sheet does
 * not report stays unknown.
 */
import { type Minor, minor } from "../money";

/**
 * At most this number of centres is listed, more than anyone reads; the totals count all of them.
 */
export const CASH_ROWS_MAX = 5_000;

export type CashDay = {
  businessDate: string;
  /**
   * Contains cash sales, and what was paid into or out of the tills; it is null when not provided.
   */
  takenMinor: number | null;
  depositedMinor: number | null;
};

export type CashStanding = {
  businessDate: string;
  /** These are the floats in the tills at the end of that date. */
  floatMinor: Minor | null;
  /** Taken and not deposited since `pendingSince`; null as soon as one day's amount is unknown. */
  pendingMinor: Minor | null;
  pendingSince: string | null;
  onHandMinor: Minor | null;
  lastDepositDate: string | null;
  lastDepositMinor: Minor | null;
  depositsProvided: boolean;
};

/**
 * Expects the days in order. A deposit is assumed to contain all that was taken up to and on its
 * day, because the sheet does not tell which takings it contains. The float is what the tills of
 * the last day had; null when it is not provided.
 */
export function computeCashStanding(
  days: readonly CashDay[],
  lastFloatMinor: number | null,
): CashStanding | null {
  // The sheets of the last days may be missing so far.
  const read = days.slice(0, days.findLastIndex(isProvided) + 1);
  const last = read.at(-1);
  if (last === undefined) return null;
  const depositsProvided = read.some(({ depositedMinor }) => depositedMinor !== null);
  const deposit = read.findLast(({ depositedMinor }) => (depositedMinor ?? 0) > 0);
  const open = deposit === undefined ? read : read.slice(read.indexOf(deposit) + 1);
  const pending = depositsProvided ? computeTaken(open) : null;
  const floatMinor = lastFloatMinor === null ? null : minor(lastFloatMinor);
  return {
    businessDate: last.businessDate,
    floatMinor,
    depositsProvided,
    pendingMinor: pending,
    pendingSince: pending === null ? null : (open[0]?.businessDate ?? null),
    onHandMinor: pending === null || floatMinor === null ? null : minor(pending + floatMinor),
    lastDepositDate: deposit?.businessDate ?? null,
    lastDepositMinor: deposit?.depositedMinor == null ? null : minor(deposit.depositedMinor),
  };
}

function isProvided({ takenMinor, depositedMinor }: CashDay): boolean {
  return takenMinor !== null || depositedMinor !== null;
}

function computeTaken(days: readonly CashDay[]): Minor | null {
  let total = 0;
  for (const { takenMinor } of days) {
    if (takenMinor === null) return null;
    total += takenMinor;
  }
  return minor(total);
}

export type CashTotal = {
  currency: string;
  centres: number;
  /** It is the sum over the centres whose pending cash is known; null when there are none. */
  pendingMinor: Minor | null;
  pendingCentres: number;
  /** It counts the centres whose sheets report no deposits. */
  silentCentres: number;
};

type CentreCash = Pick<CashStanding, "pendingMinor" | "depositsProvided"> & { currency: string };

/** Returns one total per currency, in the order of their codes. */
export function computeCashTotals(standings: readonly CentreCash[]): CashTotal[] {
  const currencies = [...new Set(standings.map(({ currency }) => currency))].sort();
  return currencies.map((currency) => {
    const own = standings.filter((one) => one.currency === currency);
    const known = own.flatMap(({ pendingMinor }) => pendingMinor ?? []);
    return {
      currency,
      centres: own.length,
      pendingCentres: known.length,
      pendingMinor: known.length === 0 ? null : minor(known.reduce((sum, one) => sum + one, 0)),
      silentCentres: own.filter(({ depositsProvided }) => !depositsProvided).length,
    };
  });
}
