/**
 * Tests plain cases of likely causes. Properties of any day are in `causes-property.test.ts`; how
 * often the causes are right is what `npm run causes:evaluate` measures.
 */
import { describe, expect, test } from "vitest";
import { cardLine, cashLine, EURO, termsOf } from "@/lib/testing/cause-lines";
import { type CauseDayLine, type CauseQuestion, listLikelyCauses } from "./likely-causes";
import { minor } from "../money";

type Given = { line: CauseDayLine; others?: CauseDayLine[] };

function ask({ line: asked, others = [] }: Given, rest: Partial<CauseQuestion> = {}) {
  const { tolerance, agreedFloat } = asked;
  return listLikelyCauses({
    line: asked,
    others,
    currency: "EUR",
    denominations: EURO,
    tolerance,
    agreedFloat,
    ...rest,
  });
}

const bread: [string, number] = ["Bread", -1_840];
const change: [string, number] = ["Change from the safe", 7_000];
const deposit: [string, number] = ["Night deposit", -35_000];

describe("likelyCauses", () => {
  test.each<[string, Given, object]>([
    ["float-left-out", { line: cashLine(98_470, -20_000) }, { amountMinor: 20_000, tillId: "T2" }],
    [
      "float-left-out",
      { line: cashLine(98_470, -20_010) },
      { amountMinor: 20_000, restMinor: -10 },
    ],
    ["float-counted-twice", { line: cashLine(98_470, 20_000) }, { amountMinor: 20_000 }],
    [
      "float-not-as-agreed",
      { line: cashLine(98_470, 15_000, { agreedFloat: minor(35_000) }) },
      { amountMinor: 35_000, otherMinor: 20_000 },
    ],
    [
      "float-not-as-agreed",
      {
        line: cashLine(98_470, 25_000, {
          terms: termsOf({ float: null }),
          agreedFloat: minor(25_000),
        }),
      },
      { amountMinor: 25_000 },
    ],
    [
      "digits-swapped",
      { line: cashLine(98_470, -3_600) },
      { amountMinor: 98_470, otherMinor: 94_870, label: "84", quantity: 9, unitMinor: 400 },
    ],
    [
      "decimal-slip",
      { line: cardLine(157_725, 157_725 * 99) },
      { amountMinor: 157_725, otherMinor: 15_772_500, quantity: 100 },
    ],
    [
      "decimal-slip",
      { line: cashLine(98_473, 9_847 - 98_473) },
      { amountMinor: 98_473, otherMinor: 9_847, quantity: 10 },
    ],
    [
      "wrong-tender",
      { line: cashLine(98_470, -2_450), others: [cardLine(157_725, 2_450)] },
      { amountMinor: 2_450, otherMinor: 2_450, tenderId: "CARD" },
    ],
    [
      "wrong-tender",
      { line: cardLine(157_725, 2_450), others: [cashLine(98_470, -2_465)] },
      { otherMinor: -2_465, restMinor: -15, tenderId: "CASH" },
    ],
    [
      "wrong-till",
      { line: cashLine(98_470, 3_310), others: [cashLine(70_000, -3_310, { tillId: "T1" })] },
      { otherMinor: -3_310, tillId: "T1" },
    ],
    [
      "wrong-shift",
      { line: cashLine(98_470, 3_310), others: [cashLine(70_000, -3_310, { shiftId: "morning" })] },
      { otherMinor: -3_310, shiftId: "morning" },
    ],
    [
      "wrong-day",
      {
        line: cashLine(98_470, 3_310),
        others: [cashLine(70_000, -3_310, { businessDate: "2026-11-23" })],
      },
      { otherMinor: -3_310, businessDate: "2026-11-23" },
    ],
    [
      "note-miscounted",
      { line: cashLine(98_470, -5_000) },
      { amountMinor: 5_000, quantity: 1, unitMinor: 5_000 },
    ],
    [
      "note-miscounted",
      { line: cashLine(98_470, 4_000) },
      { amountMinor: 4_000, quantity: 2, unitMinor: 2_000 },
    ],
    [
      "expense-missing",
      {
        line: cashLine(98_470, -1_840),
        others: [
          cashLine(80_000, 0, {
            businessDate: "2026-11-21",
            terms: termsOf({ float: 20_000, expenses: [bread] }),
          }),
        ],
      },
      { amountMinor: 1_840, label: "Bread", businessDate: "2026-11-21" },
    ],
    [
      "expense-twice",
      {
        line: cashLine(98_470, 1_840, {
          terms: termsOf({ float: 20_000, expenses: [bread, bread] }),
        }),
      },
      { amountMinor: 1_840, label: "Bread" },
    ],
    [
      "movement-missing",
      {
        line: cashLine(98_470, 7_000),
        others: [
          cashLine(80_000, 0, {
            tillId: "T1",
            terms: termsOf({ float: 20_000, contributions: [change] }),
          }),
        ],
      },
      { amountMinor: 7_000, label: "Change from the safe", tillId: "T1" },
    ],
    [
      "movement-twice",
      {
        line: cashLine(98_470, -7_000, {
          terms: termsOf({ float: 20_000, contributions: [change, change] }),
        }),
      },
      { amountMinor: 7_000 },
    ],
    [
      "movement-not-made",
      {
        line: cashLine(98_470, 35_000, { terms: termsOf({ float: 20_000, deposits: [deposit] }) }),
      },
      { amountMinor: 35_000, label: "Night deposit" },
    ],
    [
      "deposit-missing",
      {
        line: cashLine(98_470, -35_000),
        others: [
          cashLine(80_000, 0, {
            businessDate: "2026-11-21",
            terms: termsOf({ float: 20_000, deposits: [deposit] }),
          }),
        ],
      },
      { amountMinor: 35_000, label: "Night deposit" },
    ],
    [
      "deposit-twice",
      {
        line: cashLine(98_470, 35_000, {
          terms: termsOf({ float: 20_000, pickups: [deposit, deposit] }),
        }),
      },
      { amountMinor: 35_000 },
    ],
    [
      "voucher-missing",
      {
        line: cardLine(18_700, -1_100, {
          tenderKind: "voucher",
          denominations: [{ valueMinor: 1_100, quantity: 16 }],
        }),
      },
      { amountMinor: 1_100, quantity: 1, unitMinor: 1_100 },
    ],
    [
      "voucher-twice",
      { line: cardLine(18_700, 1_100, { tenderKind: "voucher" }) },
      { amountMinor: 1_100, quantity: 1, unitMinor: 1_100 },
    ],
  ])("sees %s", (kind, given, facts) => {
    expect(ask(given)[0]).toMatchObject({ kind, reason: kind, facts });
  });

  test.each([
    ["small change", cashLine(98_470, -35)],
    ["a coin of 2.00", cashLine(98_470, 200)],
    ["an amount that nothing explains", cashLine(98_470, -4_321)],
    ["no difference", cashLine(98_470, 0)],
    ["a multiple of nine whose digits were not swapped", cashLine(98_470, -5_328)],
    ["a rest above the slack of a till", cashLine(98_470, -20_450)],
  ])("names no likely cause for %s", (_, asked) => {
    expect(ask({ line: asked })).toEqual([]);
  });

  test("nothing is said of a line without both sides", () => {
    const open = cashLine(98_470, 0, { counted: null, difference: null });
    expect(ask({ line: open, others: [cashLine(1_000, -500, { tillId: "T1" })] })).toEqual([]);
  });

  test("what was counted note by note was not typed, and holds the notes that are too many", () => {
    const pieces = (counted: number) => [
      { valueMinor: 1_000, quantity: Math.floor(counted / 1_000) },
      { valueMinor: 10, quantity: (counted % 1_000) / 10 },
    ];
    expect(ask({ line: cashLine(98_470, -3_600, { denominations: pieces(94_870) }) })).toEqual([]);
    const over = ask({ line: cashLine(98_470, 5_000, { denominations: pieces(103_470) }) });
    expect(over.map(({ facts }) => facts.unitMinor)).not.toContain(5_000);
  });

  test("what is usual shows in the weeks before", () => {
    const fish: [string, number] = ["Fish", -4_735];
    const asked = cashLine(98_470, -4_735);
    expect(ask({ line: asked })).toEqual([]);
    const paid = cashLine(80_000, 0, {
      businessDate: "2026-11-08",
      terms: termsOf({ float: 20_000, expenses: [fish] }),
    });
    expect(ask({ line: asked }, { earlier: [paid] })[0]).toMatchObject({
      kind: "expense-missing",
      facts: { amountMinor: 4_735, label: "Fish", businessDate: "2026-11-08" },
    });
    // Earlier days do not show where the money of today may be.
    const over = cashLine(80_000, 4_735, { businessDate: "2026-11-08" });
    expect(ask({ line: asked }, { earlier: [over] })).toEqual([]);
  });

  test("a few cents on another till are a coincidence", () => {
    const others = [cashLine(70_000, -15, { tillId: "T1" })];
    expect(ask({ line: cashLine(98_470, 15), others })).toEqual([]);
  });
});
