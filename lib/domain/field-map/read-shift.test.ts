/** What a register shift does not provide stays unknown. */
import { describe, expect, test } from "vitest";
import type { FieldMap } from "./field-map";
import { BUILT_IN_MAP } from "./built-in";
import { amount, nested, sheetsOf, without } from "../../testing/cashrec-response";

describe("what is not there", () => {
  const [shift] = nested.shifts;
  const first = (change: object) => [{ ...nested, shifts: [{ ...shift, ...change }] }];
  const [payment] = shift?.payments ?? [];

  test("is null and never zero", () => {
    const root = [
      { ...nested, shifts: [without(shift ?? {}, "cashFund", "expenses", "movements")] },
    ];
    const [sheet] = sheetsOf(root);
    expect(sheet?.shifts[0]).toMatchObject({ float: null, expenses: null, contributions: null });
  });

  test("is null when an amount is null, empty, or absent from one tender alone", () => {
    const payments = [
      payment,
      { paymentTypeId: "A", amount: null },
      { paymentTypeId: "B", amount: "" },
      { paymentTypeId: "C" },
    ];
    const [sheet] = sheetsOf(first({ payments }));
    expect(sheet?.shifts[0]?.tenders?.map((tender) => tender.amount)).toEqual([
      amount(14_897),
      null,
      null,
      null,
    ]);
  });

  test("stays listed when an entry has no amount, or a figure is an empty text", () => {
    const expenses = [{ concept: "Ice", amount: null }];
    const [sheet] = sheetsOf(first({ expenses, deposits: "" }));
    expect(sheet?.shifts[0]?.expenses).toEqual([{ label: "Ice", amount: null }]);
    expect(sheet?.shifts[0]?.deposits).toEqual([{ label: null, amount: null }]);
  });

  test("is nothing for an absent section, unless the map says that it is always there", () => {
    const map: FieldMap = { ...BUILT_IN_MAP, always: ["expenses", "movements"] };
    const root = [{ ...nested, shifts: [without(shift ?? {}, "expenses", "movements")] }];
    expect(sheetsOf(root)[0]?.shifts[0]).toMatchObject({ expenses: null, contributions: null });
    expect(sheetsOf(root, { map })[0]?.shifts[0]).toMatchObject({
      expenses: [{ label: null, amount: null }],
      contributions: [{ label: null, amount: null }],
    });
    expect(sheetsOf([nested], { map })[0]?.shifts[0]).toMatchObject({ expenses: [] });
  });

  test("is the centre's currency when the sheet names none", () => {
    const root = [
      without({ ...nested, shifts: first({ cashFund: "12.5" })[0]?.shifts }, "currencyId"),
    ];
    const currencies = new Map([["101", "JPY"]]);
    const [sheet] = sheetsOf(root, { currencies });
    expect(sheet).toMatchObject({ currency: null });
    expect(sheet?.shifts[0]?.float).toEqual({ amount: 13, rounded: true });
  });
});
