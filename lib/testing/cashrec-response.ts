/**
 * One small day as Cashrec might send it, the result that must be parsed from it, and ways to
 * rename its keys. The form is invented, because none has been published.
 */
import { BUILT_IN_MAP } from "../domain/field-map/built-in";
import type { CashSheet } from "../domain/cash-sheet";
import type { Json, JsonObject } from "../domain/field-map/field-map";
import type { ReadOptions } from "../domain/field-map/read-identity";
import { readResponse } from "../domain/field-map/read-response";

export const nested = {
  centerId: 101,
  centerName: "Delhi",
  businessDay: "2019-01-05T00:00:00",
  currencyId: "INR",
  status: "Closed",
  shifts: [
    {
      shiftId: 1,
      shiftName: "Morning",
      tillId: "T1",
      tillName: "Till 1",
      openedAt: "2019-01-05T10:00:00",
      closedAt: "2019-01-05T13:00:00",
      grossSales: 548.97,
      netSales: 522.83,
      vat: 26.14,
      numChecks: 2,
      numGuests: null,
      cashFund: 150,
      payments: [
        { paymentTypeId: "CASH", paymentType: "Cash", amount: 148.97 },
        { paymentTypeId: "EWALLET", paymentType: "E-wallet", amount: 400 },
      ],
      expenses: [],
      movements: [],
      deposits: [],
      pickups: [],
    },
  ],
};

/** The rows are one per tender, and repeat the names of the shift. */
export const flat = nested.shifts.flatMap((shift) =>
  shift.payments.map((payment) => ({
    ...without(nested, "shifts"),
    ...without(shift, "payments", "expenses", "movements", "deposits", "pickups"),
    ...payment,
  })),
);

export const read = (root: unknown, options: Partial<ReadOptions> = {}) =>
  readResponse(root as Json, {
    map: BUILT_IN_MAP,
    currencies: new Map([["101", "INR"]]),
    dates: { from: "2019-01-05", to: "2019-01-05" },
    ...options,
  });

export function sheetsOf(root: unknown, options: Partial<ReadOptions> = {}): CashSheet[] {
  const reading = read(root, options);
  if (reading.kind === "drift") throw new Error(`${reading.path}: ${reading.reason}`);
  return reading.sheets.map(({ sheet }) => sheet);
}

export function driftOf(root: unknown, options: Partial<ReadOptions> = {}): string {
  const reading = read(root, options);
  return reading.kind === "drift" ? `${reading.path}: ${reading.reason}` : "it was read";
}

export const amount = (value: number) => ({ amount: value, rounded: false });
export const expected: CashSheet = {
  centreId: "101",
  businessDate: "2019-01-05",
  currency: "INR",
  status: "Closed",
  shifts: [
    {
      shiftId: "1",
      shiftName: "Morning",
      tillId: "T1",
      tillName: "Till 1",
      openedAt: "2019-01-05T10:00:00",
      closedAt: "2019-01-05T13:00:00",
      grossSales: amount(54_897),
      netSales: amount(52_283),
      tickets: 2,
      float: amount(15_000),
      tenders: [
        { tenderId: "CASH", tenderName: "Cash", kind: "cash", amount: amount(14_897) },
        { tenderId: "EWALLET", tenderName: "E-wallet", kind: "other", amount: amount(40_000) },
      ],
      expenses: [],
      contributions: [],
      withdrawals: [],
      deposits: [],
      pickups: [],
      cashDifference: null,
    },
  ],
} as unknown as CashSheet;

export const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const pascal = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);

export function respell(value: unknown, spell: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => respell(item, spell));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [spell(key), respell(inner, spell)]),
  );
}

export function moneyAsText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(moneyAsText);
  if (typeof value === "number") return value.toFixed(4);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      /Id$|num/.test(key) ? inner : moneyAsText(inner),
    ]),
  );
}

export function without(object: object, ...keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

export function rename(object: object, names: Record<string, string>): JsonObject {
  const entries = Object.entries(object).map(([key, value]) => [names[key] ?? key, value as Json]);
  return Object.fromEntries(entries) as JsonObject;
}
