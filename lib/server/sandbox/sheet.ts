import "server-only";

/**
 * Builds the cash sheet that the sandbox's Cashrec has for a centre and a business date. It is
 * always the same for the same two; amounts have the decimals of the centre's currency.
 */
import { addDays } from "@/lib/domain/business-date";
import { decimalsOf } from "@/lib/domain/money";
import { DEMO_CENTRES } from "./centres";
import { Seed } from "./seed";
import { closing, ownDifference, reviews, salesOf } from "./oddities";
import { addItems, createCashConverter } from "./items";
import { buildPayments, type SandboxPayment } from "./takings";

type Entry = { concept: string; amount: number };
type SandboxShift = {
  shiftId: number;
  shiftName: string;
  tillId: string;
  tillName: string;
  openedAt: string;
  /** Null when nobody closed the till. */
  closedAt: string | null;
  grossSales: number;
  netSales: number;
  numChecks: number;
  numGuests: null;
  cashFund: number;
  /** Few tills say what their own count differed by. */
  cashDifference?: number;
  payments: SandboxPayment[];
  expenses: (Entry & { supplier: string; vatRate: number })[];
  movements: (Entry & { type: "Contribution" | "Withdrawal" })[];
  deposits: (Entry & { bank: string })[];
  pickups: (Entry & { company: string })[];
};
export type SandboxSheet = {
  centerId: number | string;
  centerName?: string;
  businessDay: string;
  currencyId?: string;
  status: "Open" | "Reviewed" | "Closed";
  sectionReviews: { section: string; status: "Pending" | "Reviewed" }[];
  shifts: SandboxShift[];
};

const SHIFTS = [
  { id: 1, name: "Morning", from: "07:00:00", to: "13:00:00", share: 0.3 },
  { id: 2, name: "Afternoon", from: "13:00:00", to: "18:00:00", share: 0.32 },
  { id: 3, name: "Evening", from: "18:00:00", to: "23:30:00", share: 0.38 },
];
/** The weights of the weekdays from Sunday: quiet early in the week, busy at its end. */
const RHYTHM = [0.85, 0.62, 0.7, 0.78, 0.95, 1.35, 1.5];
const CLOSED_CHANCE = 0.012;
const EMPTY_CHANCE = 0.012;
/** Eight of ten centres are open seven days; the others close on one weekday. */
const RESTING_SHARE = 0.2;

/** Returns null when the centre is closed that day, so that Cashrec has no sheet at all. */
export function buildSheet(centreId: string, businessDate: string): SandboxSheet | null {
  const centre = DEMO_CENTRES.find(({ id }) => id === centreId);
  const habits = new Seed("centre", centreId);
  const day = new Seed("day", centreId, businessDate);
  const weekday = new Date(`${businessDate}T00:00:00Z`).getUTCDay();
  const restsOn = habits.happens("rests", RESTING_SHARE) ? habits.whole("rest day", 0, 2) : null;
  if (weekday === restsOn || day.happens("closed", CLOSED_CHANCE)) return null;
  const sheet: SandboxSheet = {
    centerId: /^[1-9]\d{0,8}$/.test(centreId) ? Number(centreId) : centreId,
    ...(centre === undefined ? {} : { centerName: centre.name, currencyId: centre.currency }),
    businessDay: `${businessDate}T00:00:00`,
    ...reviews(day),
    shifts: [],
  };
  if (day.happens("empty", EMPTY_CHANCE)) return sheet;
  const tills = habits.whole("tills", 1, 3);
  const currency = centre?.currency ?? "EUR";
  for (const shift of chooseShifts(habits)) {
    for (let till = 1; till <= tills; till++) {
      // The third till opens only on busy days.
      if (till === 3 && (RHYTHM[weekday] ?? 1) < 0.9) continue;
      sheet.shifts.push(buildShift({ shift, till, currency, businessDate, weekday, habits }));
    }
  }
  return sheet;
}

function chooseShifts(habits: Seed): typeof SHIFTS {
  return habits.happens("no mornings", 0.25) ? SHIFTS.slice(1) : SHIFTS;
}

type Wanted = {
  shift: (typeof SHIFTS)[number];
  till: number;
  currency: string;
  businessDate: string;
  weekday: number;
  habits: Seed;
};

function buildShift({
  shift,
  till,
  currency,
  businessDate,
  weekday,
  habits,
}: Wanted): SandboxShift {
  const chance = new Seed(
    "shift",
    businessDate,
    String(shift.id),
    String(till),
    String(habits.unit("me")),
  );
  const late = shift.id === 3 && (weekday === 5 || weekday === 6);
  const size = habits.whole("size", 900, 3_200) * shift.share * (RHYTHM[weekday] ?? 1);
  const spread = 0.75 + chance.unit("luck") * 0.5;
  const money = createConverter(currency);
  const gross = Math.round(size * spread * (till === 1 ? 1 : 0.6) * 100);
  const checks = Math.max(3, Math.round(gross / chance.whole("per check", 900, 2_200)));
  const takings = buildPayments({ gross, chance, money });
  const { payments, ...items } = addItems(takings.payments, { currency, chance, money });
  const moves = outgoings(chance, createCashConverter(currency, money), {
    cash: takings.cash,
    isLast: shift.id === 3,
  });
  const usual = late ? `${addDays(businessDate, 1)}T01:30:00` : `${businessDate}T${shift.to}`;
  const fund = money(till === 1 ? 20_000 : 15_000);
  return {
    shiftId: shift.id,
    shiftName: shift.name,
    tillId: `T${till}`,
    tillName: `Till ${till}`,
    openedAt: `${businessDate}T${shift.from}`,
    closedAt: closing(chance, { businessDate, usual }),
    grossSales: salesOf(payments, currency, chance),
    netSales: money(Math.round(gross / 1.1)),
    numChecks: checks,
    numGuests: null,
    cashFund: fund,
    ...ownDifference(chance, fund),
    payments,
    ...moves,
    expenses: [...moves.expenses, ...items.expenses],
    movements: [...moves.movements, ...items.movements],
  };
}

/** Adds expenses, change that is brought or taken, and what leaves the till at night. */
function outgoings(
  chance: Seed,
  money: (cents: number) => number,
  { cash, isLast }: { cash: number; isLast: boolean },
): Pick<SandboxShift, "expenses" | "movements" | "deposits" | "pickups"> {
  const [concept, supplier] = chance.pick("expense", [
    ["Bread", "Bakery on the corner"],
    ["Flowers", "Market"],
    ["Taxi for staff", "Taxi"],
    ["Cleaning goods", "Hardware shop"],
  ]);
  const expense = {
    concept,
    supplier,
    vatRate: 21,
    amount: money(chance.whole("paid", 350, 4_200)),
  };
  const movement = chance.happens("contribution", 0.6)
    ? ({ type: "Contribution", concept: "Change from the safe" } as const)
    : ({ type: "Withdrawal", concept: "To the safe" } as const);
  const moved = money(chance.whole("moved", 2, 12) * 1_000);
  const leaving = Math.floor((cash * 0.6) / 5_000) * 5_000;
  const leaves = isLast && leaving > 0 && chance.happens("leaves", 0.35);
  const byCompany = chance.happens("company", 0.4);
  return {
    expenses: chance.happens("expenses", 0.22) ? [expense] : [],
    movements: chance.happens("movements", 0.15) ? [{ ...movement, amount: moved }] : [],
    deposits:
      leaves && !byCompany
        ? [{ concept: "Night deposit", bank: "Bank", amount: money(leaving) }]
        : [],
    pickups:
      leaves && byCompany
        ? [{ concept: "Cash pickup", company: "Security company", amount: money(leaving) }]
        : [],
  };
}

/**
 * Converts cents of a euro-sized price to the currency: a yen price is about a hundred and fifty
 * times.
 */
function createConverter(currency: string): (cents: number) => number {
  const decimals = decimalsOf(currency);
  if (decimals === 0) return (cents) => Math.round((cents * 1.5) / 10) * 10;
  // A krona is about a tenth of a euro.
  const rate = currency === "SEK" ? 11 : 1;
  return (cents) => Number(((cents * rate) / 100).toFixed(2));
}
