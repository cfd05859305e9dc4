/**
 * Computes the cash on hand and in transit to the bank, from what the cash sheets of a centre
 * report day by day: what was taken in cash, what left by deposits and pickups, and the floats.
 * What a sheet does not report stays unknown.
 */
import { addDays } from "../business-date";
import { type Minor, minor, sum } from "../money";

/**
 * At most this number of centres is listed, more than anyone reads; the totals count all of them.
 */
export const CASH_ROWS_MAX = 5_000;

/**
 * Cash is banked sooner than that: a day of unknown takings that is older makes nothing unknown,
 * and what left then beyond the takings that were read is cash from before them.
 */
export const CASH_WAITING_DAYS = 31;

export type CashDay = {
  businessDate: string;
  /**
   * Contains cash sales, and what was paid into or out of the tills; it is null when not provided.
   */
  takenMinor: number | null;
  /** It left by deposits and by pickups of a carrier. */
  depositedMinor: number | null;
};

export type CashStanding = {
  businessDate: string;
  /** These are the floats in the tills at the end of that date. */
  floatMinor: Minor | null;
  /** It is null as soon as one day's amount is unknown. */
  pendingMinor: Minor | null;
  /** The oldest date of which something is pending. */
  pendingSince: string | null;
  /** Left lately beyond all that had been put in; it is null when what is pending is unknown. */
  excessMinor: Minor | null;
  excessSince: string | null;
  onHandMinor: Minor | null;
  lastDepositDate: string | null;
  lastDepositMinor: Minor | null;
  depositsProvided: boolean;
};

/**
 * Expects the days in order. The float is what the tills of the last day had; null when it is not
 * provided.
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
  const recent = addDays(last.businessDate, 1 - CASH_WAITING_DAYS);
  const unknown = read.findLastIndex((day) => day.takenMinor === null && day.businessDate < recent);
  const pending = depositsProvided ? computePending(read.slice(unknown + 1)) : null;
  const excess = pending?.excesses.filter(({ businessDate }) => businessDate >= recent);
  const floatMinor = lastFloatMinor === null ? null : minor(lastFloatMinor);
  return {
    businessDate: last.businessDate,
    floatMinor,
    depositsProvided,
    pendingMinor: pending?.pendingMinor ?? null,
    pendingSince: pending?.pendingSince ?? null,
    excessMinor: excess === undefined ? null : sum(excess.map(({ amountMinor }) => amountMinor)),
    excessSince: excess?.[0]?.businessDate ?? null,
    onHandMinor:
      pending === null || floatMinor === null ? null : minor(pending.pendingMinor + floatMinor),
    lastDepositDate: deposit?.businessDate ?? null,
    lastDepositMinor: deposit?.depositedMinor == null ? null : minor(deposit.depositedMinor),
  };
}

/**
 * Tells whether more cash is on hand than a limit allows. Floats that are not provided are at least
 * nothing; takings that are not provided leave it unknown, and nobody is alarmed.
 */
export function isCashAboveLimit(
  { pendingMinor, floatMinor }: Pick<CashStanding, "pendingMinor" | "floatMinor">,
  limitMinor: number,
): boolean {
  return pendingMinor !== null && pendingMinor + (floatMinor ?? 0) > limitMinor;
}

export type PendingCash = {
  pendingMinor: Minor;
  pendingSince: string | null;
  /** What left beyond all that had been put in until then, by date. */
  excesses: { businessDate: string; amountMinor: Minor }[];
};

/**
 * What left is taken from the oldest days first, because the sheet does not tell which takings a
 * deposit contains. What left beyond all that the days put in is cash from before them, or a
 * mistake: it is an excess, and never a negative amount that later takings would hide.
 *
 *   pending + left = put in + excesses
 */
export function computePending(days: readonly CashDay[]): PendingCash | null {
  const open: { date: string; leftMinor: number }[] = [];
  const excesses: PendingCash["excesses"] = [];
  for (const { businessDate, takenMinor, depositedMinor } of days) {
    if (takenMinor === null) return null;
    const moved = [takenMinor, 0 - (depositedMinor ?? 0)];
    const put = moved.reduce((total, one) => total + Math.max(0, one), 0);
    if (put > 0) open.push({ date: businessDate, leftMinor: put });
    let leaving = moved.reduce((total, one) => total + Math.max(0, 0 - one), 0);
    for (let oldest = open[0]; oldest !== undefined && leaving > 0; oldest = open[0]) {
      const part = Math.min(leaving, oldest.leftMinor);
      leaving -= part;
      oldest.leftMinor -= part;
      if (oldest.leftMinor === 0) open.shift();
    }
    if (leaving > 0) excesses.push({ businessDate, amountMinor: minor(leaving) });
  }
  return {
    pendingMinor: minor(open.reduce((total, { leftMinor }) => total + leftMinor, 0)),
    pendingSince: open[0]?.date ?? null,
    excesses,
  };
}

function isProvided({ takenMinor, depositedMinor }: CashDay): boolean {
  return takenMinor !== null || depositedMinor !== null;
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
