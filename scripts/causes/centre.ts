/**
 * Generated centres, their habits, and what really passed through their tills on three days.
 * Nothing is wrong yet: what Cashrec reports, what is in the drawer, and how it was counted still
 * agree.
 */
import { addDays, listDays } from "@/lib/domain/business-date";
import type { TenderKind } from "@/lib/domain/cash-sheet";
import type { Chance } from "../figures/chance";
import { CURRENCIES, type Money } from "./currency";

export type Entry = { label: string; amount: number };
export type EntryTerm = "contributions" | "withdrawals" | "expenses" | "deposits" | "pickups";

/** One tender of one till and shift. Amounts are in minor units. */
export type TrueLine = {
  businessDate: string;
  shiftId: string;
  tillId: string;
  tenderId: string;
  kind: TenderKind;
  sales: number;
  /** Null when it is not a cash line. */
  float: number | null;
  entries: Record<EntryTerm, Entry[]>;
  /** The value of one voucher. */
  unit: number | null;
};

export type Centre = {
  money: Money;
  tills: { tillId: string; float: number }[];
  shifts: string[];
  tenders: { tenderId: string; kind: TenderKind; share: number }[];
  voucherUnit: number;
  /** Suppliers with a price that rarely changes, each paid from one till in one shift. */
  suppliers: { entry: Entry; tillId: string; shiftId: string; share: number }[];
  change: Entry;
  size: number;
};

export const TODAY = "2026-03-20";
/** Today, the day before and the day after. */
export const DATES = [addDays(TODAY, -1), TODAY, addDays(TODAY, 1)];
/** The two weeks before those. */
export const EARLIER_DATES = listDays({ from: addDays(TODAY, -15), to: addDays(TODAY, -2) });

const SUPPLIERS = ["Bread", "Ice", "Laundry", "Flowers", "Newspapers", "Gas", "Fish", "Fruit"];
const ODD_EXPENSES = ["Taxi", "Hardware", "Stamps", "Pharmacy", "Staff meal", "Parking"];
const FLOATS = [10_000, 15_000, 20_000, 25_000, 30_000];

export function createCentre(chance: Chance): Centre {
  const money = chance.pick(CURRENCIES);
  const float = chance.pick(FLOATS);
  const alike = chance.happens(0.6);
  const tills = range(chance.whole(1, 4)).map((number) => ({
    tillId: `T${number}`,
    float: money.of(alike ? float : chance.pick(FLOATS)),
  }));
  const shifts = range(chance.whole(1, 3)).map(String);
  const suppliers = range(chance.whole(1, 4)).map(() => ({
    entry: { label: chance.pick(SUPPLIERS), amount: money.of(chance.whole(60, 900) * 5) },
    tillId: chance.pick(tills).tillId,
    shiftId: chance.pick(shifts),
    share: 0.35 + chance.unit() * 0.6,
  }));
  return {
    money,
    tills,
    shifts,
    tenders: [
      { tenderId: "CASH", kind: "cash", share: 0.3 },
      { tenderId: "CARD", kind: "card", share: 0.6 },
      ...(chance.happens(0.4) ? [{ tenderId: "AMEX", kind: "card" as const, share: 0.08 }] : []),
      ...(chance.happens(0.6) ? [{ tenderId: "MEAL", kind: "voucher" as const, share: 0.06 }] : []),
      ...(chance.happens(0.3) ? [{ tenderId: "WALLET", kind: "other" as const, share: 0.05 }] : []),
    ],
    voucherUnit: money.of(chance.pick([750, 900, 950, 1_050, 1_100, 1_200])),
    suppliers,
    change: { label: "Change from the safe", amount: money.of(chance.pick([5, 10, 20]) * 1_000) },
    size: chance.whole(60_000, 300_000),
  };
}

export function trueDays(centre: Centre, dates: readonly string[], chance: Chance): TrueLine[] {
  return dates.flatMap((businessDate) =>
    centre.shifts.flatMap((shiftId) =>
      centre.tills.flatMap(({ tillId, float }) => {
        const gross = centre.size * (0.5 + chance.unit());
        return centre.tenders.map(({ tenderId, kind, share }): TrueLine => {
          const cents = Math.round(gross * share * (0.6 + chance.unit() * 0.8));
          const amount = centre.money.of(cents);
          const vouchers = Math.max(1, Math.round(amount / centre.voucherUnit));
          const isVoucher = kind === "voucher";
          const sales = isVoucher ? vouchers * centre.voucherUnit : amount;
          const position = { businessDate, shiftId, tillId };
          return {
            ...position,
            tenderId,
            kind,
            sales,
            float: kind === "cash" ? float : null,
            entries:
              kind === "cash" ? entriesFor(centre, position, sales, chance) : createEntries(),
            unit: isVoucher ? centre.voucherUnit : null,
          };
        });
      }),
    ),
  );
}

function entriesFor(
  { money, suppliers, change, shifts }: Centre,
  { shiftId, tillId }: Pick<TrueLine, "shiftId" | "tillId">,
  sales: number,
  chance: Chance,
): TrueLine["entries"] {
  const entries = createEntries();
  for (const { entry, share, ...position } of suppliers) {
    const isHere = position.shiftId === shiftId && position.tillId === tillId;
    if (isHere && chance.happens(share)) entries.expenses.push(entry);
  }
  if (chance.happens(0.12)) entries.expenses.push(oddExpense(money, chance));
  if (chance.happens(0.25)) entries.contributions.push(change);
  if (chance.happens(0.25)) {
    const amount = money.of(chance.whole(1, 8) * 5_000);
    entries.withdrawals.push({ label: "To the safe", amount });
    // Two equal trips to the safe are legitimate.
    if (chance.happens(0.15)) entries.withdrawals.push({ label: "To the safe", amount });
  }
  const note = money.of(5_000);
  const leaving = Math.floor((sales * (0.4 + chance.unit() * 0.4)) / note) * note;
  if (shiftId === shifts.at(-1) && leaving > 0 && chance.happens(0.6)) {
    const term = chance.happens(0.7) ? "deposits" : "pickups";
    entries[term].push({ label: "Night deposit", amount: leaving });
  }
  return entries;
}

export function oddExpense(money: Money, chance: Chance): Entry {
  return { label: chance.pick(ODD_EXPENSES), amount: money.of(chance.whole(50, 1_200) * 5) };
}

function createEntries(): TrueLine["entries"] {
  return { contributions: [], withdrawals: [], expenses: [], deposits: [], pickups: [] };
}

function range(most: number): number[] {
  return Array.from({ length: most }, (_, index) => index + 1);
}
