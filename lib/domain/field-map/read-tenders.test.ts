/** Tests tenders in the forms that a sheet may give them. */
import { expect, test } from "vitest";
import { expectedLines } from "../reconciliation/expected-cash";
import { amount, nested, sheetsOf } from "../../testing/cashrec-response";

const [shift] = nested.shifts;
const shiftOf = (change: object) =>
  sheetsOf([{ ...nested, shifts: [{ ...shift, ...change }] }])[0]?.shifts[0];

test("vouchers are quantity times unit value when they have no amount", () => {
  const payments = [{ type: "Ticket Restaurant", quantity: 7, unitValue: "11.125" }];
  expect(shiftOf({ payments })?.tenders).toEqual([
    {
      tenderId: "Ticket Restaurant",
      tenderName: "Ticket Restaurant",
      kind: "voucher",
      amount: { amount: 7_788, rounded: true },
    },
  ]);
});

test("cards and vouchers of their own section join the cash", () => {
  const change = {
    payments: undefined,
    cashSales: 10,
    cards: [{ type: "Visa", amount: 1 }],
    mealVouchers: [{ type: "Edenred", quantity: 2, unitValue: 3 }],
  };
  const tenders = shiftOf(change)?.tenders?.map(({ tenderId, kind, amount: taken }) => [
    tenderId,
    kind,
    taken?.amount,
  ]);
  expect(tenders).toEqual([
    ["Visa", "card", 100],
    ["Edenred", "voucher", 600],
    ["CASH", "cash", 1_000],
  ]);
});

test("the cash of a shift that has sections for cards and vouchers alone is not known", () => {
  const cards = [{ type: "Visa", amount: 1 }];
  expect(shiftOf({ payments: undefined, cards })?.tenders).toMatchObject([
    { tenderId: "CASH", kind: "cash", amount: null },
    { tenderId: "Visa", amount: amount(100) },
  ]);
});

test("a section that details a general list is not taken twice", () => {
  const payments = [{ id: "CARD", amount: 5 }];
  const cards = [
    { type: "Visa", amount: 3 },
    { type: "Amex", amount: 2 },
  ];
  expect(shiftOf({ payments, cards })?.tenders).toHaveLength(1);
});

test("one tender in pieces is summed", () => {
  const payments = [
    { id: "CARD", amount: 5 },
    { id: "CARD", amount: "2.25" },
  ];
  expect(shiftOf({ payments })?.tenders).toMatchObject([{ amount: amount(725) }]);
});

test("cash in another currency is a line of its own, not provided, and told", () => {
  const payments = [
    { id: "CASH", name: "Cash", currency: "INR", amount: 50 },
    { id: "CASH", name: "Cash", currency: "USD", amount: 30 },
  ];
  const [sheet] = sheetsOf([{ ...nested, shifts: [{ ...shift, payments }] }]);
  expect(sheet?.shifts[0]?.tenders).toEqual([
    { tenderId: "CASH", tenderName: "Cash", kind: "cash", amount: amount(5_000) },
    { tenderId: "CASH-USD", tenderName: "Cash (USD)", kind: "cash", amount: null, currency: "USD" },
  ]);
  expect(sheet?.findings).toEqual([
    { kind: "foreign-cash", shiftId: "1", tillId: "T1", name: "Cash", detail: "USD" },
  ]);
  const lines = expectedLines(sheet!, () => null);
  expect(lines.map(({ tenderId, expected }) => [tenderId, expected])).toEqual([
    ["CASH", 20_000],
    ["CASH-USD", null],
  ]);
});

test("the float never goes to a tender whose name only begins like cash, which is told", () => {
  const payments = [
    { id: "A", name: "Cash App", amount: 50 },
    { id: "B", name: "Efectivo Restaurante", amount: 30 },
  ];
  const [sheet] = sheetsOf([{ ...nested, shifts: [{ ...shift, payments }] }]);
  const lines = expectedLines(sheet!, () => null);
  expect(lines.map(({ tenderId, expected }) => [tenderId, expected])).toEqual([
    ["A", 5_000],
    ["B", 3_000],
    ["CASH", 15_000],
  ]);
  expect(sheet?.findings?.map(({ kind, name }) => [kind, name])).toEqual([
    ["like-cash", "Cash App"],
    ["like-cash", "Efectivo Restaurante"],
  ]);
});

test.each([
  ["isCash", { id: "X", isCash: true }, "cash"],
  ["a kind", { id: "X", kind: "voucher" }, "voucher"],
  ["its words against isCash", { id: "CASH", isCash: false }, "other"],
])("a tender's kind is told by %s", (_, tender, kind) => {
  expect(shiftOf({ payments: [{ ...tender, amount: 1 }] })?.tenders?.[0]?.kind).toBe(kind);
});
