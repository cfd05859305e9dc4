/**
 * The cash sheets of a loaded database, as the JSON that a Cashrec would send for a centre and a
 * business date: three shifts at three tills with five tenders.
 */
import { addDays } from "@/lib/domain/business-date";
import { Seed } from "@/lib/server/sandbox/seed";
import { busynessOf, isClosing } from "./calendar";
import type { LoadedCentre } from "./group";

const SHIFTS = [
  { id: 1, name: "Morning", opens: "07:00:00", closes: "13:00:00", share: 0.26 },
  { id: 2, name: "Afternoon", opens: "13:00:00", closes: "18:00:00", share: 0.31 },
  { id: 3, name: "Evening", opens: "18:00:00", closes: "00:30:00", share: 0.43 },
] as const;
const TILL_SHARES = [0.5, 0.3, 0.2];
const TENDERS = [
  { id: "CASH", name: "Cash", share: 0.24 },
  { id: "EWALLET", name: "E-wallet", share: 0.12 },
  { id: "MEAL", name: "Meal voucher", share: 0.09 },
  { id: "DELIVERY", name: "Delivery service", share: 0.07 },
] as const;
/** It takes what is left. */
const CARD = { id: "CARD", name: "Credit card" };

const CLOSED_CHANCE = 0.006;
const OPEN_ON_CLOSING_CHANCE = 0.1;

/** Returns null when the centre is closed that day, so that there is no sheet at all. */
export function buildSheet(centre: LoadedCentre, date: string): object | null {
  const day = new Seed("load day", centre.id, date);
  const closed = isClosing(date) ? 1 - OPEN_ON_CLOSING_CHANCE : CLOSED_CHANCE;
  if (day.happens("closed", closed)) return null;
  const luck = 0.85 + day.unit("luck") * 0.3;
  const takings = centre.takings * busynessOf(date, centre.country) * luck;
  return {
    centerId: centre.id,
    centerName: centre.name,
    businessDay: `${date}T00:00:00`,
    currencyId: centre.currency,
    status: "Closed",
    shifts: SHIFTS.flatMap((shift) =>
      TILL_SHARES.map((share, index) =>
        buildShift({ shift, till: index + 1, date, gross: takings * shift.share * share, day }),
      ),
    ),
  };
}

type Wanted = {
  shift: (typeof SHIFTS)[number];
  till: number;
  date: string;
  gross: number;
  day: Seed;
};

function buildShift({ shift, till, date, gross: usual, day }: Wanted): object {
  const key = `${shift.id} ${till}`;
  const gross = Math.round(usual * (0.8 + day.unit(`luck ${key}`) * 0.4));
  const amounts = TENDERS.map(({ id, share }) =>
    Math.round(gross * share * (0.6 + day.unit(`${id} ${key}`) * 0.8)),
  );
  const card = gross - amounts.reduce((sum, amount) => sum + amount, 0);
  const cash = amounts[0] ?? 0;
  const closes = shift.id === 3 ? addDays(date, 1) : date;
  return {
    shiftId: shift.id,
    shiftName: shift.name,
    tillId: `T${till}`,
    tillName: `Till ${till}`,
    openedAt: `${date}T${shift.opens}`,
    closedAt: `${closes}T${shift.closes}`,
    grossSales: money(gross),
    netSales: money(Math.round(gross / 1.1)),
    numChecks: Math.max(1, Math.round(gross / day.whole(`check ${key}`, 9_00, 22_00))),
    cashFund: till === 1 ? 200 : 150,
    payments: [
      ...TENDERS.map(({ id, name }, index) => payment(id, name, amounts[index] ?? 0)),
      payment(CARD.id, CARD.name, card),
    ],
    ...buildMovements(day, { key, cash, isLast: shift.id === 3 }),
  };
}

/** What is paid out of a till, brought to it, and taken to the bank at night. */
function buildMovements(
  day: Seed,
  { key, cash, isLast }: { key: string; cash: number; isLast: boolean },
): object {
  const concept = day.pick(`for ${key}`, ["Bread", "Flowers", "Taxi for staff", "Cleaning goods"]);
  const paid = { concept, amount: money(day.whole(`paid ${key}`, 3_50, 42_00)) };
  const type = day.happens(`in ${key}`, 0.6) ? "Contribution" : "Withdrawal";
  const moved = {
    type,
    concept: "Change",
    amount: money(day.whole(`moved ${key}`, 2, 12) * 1_000),
  };
  const leaving = Math.floor((cash * 0.6) / 50_00) * 50_00;
  const leaves = isLast && leaving > 0 && day.happens(`leaves ${key}`, 0.6);
  const left = { concept: "Night deposit", bank: "Bank", amount: money(leaving) };
  return {
    expenses: day.happens(`expenses ${key}`, 0.2) ? [paid] : [],
    movements: day.happens(`movements ${key}`, 0.12) ? [moved] : [],
    deposits: leaves ? [left] : [],
    pickups: [],
  };
}

function payment(paymentTypeId: string, paymentType: string, amount: number): object {
  return { paymentTypeId, paymentType, amount: money(amount) };
}

/** All currencies here have two decimals. */
function money(minor: number): number {
  return minor / 100;
}
