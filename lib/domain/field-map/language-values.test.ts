/** Elements of the map's language that say what a value means, in the smallest responses. */
import { describe, expect, test } from "vitest";
import {
  CASH_AND_CARD,
  type GivenMap,
  KEY,
  openOf,
  readAll,
  shiftOf,
  tendersOf,
} from "../../testing/language-response";

describe("constants", () => {
  const given: GivenMap = {
    fields: {
      centreId: ["centerId", { constant: "101" }],
      tillId: ["tillId", { constant: "ONLY" }],
      movements: ["cashIn"],
      entryDirection: [{ constant: "in" }],
    },
  };
  test("stand where the response says nothing", () => {
    const payments = [{ id: "CASH", amount: 1 }];
    const [sheet] = readAll([{ date: "2019-01-05", payments, cashIn: [{ amount: 3 }] }], given);
    expect(sheet).toMatchObject({ centreId: "101", shifts: [{ tillId: "ONLY" }] });
    expect(sheet?.shifts[0]?.contributions?.[0]?.amount?.amount).toBe(300);
    expect(shiftOf({ payments }, given).tillId).toBe("1");
  });
});

test("values are mapped to ours, and other values are read as ever", () => {
  const given: GivenMap = {
    values: {
      tenderKind: { CC: "card", TR: "voucher" },
      entryDirection: { X1: "withdrawal" },
      entryPaidWith: { "7": "elsewhere" },
      status: { "3": "Closed" },
      currency: { EURO: "EUR" },
    },
  };
  const root = [
    {
      ...KEY,
      status: 3,
      currency: "Euro",
      tillId: "1",
      payments: [
        { id: "A", kind: "cc", amount: 1 },
        { id: "B", kind: "TR", amount: 2 },
        { id: "CASH", kind: "?", amount: 3 },
      ],
      movements: [{ type: "x1", amount: 4 }],
      expenses: [
        { paymentType: 7, amount: 5 },
        { paymentType: "CASH", amount: 6 },
      ],
    },
  ];
  const [sheet] = readAll(root, given);
  expect(sheet).toMatchObject({ status: "Closed", currency: "EUR" });
  const shift = sheet!.shifts[0]!;
  expect(shift.tenders?.map(({ kind }) => kind)).toEqual(["card", "voucher", "cash"]);
  expect(shift.withdrawals?.map(({ amount }) => amount?.amount)).toEqual([400]);
  expect(shift.expenses?.map(({ amount }) => amount?.amount)).toEqual([600]);
});

test("amounts in cents or with marks are the same amounts", () => {
  const payments = (cash: string | number, card: string | number) => ({
    payments: [
      { id: "CASH", amount: cash },
      { id: "VISA", amount: card },
    ],
  });
  const cents = shiftOf(payments(1_210, "3000"), { amounts: { scale: "minor" } });
  expect(tendersOf(cents)).toEqual(CASH_AND_CARD);
  const marked = shiftOf(payments("12,10 €", 30), { amounts: { decimalMark: "," } });
  expect(tendersOf(marked)).toEqual(CASH_AND_CARD);
});

test("whole amounts are asked about unless the map names their scale", () => {
  const payments = Array.from({ length: 7 }, (_, at) => ({ id: `T${at}`, amount: 100 + at }));
  const root = [{ ...KEY, tillId: "1", payments }];
  expect(openOf(root, {})).toEqual([expect.stringContaining("whole-amounts")]);
  expect(openOf(root, { amounts: { scale: "major" } })).toEqual([]);
});

test("a moment has the date of the centre's own zone", () => {
  const record = { centerId: 1, date: "2019-01-04T23:00:00Z", cashSales: 1, openedAt: 1546668000 };
  const given: GivenMap = { dates: "epoch-seconds", moments: "zone-date" };
  const [sheet] = readAll([record], given);
  expect(sheet).toMatchObject({
    businessDate: "2019-01-05",
    shifts: [{ openedAt: "2019-01-05T07:00:00" }],
  });
  expect(() => readAll([record], {})).toThrow("not a business date");
});

describe("of two versions the later is read", () => {
  const sheetOf = (version: unknown, cash: number) => ({
    ...KEY,
    version,
    shifts: [{ tillId: 1, payments: [{ id: "CASH", amount: cash }] }],
  });
  const cashOf = (root: unknown, given: GivenMap = {}) =>
    readAll(root, given).map(({ shifts }) => tendersOf(shifts[0])?.[0]?.[2]);
  test.each([
    ["by number", 2, 10],
    ["by time", "2019-01-05T10:00:00Z", "2019-01-05T12:00:00+01:00"],
  ])("%s", (_, earlier, later) => {
    expect(cashOf([sheetOf(earlier, 1), sheetOf(later, 2)])).toEqual([200]);
    expect(cashOf([sheetOf(later, 2), sheetOf(earlier, 1)])).toEqual([200]);
  });
  test.each([
    ["equal ones", 2, 2],
    ["what can't be compared", 2, "2019-01-05T10:00:00Z"],
    ["none", undefined, undefined],
  ])("%s are refused", (_, left, right) => {
    expect(() => cashOf([sheetOf(left, 1), sheetOf(right, 2)])).toThrow("two cash sheets");
  });
  test("also of one register shift", () => {
    const row = (updatedAt: string, cash: number) => ({
      ...KEY,
      tillId: 1,
      updatedAt,
      payments: [{ id: "CASH", amount: cash }],
    });
    const given: GivenMap = { fields: { version: ["updatedAt"] } };
    const [early, late] = [row("2019-01-05T10:00:00Z", 1), row("2019-01-05T11:00:00Z", 2)];
    expect(cashOf([early, late], given)).toEqual([200]);
    expect(cashOf([late, early], given)).toEqual([200]);
    expect(() => cashOf([early, { ...early, note: 1 }], given)).toThrow("given twice");
  });
});
