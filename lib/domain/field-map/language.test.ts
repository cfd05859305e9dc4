/** Elements of the map's language that say where a field is, in the smallest responses. */
import { describe, expect, test } from "vitest";
import { listUsedPaths } from "./open-questions";
import { overBuiltIn } from "./over-built-in";
import {
  CASH_AND_CARD,
  type GivenMap,
  KEY,
  openOf,
  readAll,
  shiftOf,
  tendersOf,
} from "../../testing/language-response";

describe("lists by a type", () => {
  const lines = [
    { lineType: "Payment", id: "CASH", amount: 12.1 },
    { lineType: "payment", id: "VISA", amount: 30 },
    { lineType: "EXPENSE", id: "7", concept: "Bread", amount: 2.5 },
    { lineType: "FLOAT", id: "8", amount: 150 },
  ];
  const given: GivenMap = {
    fields: {
      tenders: [{ path: "lines", where: { lineType: ["PAYMENT"] } }],
      expenses: [{ path: "lines", where: { lineType: ["EXPENSE", "PAID OUT"] } }],
      float: [{ in: "lines", where: { lineType: ["FLOAT"] }, path: "amount" }],
      shifts: [],
    },
  };

  test("are read entry by entry, and a figure out of one of them", () => {
    const shift = shiftOf({ lines }, given);
    expect(tendersOf(shift)).toEqual(CASH_AND_CARD);
    expect(shift.expenses).toEqual([{ label: "Bread", amount: { amount: 250, rounded: false } }]);
    expect(shift.float?.amount).toBe(15_000);
  });

  test("without such an entry a section is empty, and a figure not provided", () => {
    const shift = shiftOf({ lines: lines.slice(0, 2) }, given);
    expect([shift.expenses, shift.float]).toEqual([[], null]);
  });

  test("an entry of a type that nobody thought of is asked about", () => {
    const root = [{ ...KEY, tillId: "1", lines: [...lines, { lineType: "TIP", amount: 4.2 }] }];
    expect(openOf(root, given)).toEqual(['unused-list $[].lines[lineType="TIP"]']);
    expect(openOf([{ ...KEY, tillId: "1", lines }], given)).toEqual([]);
  });
});

describe("tenders in columns", () => {
  const given: GivenMap = {
    fields: {
      tenders: [
        {
          columns: [
            { path: "totals.efectivo", tenderId: "CASH", kind: "cash" },
            { path: "totals.visa", tenderId: "VISA", tenderName: "Visa" },
            { path: "totals.cheque", tenderId: "CHEQUE", kind: "voucher" },
          ],
        },
      ],
    },
  };
  test("are as many as the record has", () => {
    const totals = { efectivo: 12.1, visa: "30" };
    expect(tendersOf(shiftOf({ totals }, given))).toEqual(CASH_AND_CARD);
  });
  test("one without an amount is not known", () => {
    const totals = { efectivo: null, visa: 30 };
    expect(tendersOf(shiftOf({ totals }, given))?.[0]).toEqual(["CASH", "cash", null]);
  });
  test("one that is computed is known if its terms are", () => {
    const cash = { plus: ["gross"], minus: ["visa", "meals"] };
    const computed: GivenMap = {
      fields: {
        tenders: [{ columns: [{ path: cash, tenderId: "CASH", kind: "cash" as const }] }],
      },
    };
    const figures = { gross: 50, visa: 30, meals: 7.9 };
    expect(tendersOf(shiftOf(figures, computed))).toEqual([["CASH", "cash", 1_210]]);
    expect(tendersOf(shiftOf({ gross: 50 }, computed))).toEqual([["CASH", "cash", null]]);
  });
});

describe("the difference of fields", () => {
  const given: GivenMap = {
    fields: {
      cashSales: [{ plus: ["gross"], minus: [{ in: "cards", path: "amount" }, "mealTotal"] }],
      vouchers: [],
    },
  };
  const cards = [
    { type: "Visa", amount: 20 },
    { type: "Amex", amount: "10.00" },
  ];
  test("is computed in minor units", () => {
    const shift = shiftOf({ gross: 50.3, cards, mealTotal: 8.2 }, given);
    expect(tendersOf(shift)).toEqual([
      ["Visa", "card", 2_000],
      ["Amex", "card", 1_000],
      ["CASH", "cash", 1_210],
    ]);
  });
  test.each([
    ["a term is absent", { gross: 50.3, cards }],
    ["a term is null", { gross: null, cards, mealTotal: 1 }],
    ["an element has no amount", { gross: 5, cards: [{ type: "Visa" }], mealTotal: 1 }],
  ])("is not known when %s", (_, figures) => {
    expect(tendersOf(shiftOf(figures, given))?.at(-1)).toEqual(["CASH", "cash", null]);
  });
  test("a list without elements adds nothing", () => {
    const shift = shiftOf({ gross: 12.1, cards: [], mealTotal: 0 }, given);
    expect(tendersOf(shift)).toEqual([["CASH", "cash", 1_210]]);
  });
});

describe("keys that are data", () => {
  const given: GivenMap = {
    rows: "result.{centreId}",
    fields: { sheets: ["{businessDate}"], tenders: ["payments.{tenderId}"], tills: ["{tillId}"] },
  };
  const root = {
    result: {
      "101": {
        "2019-01-05": {
          status: "Closed",
          T1: { payments: { CASH: 12.1, VISA: { amount: 30 } } },
          T2: { payments: { CASH: 1 } },
        },
        "2019-01-06": { T1: { payments: { CASH: null } } },
      },
      "102": { "2019-01-05": { T1: { payments: { CASH: 5 } } } },
    },
  };
  test("are centres, dates, tills and tenders", () => {
    const sheets = readAll(root, given);
    expect(sheets.map(({ centreId, businessDate }) => [centreId, businessDate])).toEqual([
      ["101", "2019-01-05"],
      ["101", "2019-01-06"],
      ["102", "2019-01-05"],
    ]);
    expect(sheets[0]?.shifts.map(({ tillId }) => tillId)).toEqual(["T1", "T2"]);
    expect(tendersOf(sheets[0]?.shifts[0])).toEqual(CASH_AND_CARD);
    expect(tendersOf(sheets[1]?.shifts[0])).toEqual([["CASH", "cash", null]]);
  });
  test("share their path, so that another date is not another form", () => {
    const { paths } = listUsedPaths(root, overBuiltIn(given));
    expect([...paths]).toContain("$.result{}{}{}.payments{}");
    expect(openOf(root, given)).toEqual([]);
  });
});
