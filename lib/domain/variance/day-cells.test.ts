import { expect, test } from "vitest";
import type { RegisterShift, SheetTender } from "../cash-sheet";
import { minor } from "../money";
import { expectedLines } from "../reconciliation/expected-cash";
import { reconcile } from "../reconciliation/reconcile";
import { buildDayCells } from "./day-cells";

const amount = (value: number) => ({ amount: minor(value), rounded: false });
const entry = (value: number) => ({ label: null, amount: amount(value) });
const shift: RegisterShift & { tenders: SheetTender[] } = {
  shiftId: "1",
  shiftName: "Morning",
  tillId: "T1",
  tillName: null,
  openedAt: null,
  closedAt: null,
  grossSales: null,
  netSales: null,
  tickets: null,
  float: amount(15_000),
  tenders: [
    { tenderId: "CASH", tenderName: "Cash", kind: "cash", amount: amount(40_000) },
    { tenderId: "CARD", tenderName: "Card", kind: "card", amount: amount(9_000) },
  ],
  expenses: [entry(500)],
  contributions: [entry(200)],
  withdrawals: null,
  deposits: [entry(20_000), entry(1_000)],
  pickups: [entry(300)],
  cashDifference: null,
};

function cells(shifts: RegisterShift[]) {
  const day = { centreId: "1", businessDate: "2026-03-01" };
  const sheet = { ...day, currency: "EUR", status: null, shifts };
  const counted = [
    { shiftId: "1", tillId: "T1", tenderId: "CARD", counted: minor(9_100), version: 1 },
  ];
  return buildDayCells(
    reconcile({ ...day, expected: expectedLines(sheet, () => null), counted, ruleFor: () => null }),
  );
}

test("cells stand in the order of the lines, and say what their line says", () => {
  expect(cells([shift])).toEqual({
    shiftIds: ["1", "1"],
    tillIds: ["T1", "T1"],
    tenderIds: ["CARD", "CASH"],
    expected: [9_000, 33_400],
    counted: [9_100, null],
    sales: [9_000, 40_000],
    verdicts: ["over", "uncounted"],
    floats: [null, 15_000],
    justUnder: [false, false],
    cashTaken: 39_700,
    deposited: 21_300,
  });
});

test("what the sheet does not provide is null", () => {
  const silent = { ...shift, deposits: null, pickups: null, float: null };
  const { deposited, floats } = cells([silent]);
  expect([deposited, floats]).toEqual([null, [null, null]]);
  const [cash, card] = shift.tenders;
  if (cash === undefined || card === undefined) throw new Error("two tenders");
  const unsold = { ...shift, tenders: [{ ...cash, amount: null }, card] };
  expect(cells([unsold]).cashTaken).toBeNull();
  // What one till took is too little for the day, when another does not say what it took.
  expect(cells([shift, { ...unsold, tillId: "T2" }]).cashTaken).toBeNull();
  const vague = { ...shift, expenses: [{ label: "Bread", amount: null }] };
  expect(cells([vague]).cashTaken).toBeNull();
  expect(cells([])).toMatchObject({ cashTaken: null, deposited: null });
});
