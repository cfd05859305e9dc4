/**
 * A sheet in the sections that Mapal's help describes is read by the built-in map: sales, cards,
 * meal vouchers, expenses, cash movements, bank deposits, security company and cash, with no till.
 */
import { expect, test } from "vitest";
import { expectedLines } from "../reconciliation/expected-cash";
import { openOf, readAll, tendersOf } from "../../testing/language-response";

const sections = {
  sales: [
    { saleType: "TAKE", grossSales: 210.4, netSales: 191.27, numChecks: 12 },
    { saleType: "EATIN", grossSales: 489.6, netSales: 445.09, numChecks: 31 },
  ],
  cards: [
    { type: "Visa", amount: 280.35 },
    { type: "Amex", amount: 60 },
  ],
  mealVouchers: [
    { type: "Edenred", quantity: 7, unitValue: 11 },
    { type: "Sodexo", quantity: 2, unitValue: 9.125 },
  ],
  expenses: [{ concept: "Ice", type: "Goods", vendor: "Cold", vat: 1.3, total: 13.65 }],
  cashMovements: [
    { type: "Contribution", concept: "Change", amount: 20 },
    { type: "Withdrawal", concept: "To the safe", amount: 50 },
  ],
  bankDeposits: [{ bank: "BBK", amount: 30 }],
  securityCompany: [{ company: "Vans", amount: 100.5 }],
  cash: { cashFund: 150, sales: 264.4, difference: -0.35 },
};
const cents = (amount: number) => ({ amount, rounded: false });
const figures = {
  grossSales: cents(70_000),
  netSales: cents(63_636),
  tickets: 43,
  float: cents(15_000),
  cashDifference: cents(-35),
  expenses: [{ label: "Ice", amount: cents(1_365) }],
  contributions: [{ label: "Change", amount: cents(2_000) }],
  withdrawals: [{ label: "To the safe", amount: cents(5_000) }],
  deposits: [{ label: "BBK", amount: cents(3_000) }],
  pickups: [{ label: "Vans", amount: cents(10_050) }],
};
const TENDERS = [
  ["Visa", "card", 28_035],
  ["Amex", "card", 6_000],
  ["Edenred", "voucher", 7_700],
  ["Sodexo", "voucher", 1_825],
  ["CASH", "cash", 26_440],
];
const day = { centerId: 101, businessDay: "2019-01-05", currencyId: "EUR", status: "Reviewed" };

test("on the sheet itself, for an assumed shift and an assumed till, which is asked about", () => {
  const root = [{ ...day, ...sections }];
  const [sheet] = readAll(root, {});
  expect(sheet?.shifts).toMatchObject([{ ...figures, shiftId: "DAY", tillId: "TILL" }]);
  expect(tendersOf(sheet?.shifts[0])).toEqual(TENDERS);
  const cash = expectedLines(sheet!, () => null).find(({ tenderId }) => tenderId === "CASH");
  expect(cash?.expected).toBe(15_000 + 26_440 + 2_000 - 5_000 - 1_365 - 3_000 - 10_050);
  expect(openOf(root, {})).toEqual([expect.stringContaining("assumed-till")]);
});

test.each([
  ["a list of periods", [{ ...day, periods: [{ period: "Lunch", ...sections }] }]],
  [
    "a period that is an object",
    [{ ...day, periods: [{ period: { name: "Lunch" }, ...sections }] }],
  ],
  ["one record for each period", [{ ...day, period: "Lunch", ...sections }]],
])("for a shift by %s", (_, root) => {
  const [sheet] = readAll(root, {});
  expect(sheet?.shifts).toMatchObject([{ ...figures, shiftId: "Lunch", shiftName: "Lunch" }]);
  expect(tendersOf(sheet?.shifts[0])).toEqual(TENDERS);
});

test("sales in one object are read as in a list", () => {
  const sales = { grossSales: 700, netSales: 636.36, numChecks: 43 };
  const [sheet] = readAll([{ ...day, ...sections, sales }], {});
  expect(sheet?.shifts).toMatchObject([figures]);
});
