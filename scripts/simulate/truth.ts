/**
 * What Cashrec really has, as plain numbers. The oracle computes from it, and shares no code with
 * the application: a mistake in one is not a mistake in both.
 */
import type { Chance } from "../figures/chance";

export type TillTruth = {
  shiftId: string;
  tillId: string;
  float: number;
  cash: number;
  /** Negative where more was refunded than taken. */
  card: number;
  expenses: number[];
  contributions: number[];
  withdrawals: number[];
  deposits: number[];
  pickups: number[];
};

export type DayTruth = {
  centreId: string;
  date: string;
  /** Null where Cashrec has no sheet. */
  tills: TillTruth[] | null;
  /** What it had before, the oldest first. */
  earlier: (TillTruth[] | null)[];
};

const NO_SHEET_SHARE = 0.08;
const REFUND_SHARE = 0.3;

export function makeTills(chance: Chance): TillTruth[] | null {
  if (chance.happens(NO_SHEET_SHARE)) return null;
  const some = (share: number, most: number) =>
    chance.happens(share) ? [chance.whole(1, most), chance.whole(1, most)] : [];
  return Array.from({ length: chance.whole(1, 2) }, (_, index) => ({
    shiftId: "1",
    tillId: `T${index + 1}`,
    float: chance.pick([0, 10_000, 15_000]),
    cash: chance.whole(0, 90_000),
    card: chance.happens(REFUND_SHARE) ? -chance.whole(1, 5_000) : chance.whole(0, 120_000),
    expenses: some(0.3, 3_000),
    contributions: some(0.1, 5_000),
    withdrawals: some(0.1, 5_000),
    deposits: some(0.15, 20_000),
    pickups: some(0.1, 20_000),
  }));
}

/** Maps each line, by "shift/till/tender", to the amount that should be there. */
export function expectedOf({ tills }: Pick<DayTruth, "tills">): Map<string, number> {
  const lines = new Map<string, number>();
  for (const till of tills ?? []) {
    const at = `${till.shiftId}/${till.tillId}`;
    const comes = till.float + till.cash + add(till.contributions);
    const leaves =
      add(till.withdrawals) + add(till.expenses) + add(till.deposits) + add(till.pickups);
    lines.set(`${at}/CASH`, comes - leaves);
    lines.set(`${at}/CARD`, till.card);
  }
  return lines;
}

function add(amounts: readonly number[]): number {
  return amounts.reduce((total, one) => total + one, 0);
}

/** The sheet as Cashrec sends it, in euros. */
export function sheetOf({ centreId, date, tills }: DayTruth): object | null {
  if (tills === null) return null;
  return {
    centerId: centreId,
    businessDay: `${date}T00:00:00`,
    currencyId: "EUR",
    status: "Closed",
    shifts: tills.map((till) => ({
      shiftId: till.shiftId,
      shiftName: "Day",
      tillId: till.tillId,
      tillName: till.tillId,
      openedAt: `${date}T08:00:00`,
      closedAt: `${date}T20:00:00`,
      grossSales: (till.cash + till.card) / 100,
      netSales: null,
      numChecks: 1,
      numGuests: null,
      cashFund: till.float / 100,
      payments: [
        { paymentTypeId: "CASH", paymentType: "Cash", amount: till.cash / 100 },
        { paymentTypeId: "CARD", paymentType: "Card", amount: till.card / 100 },
      ],
      expenses: till.expenses.map((amount) => entry(amount)),
      movements: [
        ...till.contributions.map((amount) => entry(amount, { type: "Contribution" })),
        ...till.withdrawals.map((amount) => entry(amount, { type: "Withdrawal" })),
      ],
      deposits: till.deposits.map((amount) => entry(amount)),
      pickups: till.pickups.map((amount) => entry(amount)),
    })),
  };
}

function entry(amount: number, more: object = {}): object {
  return Object.assign({ concept: "Entry", amount: amount / 100 }, more);
}
