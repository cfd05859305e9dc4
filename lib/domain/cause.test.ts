/**
 * Likely causes: a table of plain cases. What holds for any day is in `cause-property.test.ts`; how
 * often the causes are right is another question, which `npm run causes:evaluate` answers.
 */
import { describe, expect, test } from "vitest";
import { type CauseDayLine, type CauseQuestion, likelyCauses } from "./cause";
import { TERMS, type WaterfallTerm } from "./line";
import { minor } from "./money";

const EURO = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000];
const DAY = "2026-11-22";

type Given = { line: CauseDayLine; others?: CauseDayLine[] };

/** In cents: what is expected, and the difference. */
function line(expected: number, difference: number, rest: Partial<CauseDayLine> = {}) {
  return {
    ...{ shiftId: "evening", tillId: "T2", tenderId: "CASH", tenderKind: "cash" as const },
    businessDate: DAY,
    expected: minor(expected),
    counted: minor(expected + difference),
    difference: minor(difference),
    terms: terms({ float: 20_000 }),
    denominations: null,
    tolerance: minor(200),
    agreedFloat: null,
    ...rest,
  };
}

function card(expected: number, difference: number, rest: Partial<CauseDayLine> = {}) {
  const place = { tenderId: "CARD", tenderKind: "card" as const, terms: null };
  return line(expected, difference, { ...place, tolerance: minor(0), ...rest });
}

type Moved = Partial<
  Record<Exclude<WaterfallTerm["term"], "float">, [label: string, amount: number][]>
>;

function terms({ float, ...moved }: { float: number | null } & Moved): WaterfallTerm[] {
  return TERMS.map((term) => {
    if (term === "float")
      return { term, amount: float === null ? null : minor(float), entries: [] };
    const entries = (moved[term] ?? []).map(([label, amount]) => ({
      label,
      amount: minor(amount),
    }));
    return { term, amount: minor(entries.reduce((all, { amount }) => all + amount, 0)), entries };
  });
}

function ask({ line: asked, others = [] }: Given, rest: Partial<CauseQuestion> = {}) {
  const { tolerance, agreedFloat } = asked;
  return likelyCauses({
    ...{ line: asked, others, currency: "EUR", denominations: EURO, tolerance, agreedFloat },
    ...rest,
  });
}

const bread: [string, number] = ["Bread", -1_840];
const change: [string, number] = ["Change from the safe", 7_000];
const deposit: [string, number] = ["Night deposit", -35_000];

describe("likelyCauses", () => {
  test.each<[string, Given, object]>([
    ["float-left-out", { line: line(98_470, -20_000) }, { amountMinor: 20_000, tillId: "T2" }],
    ["float-left-out", { line: line(98_470, -20_010) }, { amountMinor: 20_000, restMinor: -10 }],
    ["float-counted-twice", { line: line(98_470, 20_000) }, { amountMinor: 20_000 }],
    [
      "float-not-as-agreed",
      { line: line(98_470, 15_000, { agreedFloat: minor(35_000) }) },
      { amountMinor: 35_000, otherMinor: 20_000 },
    ],
    [
      "float-not-as-agreed",
      { line: line(98_470, 25_000, { terms: terms({ float: null }), agreedFloat: minor(25_000) }) },
      { amountMinor: 25_000 },
    ],
    [
      "digits-swapped",
      { line: line(98_470, -3_600) },
      { amountMinor: 98_470, otherMinor: 94_870, label: "84", quantity: 9, unitMinor: 400 },
    ],
    [
      "decimal-slip",
      { line: card(157_725, 157_725 * 99) },
      { amountMinor: 157_725, otherMinor: 15_772_500, quantity: 100 },
    ],
    [
      "decimal-slip",
      { line: line(98_473, 9_847 - 98_473) },
      { amountMinor: 98_473, otherMinor: 9_847, quantity: 10 },
    ],
    [
      "wrong-tender",
      { line: line(98_470, -2_450), others: [card(157_725, 2_450)] },
      { amountMinor: 2_450, otherMinor: 2_450, tenderId: "CARD" },
    ],
    [
      "wrong-tender",
      { line: card(157_725, 2_450), others: [line(98_470, -2_465)] },
      { otherMinor: -2_465, restMinor: -15, tenderId: "CASH" },
    ],
    [
      "wrong-till",
      { line: line(98_470, 3_310), others: [line(70_000, -3_310, { tillId: "T1" })] },
      { otherMinor: -3_310, tillId: "T1" },
    ],
    [
      "wrong-shift",
      { line: line(98_470, 3_310), others: [line(70_000, -3_310, { shiftId: "morning" })] },
      { otherMinor: -3_310, shiftId: "morning" },
    ],
    [
      "wrong-day",
      { line: line(98_470, 3_310), others: [line(70_000, -3_310, { businessDate: "2026-11-23" })] },
      { otherMinor: -3_310, businessDate: "2026-11-23" },
    ],
    [
      "note-miscounted",
      { line: line(98_470, -5_000) },
      { amountMinor: 5_000, quantity: 1, unitMinor: 5_000 },
    ],
    [
      "note-miscounted",
      { line: line(98_470, 4_000) },
      { amountMinor: 4_000, quantity: 2, unitMinor: 2_000 },
    ],
    [
      "expense-missing",
      {
        line: line(98_470, -1_840),
        others: [
          line(80_000, 0, {
            businessDate: "2026-11-21",
            terms: terms({ float: 20_000, expenses: [bread] }),
          }),
        ],
      },
      { amountMinor: 1_840, label: "Bread", businessDate: "2026-11-21" },
    ],
    [
      "expense-twice",
      { line: line(98_470, 1_840, { terms: terms({ float: 20_000, expenses: [bread, bread] }) }) },
      { amountMinor: 1_840, label: "Bread" },
    ],
    [
      "movement-missing",
      {
        line: line(98_470, 7_000),
        others: [
          line(80_000, 0, {
            tillId: "T1",
            terms: terms({ float: 20_000, contributions: [change] }),
          }),
        ],
      },
      { amountMinor: 7_000, label: "Change from the safe", tillId: "T1" },
    ],
    [
      "movement-twice",
      {
        line: line(98_470, -7_000, {
          terms: terms({ float: 20_000, contributions: [change, change] }),
        }),
      },
      { amountMinor: 7_000 },
    ],
    [
      "movement-not-made",
      { line: line(98_470, 35_000, { terms: terms({ float: 20_000, deposits: [deposit] }) }) },
      { amountMinor: 35_000, label: "Night deposit" },
    ],
    [
      "deposit-missing",
      {
        line: line(98_470, -35_000),
        others: [
          line(80_000, 0, {
            businessDate: "2026-11-21",
            terms: terms({ float: 20_000, deposits: [deposit] }),
          }),
        ],
      },
      { amountMinor: 35_000, label: "Night deposit" },
    ],
    [
      "deposit-twice",
      {
        line: line(98_470, 35_000, {
          terms: terms({ float: 20_000, pickups: [deposit, deposit] }),
        }),
      },
      { amountMinor: 35_000 },
    ],
    [
      "voucher-missing",
      {
        line: card(18_700, -1_100, {
          tenderKind: "voucher",
          denominations: [{ valueMinor: 1_100, quantity: 16 }],
        }),
      },
      { amountMinor: 1_100, quantity: 1, unitMinor: 1_100 },
    ],
    [
      "voucher-twice",
      { line: card(18_700, 1_100, { tenderKind: "voucher" }) },
      { amountMinor: 1_100, quantity: 1, unitMinor: 1_100 },
    ],
  ])("sees %s", (kind, given, facts) => {
    expect(ask(given)[0]).toMatchObject({ kind, reason: kind, facts });
  });

  test.each([
    ["small change", line(98_470, -35)],
    ["a coin of 2.00", line(98_470, 200)],
    ["an amount that nothing explains", line(98_470, -4_321)],
    ["no difference", line(98_470, 0)],
    ["a multiple of nine whose digits were not swapped", line(98_470, -5_328)],
    ["a rest above the slack of a till", line(98_470, -20_450)],
  ])("names no likely cause for %s", (_, asked) => {
    expect(ask({ line: asked })).toEqual([]);
  });

  test("nothing is said of a line without both sides", () => {
    const open = line(98_470, 0, { counted: null, difference: null });
    expect(ask({ line: open, others: [line(1_000, -500, { tillId: "T1" })] })).toEqual([]);
  });

  test("what was counted note by note was not typed, and holds the notes that are too many", () => {
    const pieces = (counted: number) => [
      { valueMinor: 1_000, quantity: Math.floor(counted / 1_000) },
      { valueMinor: 10, quantity: (counted % 1_000) / 10 },
    ];
    expect(ask({ line: line(98_470, -3_600, { denominations: pieces(94_870) }) })).toEqual([]);
    const over = ask({ line: line(98_470, 5_000, { denominations: pieces(103_470) }) });
    expect(over.map(({ facts }) => facts.unitMinor)).not.toContain(5_000);
  });

  test("a few cents on another till are a coincidence", () => {
    const others = [line(70_000, -15, { tillId: "T1" })];
    expect(ask({ line: line(98_470, 15), others })).toEqual([]);
  });
});
