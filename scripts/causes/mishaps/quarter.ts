/**
 * A quarter of one centre: its receipts, with the life of a till around them that receipts do not
 * show: suppliers paid from the drawer, change brought from the safe, notes taken away, the bank in
 * the evening, meal vouchers, and a few coins too many or too few.
 */
import type { Chance } from "../../figures/chance";
import { count, type Drawer, expectedCash, roundAmount, type TradingDay } from "./drawer";
import type { Receipt } from "./receipts";

/** The stand-in for Cashrec puts the same float into every till. */
const FLOAT = 15_000;
const VOUCHER_UNITS = [5_000, 10_000];

const SMALL_CHANGE = 0.35;
const BY_PIECES = 0.65;

type Habits = {
  suppliers: { label: string; least: number; most: number; share: number }[];
  voucherUnit: number;
  vouchers: number;
};

export function tradeQuarter(receipts: readonly Receipt[], chance: Chance): TradingDay[] {
  const habits = pickHabits(chance);
  const days = new Map<string, TradingDay>();
  for (const receipt of receipts.toSorted((one, other) => (one.date < other.date ? -1 : 1))) {
    const { centreId, date } = receipt;
    const day = days.get(date) ?? { centreId, date, drawers: [] };
    days.set(date, day);
    ringUp(day, receipt);
  }
  const all = [...days.values()];
  for (const { drawers } of all) {
    drawers.sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
    for (const drawer of drawers) live(drawer, habits, chance);
  }
  return all;
}

function pickHabits(chance: Chance): Habits {
  const labels = ["Milk", "Flowers", "Vegetables", "Repairs", "Courier"];
  const suppliers = labels.slice(0, chance.whole(2, 5)).map((label) => {
    const least = 100 * chance.whole(40, 400);
    const isFixed = chance.happens(0.5);
    const most = isFixed ? least : least + 100 * chance.whole(10, 100);
    return { label, least, most, share: 0.05 + 0.2 * chance.unit() };
  });
  return { suppliers, voucherUnit: chance.pick(VOUCHER_UNITS), vouchers: 0.5 * chance.unit() };
}

function idOf({ shiftId, tillId }: Drawer): string {
  return `${shiftId} ${tillId}`;
}

function ringUp({ drawers }: TradingDay, { shiftId, tillId, tenderId, amount }: Receipt): void {
  const found = drawers.find((each) => each.shiftId === shiftId && each.tillId === tillId);
  const drawer = found ?? openDrawer(shiftId, tillId);
  if (found === undefined) drawers.push(drawer);
  drawer.takings[tenderId] = (drawer.takings[tenderId] ?? 0) + amount;
  (drawer.receipts[tenderId] ??= []).push(amount);
}

function openDrawer(shiftId: string, tillId: string): Drawer {
  return {
    shiftId,
    tillId,
    float: FLOAT,
    agreedFloat: FLOAT,
    takings: {},
    receipts: {},
    booked: { expenses: [], contributions: [], withdrawals: [], deposits: [] },
    found: {},
  };
}

function live(drawer: Drawer, habits: Habits, chance: Chance): void {
  const { booked, takings, found, shiftId } = drawer;
  const pay = (entries: { label: string; amount: number }[], label: string, amount: number) => {
    if (amount > 0 && amount < expectedCash(drawer)) entries.push({ label, amount });
  };
  if (chance.happens(0.12)) {
    booked.contributions.push({ label: "Change", amount: roundAmount(chance) });
  }
  for (const { label, least, most, share } of habits.suppliers) {
    if (chance.happens(share)) pay(booked.expenses, label, chance.whole(least, most));
  }
  if (chance.happens(0.12)) pay(booked.withdrawals, "Safe", roundAmount(chance));
  if (shiftId === "3" && chance.happens(0.7)) {
    const surplus = expectedCash(drawer) - FLOAT;
    pay(booked.deposits, "Bank", Math.floor(surplus / 10_000) * 10_000);
  }
  if (chance.happens(habits.vouchers)) {
    const quantity = chance.whole(1, 6);
    takings["MEAL"] = quantity * habits.voucherUnit;
    const pieces = [{ valueMinor: habits.voucherUnit, quantity }];
    found["MEAL"] = { amount: takings["MEAL"], pieces: chance.happens(BY_PIECES) ? pieces : null };
  }
  for (const [tenderId, amount] of Object.entries(takings)) {
    if (tenderId !== "CASH" && tenderId !== "MEAL") found[tenderId] = count(amount, false);
  }
  const coins = chance.happens(SMALL_CHANGE) ? chance.pick([-1, 1]) * smallChange(chance) : 0;
  found["CASH"] = count(Math.max(0, expectedCash(drawer) + coins), chance.happens(BY_PIECES));
}

/** Mostly a coin or two, seldom more. */
function smallChange(chance: Chance): number {
  return Math.ceil(chance.unit() ** 2 * 9) * 100 + (chance.happens(0.3) ? chance.whole(0, 99) : 0);
}
