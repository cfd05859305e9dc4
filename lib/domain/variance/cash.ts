/**
 * Cash on hand and on its way to the bank, from what the cash sheets of a centre say day by day:
 * what was taken in cash, what was deposited, and the floats. Where a sheet is silent, so is this.
 */
import { type Minor, minor } from "../money";

/** Centres, more of them than anyone reads; the totals count every one. */
export const CASH_ROWS_MAX = 5_000;

export type CashDay = {
  businessDate: string;
  /** Cash sales, and what was put into or paid out of the tills; null: not provided. */
  takenMinor: number | null;
  depositedMinor: number | null;
};

export type CashStanding = {
  businessDate: string;
  /** In the tills at the end of that date. */
  floatMinor: Minor | null;
  /** Taken and not deposited since `pendingSince`; null as soon as one day's is unknown. */
  pendingMinor: Minor | null;
  pendingSince: string | null;
  onHandMinor: Minor | null;
  lastDepositDate: string | null;
  lastDepositMinor: Minor | null;
  depositsProvided: boolean;
};

/**
 * Of days in order. A deposit is taken to hold all that was taken up to and on its day: the sheet
 * does not say which takings it is of. The float is what the tills of the last day held; null: not
 * provided.
 */
export function computeCashStanding(
  days: readonly CashDay[],
  lastFloatMinor: number | null,
): CashStanding | null {
  // The sheets of the last days may not be there yet.
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
  /** Of the centres whose pending cash is known; null: of none. */
  pendingMinor: Minor | null;
  pendingCentres: number;
  /** Where nothing is said of deposits. */
  silentCentres: number;
};

type CentreCash = Pick<CashStanding, "pendingMinor" | "depositsProvided"> & { currency: string };

/** One per currency, in the order of their codes. */
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
