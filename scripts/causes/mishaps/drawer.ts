/** A till in one shift: what Cashrec is given of it, and what was found in it. */
import { minor } from "@/lib/domain/money";
import type { RegisterShift, SheetEntry } from "@/lib/domain/cash-sheet";
import type { CauseDayLine } from "@/lib/domain/causes/likely-causes";
import { expectedLines } from "@/lib/domain/reconciliation/expected-cash";
import type { Chance } from "../../figures/chance";

export const CURRENCY = "INR";
/** Rupees as notes and coins, in hundredths; the rest of an amount is counted in bulk. */
export const PIECES = [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100];
const TOLERANCE_CASH = 1_000;

type Entry = { label: string; amount: number };

export type Movements = "expenses" | "contributions" | "withdrawals" | "deposits";

/** How a tender was counted; the pieces are null where a total was typed. */
export type Found = { amount: number; pieces: { valueMinor: number; quantity: number }[] | null };

export type Drawer = {
  shiftId: string;
  tillId: string;
  /** What Cashrec says the float is, and what was agreed and put in. */
  float: number;
  agreedFloat: number;
  takings: Record<string, number>;
  receipts: Record<string, number[]>;
  booked: Record<Movements, Entry[]>;
  found: Record<string, Found>;
};

export type TradingDay = { centreId: string; date: string; drawers: Drawer[] };

export function shiftFound(found: Found, amount: number): void {
  found.amount += amount;
  if (found.pieces !== null) found.pieces = breakDown(found.amount);
}

/** The largest pieces first, as a drawer that is tidied for the count. */
export function breakDown(amount: number): NonNullable<Found["pieces"]> {
  let left = Math.max(amount, 0);
  return PIECES.flatMap((valueMinor) => {
    const most = Math.floor(left / valueMinor);
    // Half of the large notes are given out as change again.
    const quantity = valueMinor > 2_000 ? Math.ceil(most / 2) : most;
    left -= quantity * valueMinor;
    return quantity === 0 ? [] : [{ valueMinor, quantity }];
  });
}

/** What ought to be in the drawer, by what Cashrec is given of it. */
export function expectedCash({ float, takings, booked }: Drawer): number {
  const total = (entries: readonly Entry[]) => entries.reduce((all, { amount }) => all + amount, 0);
  const { expenses, contributions, withdrawals, deposits } = booked;
  const out = total(expenses) + total(withdrawals) + total(deposits);
  return float + (takings["CASH"] ?? 0) + total(contributions) - out;
}

/** The lines as the product makes them of a sheet and its counts. */
export function reconcileDay({ centreId, date, drawers }: TradingDay): CauseDayLine[] {
  const shifts = drawers.map(sheetShift);
  const sheet = { centreId, businessDate: date, currency: CURRENCY, status: null, shifts };
  return expectedLines(sheet, () => null).flatMap((line) => {
    const { shiftId, tillId, tenderId, tenderKind, expected, terms } = line;
    const drawer = drawers.find((each) => each.shiftId === shiftId && each.tillId === tillId);
    const found = drawer?.found[tenderId];
    if (drawer === undefined || found === undefined || expected === null) return [];
    return [
      {
        shiftId,
        tillId,
        tenderId,
        tenderKind,
        businessDate: date,
        expected,
        counted: minor(found.amount),
        difference: minor(found.amount - expected),
        terms,
        denominations: found.pieces,
        tolerance: minor(tenderKind === "cash" ? TOLERANCE_CASH : 0),
        agreedFloat: minor(drawer.agreedFloat),
      },
    ];
  });
}

const KINDS = { CASH: "cash", CARD: "card", EWALLET: "other", MEAL: "voucher" } as const;

function sheetShift({ shiftId, tillId, float, takings, booked }: Drawer): RegisterShift {
  return {
    shiftId,
    shiftName: null,
    tillId,
    tillName: null,
    openedAt: null,
    closedAt: null,
    grossSales: null,
    netSales: null,
    tickets: null,
    float: sheetAmount(float),
    tenders: Object.entries(takings).map(([tenderId, amount]) => ({
      tenderId,
      tenderName: tenderId,
      kind: KINDS[tenderId as keyof typeof KINDS],
      amount: sheetAmount(amount),
    })),
    expenses: booked.expenses.map(sheetEntry),
    contributions: booked.contributions.map(sheetEntry),
    withdrawals: booked.withdrawals.map(sheetEntry),
    deposits: booked.deposits.map(sheetEntry),
    pickups: [],
    cashDifference: null,
  };
}

function sheetEntry({ label, amount }: Entry): SheetEntry {
  return { label, amount: sheetAmount(amount) };
}

function sheetAmount(amount: number) {
  return { amount: minor(amount), rounded: false };
}

/** Counts a tender as this till does: by pieces or as a total. */
export function count(amount: number, byPieces: boolean): Found {
  return { amount, pieces: byPieces ? breakDown(amount) : null };
}

/** An amount that a person would round: to ten, fifty or hundred of the currency. */
export function roundAmount(chance: Chance): number {
  if (chance.happens(0.2)) return 1_000 * chance.whole(1, 30);
  return chance.pick([10_000, 15_000, 20_000, 25_000, 30_000, 50_000]);
}
