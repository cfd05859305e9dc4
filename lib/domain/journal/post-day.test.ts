import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { closedDays, makeChart, makeRule } from "../../testing/journal-days";
import type { WaterfallTerm } from "../line";
import { type Minor, minor, negate, sum } from "../money";
import { createAccountLookup } from "./account-rule";
import { computeBalances, computeTotal, listEntryLines } from "./balances";
import { type ClosedLine, listFacts } from "./day-facts";
import { postDay } from "./post-day";
import { type Posting, reversePostings } from "./posting";

const DAY = { scopes: ["101", "*"], businessDate: "2026-03-01" };
const lookup = createAccountLookup(makeChart())(DAY);
const term = (name: WaterfallTerm["term"], amount: number, label?: string): WaterfallTerm => ({
  term: name,
  amount: minor(amount),
  entries: label === undefined ? [] : [{ label, amount: minor(amount) }],
});
const cash = (more: Partial<ClosedLine> = {}): ClosedLine => ({
  tenderId: "CASH",
  tenderName: "Cash",
  tenderKind: "cash",
  expected: minor(1_108_00),
  counted: minor(1_105_00),
  terms: [
    term("float", 200_00),
    term("sales", 1_400_00),
    term("contributions", 50_00, "Change from the bank"),
    term("withdrawals", -30_00, "To the safe"),
    term("expenses", -12_00, "Ice"),
    term("deposits", -500_00, "Bank"),
  ],
  reason: "cash-handling",
  floatLeft: minor(250_00),
  ...more,
});
const balancesOf = (lines: ClosedLine[], using = lookup) =>
  Object.fromEntries(computeBalances(postDay(listFacts(lines), using).postings));

describe("the entry of a day", () => {
  test("posts what happened to cash, its difference and the change of the float", () => {
    expect(balancesOf([cash()])).toEqual({
      "1000": 1_105_00 - 200_00 - 50_00,
      "1001": -1_400_00,
      "1002": 3_00,
      "1005": 50_00,
      "1006": 12_00 - 2_08,
      "1007": -50_00,
      "1008": 30_00,
      "1009": 500_00,
      "4720": 2_08,
    });
  });

  test("posts what a card slip counted, beside what was sold", () => {
    const card = cash({
      tenderId: "VISA",
      tenderKind: "card",
      terms: null,
      expected: minor(80_00),
      counted: minor(81_00),
      floatLeft: null,
    });
    expect(balancesOf([card])).toEqual({ "1001": -80_00, "1003": -1_00, "4300": 81_00 });
  });

  test("takes what was expected where nobody counted", () => {
    expect(balancesOf([cash({ counted: null })])).toMatchObject({
      "1000": 1_108_00 - 200_00,
      "1001": -1_400_00,
    });
  });

  test("keeps apart what was counted without being known to Cashrec", () => {
    const unknown = cash({
      expected: null,
      floatLeft: null,
      terms: [term("float", 200_00), { term: "sales", amount: null, entries: [] }],
    });
    expect(balancesOf([unknown])).toEqual({ "1000": 905_00, "1004": -905_00 });
    const unlisted = cash({ expected: null, terms: null, tenderKind: null, counted: minor(7_00) });
    expect(balancesOf([unlisted])).toEqual({ "1000": 7_00, "1004": -7_00 });
  });

  test("adds up the tills that post the same", () => {
    const { postings } = postDay(listFacts([cash(), cash()]), lookup);
    expect(postings.filter(({ purpose }) => purpose === "sales")).toMatchObject([
      { amount: 2_800_00, detail: "Cash" },
    ]);
  });

  test("posts tips and roundings of the till to accounts of their own", () => {
    const terms = [
      term("float", 0),
      term("sales", 9_98),
      term("tips", -4_00, "Tips paid out"),
      term("rounding", 2, "Rounding"),
    ];
    const till = cash({ expected: minor(6_00), counted: minor(6_00), terms, floatLeft: null });
    expect(balancesOf([till])).toEqual({ "1000": 6_00, "1001": -9_98, "1011": 4_00, "1013": -2 });
  });

  test("posts tips by card and gift cards as owed, and what a gift card pays as owed no more", () => {
    const other = { terms: null, floatLeft: null, counted: null };
    const lines = [
      cash({ ...other, tenderId: "TIPS", tenderKind: "tip", expected: minor(12_00) }),
      cash({ ...other, tenderId: "SOLD", tenderKind: "gift-card-sale", expected: minor(50_00) }),
      cash({ ...other, tenderId: "GIFT", tenderKind: "gift-card", expected: minor(20_00) }),
    ];
    expect(balancesOf(lines)).toEqual({
      "1000": 62_00,
      "1001": -20_00,
      "1011": -12_00,
      "1012": -30_00,
    });
  });

  test("posts a tip that a card's amount includes as owed, and an unknown one as no sale", () => {
    const card = (tips: number | null) =>
      cash({
        tenderId: "CARD",
        tenderName: "Card",
        tenderKind: "card",
        expected: minor(412_00),
        counted: null,
        floatLeft: null,
        terms: [
          { term: "sales", amount: tips === null ? null : minor(412_00 - tips), entries: [] },
          {
            term: "tips",
            amount: tips === null ? null : minor(tips),
            entries: [{ label: "Tips", amount: tips === null ? null : minor(tips) }],
          },
        ],
      });
    expect(balancesOf([card(12_00)])).toEqual({
      "1001": -400_00,
      "1011": -12_00,
      "4300": 412_00,
    });
    expect(balancesOf([card(null)])).toEqual({ "1004": -412_00, "4300": 412_00 });
  });

  test("names a redeemed gift card that has no account, whatever else is settled", () => {
    const rules = makeChart().filter(({ purpose }) => purpose !== "gift-cards");
    const gift = cash({ terms: null, tenderId: "GIFT", tenderKind: "gift-card", floatLeft: null });
    const { unmapped } = postDay(listFacts([gift]), createAccountLookup(rules)(DAY));
    expect(unmapped).toContainEqual(expect.objectContaining({ purpose: "gift-cards" }));
  });

  test("is empty while anything of the day has no account, and names all of it", () => {
    const rules = makeChart().filter(
      ({ purpose }) => purpose !== "short" && purpose !== "expenses",
    );
    const posted = postDay(listFacts([cash()]), createAccountLookup(rules)(DAY));
    expect(posted.postings).toEqual([]);
    expect(posted.unmapped).toMatchObject([
      { purpose: "expenses", label: "Ice" },
      { purpose: "short", reason: "cash-handling" },
    ]);
  });

  test("leaves out what one account would post to itself, and says which rules it followed", () => {
    const rules = [...makeChart(), makeRule({ purpose: "float", version: 2, account: "1000" })];
    const posted = postDay(listFacts([cash()]), createAccountLookup(rules)(DAY));
    expect(posted.postings.some(({ purpose }) => purpose === "float")).toBe(false);
    expect(posted.rules).toContain(rules.at(-1));
  });
});

const TITLE =
  "of 10,000 random days, debits equal credits, batches add up, and reversals are exact";
test(TITLE, { timeout: 60_000 }, () => {
  const batches = fc.array(closedDays, { minLength: 20, maxLength: 20 });
  fc.assert(
    fc.property(batches, fc.integer({ min: 0, max: 1_000_000 }), (days, ppm) => {
      const using = createAccountLookup(makeChart(ppm))(DAY);
      const entries = days.map((lines) => ({
        lines,
        postings: postDay(listFacts(lines), using).postings,
      }));
      expect(entries.filter((entry) => !isRight(entry))).toEqual([]);
      const all = entries.flatMap(({ postings }) => postings);
      const sold = entries.flatMap(({ lines }) => lines).map(salesOf);
      expect(negate(computeBalances(all).get("1001") ?? minor(0))).toBe(sum(sold));
    }),
    { numRuns: 500 },
  );
});

type Entry = { lines: ClosedLine[]; postings: Posting[] };

/** Both sides are the total, the money is where it was found, and a reversal leaves nothing. */
function isRight({ lines, postings }: Entry): boolean {
  const both = listEntryLines({ postings });
  const sides = (["debit", "credit"] as const).map((side) =>
    sum(both.map((line) => line[side] ?? minor(0))),
  );
  const balances = computeBalances(postings);
  const accounts = ["1000", "1005", "4300"].map((account) => balances.get(account) ?? minor(0));
  return (
    sides.every((side) => side === computeTotal(postings)) &&
    postings.every(({ amount }) => amount > 0) &&
    sum(accounts) === sum(lines.filter((line) => !isGiftCard(line)).map(foundOf)) &&
    (balances.get("1012") ?? minor(0)) === owedFor(lines) &&
    computeBalances([...postings, ...reversePostings(postings)]).size === 0
  );
}

/** What a line added to the place of its tender, computed another way. */
function foundOf({ counted, expected, terms }: ClosedLine): Minor {
  const float = terms?.find(({ term: name }) => name === "float")?.amount ?? 0;
  if (counted !== null) return minor(counted - float);
  if (expected !== null) return minor(expected - float);
  const known = (terms ?? []).flatMap(({ term: name, amount, entries }) =>
    name === "float" ? [] : entries.length > 0 ? entries.map((one) => one.amount) : [amount],
  );
  return sum(known.map((amount) => amount ?? minor(0)));
}

function isGiftCard({ tenderKind }: ClosedLine): boolean {
  return tenderKind === "gift-card";
}

/** Debits less credits of what is owed for gift cards: redeemed less sold, computed another way. */
function owedFor(lines: ClosedLine[]): Minor {
  const sold = lines.map(({ terms, tenderKind, expected }) => {
    const entries = terms?.find(({ term: name }) => name === "gift-cards")?.entries ?? [];
    const inTill = sum(entries.map(({ amount }) => amount ?? minor(0)));
    return minor(
      inTill + (terms === null && tenderKind === "gift-card-sale" ? (expected ?? 0) : 0),
    );
  });
  return minor(sum(lines.filter(isGiftCard).map(foundOf)) - sum(sold));
}

function salesOf({ expected, terms, tenderKind }: ClosedLine): Minor {
  if (terms === null) {
    const isOwed = tenderKind === "tip" || tenderKind === "gift-card-sale";
    return isOwed ? minor(0) : (expected ?? minor(0));
  }
  return terms.find(({ term: name }) => name === "sales")?.amount ?? minor(0);
}
