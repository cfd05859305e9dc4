import fc from "fast-check";
import { expect, test } from "vitest";
import { closedDays, makeChart } from "../../testing/journal-days";
import { createAccountLookup } from "../journal/account-rule";
import { computeBalances } from "../journal/balances";
import { listFacts } from "../journal/day-facts";
import { postDay } from "../journal/post-day";
import { minor } from "../money";
import { addUpOwed } from "./owed";
import { sumOwed } from "./sum-owed";

const DAY = { scopes: ["101", "*"], businessDate: "2026-03-01" };
const lookup = createAccountLookup(makeChart(0))(DAY);
const accountOf = (purpose: string) =>
  makeChart().find((rule) => rule.purpose === purpose)?.account ?? "";

test("what days owe is what the journal posts to the accounts of tips and gift cards", () => {
  fc.assert(
    fc.property(closedDays, (all) => {
      // A gift card that was redeemed includes nothing.
      const lines = all.filter((line) => line.tenderKind !== "gift-card" || line.terms === null);
      const owed = addUpOwed(lines);
      const balances = computeBalances(postDay(listFacts(lines), lookup).postings);
      const booked = (purpose: string) => 0 - (balances.get(accountOf(purpose)) ?? 0);
      expect(owed.tips.in - owed.tips.out).toBe(booked("tips") + 0);
      expect(owed["gift-cards"].in - owed["gift-cards"].out).toBe(booked("gift-cards") + 0);
    }),
    { numRuns: 2_000 },
  );
});

test("an amount that is not provided is counted, and is not 0", () => {
  const line = { counted: null, terms: null };
  const owed = addUpOwed([
    { ...line, tenderKind: "tip", expected: null },
    { ...line, tenderKind: "gift-card", expected: minor(50_00) },
    { ...line, tenderKind: "gift-card", expected: null, counted: minor(20_00) },
    { ...line, tenderKind: "gift-card-sale", expected: minor(80_00) },
    { ...line, tenderKind: "card", expected: null },
  ]);
  expect(owed).toEqual({
    tips: { in: 0, out: 0, unknown: 1 },
    "gift-cards": { in: 80_00, out: 70_00, unknown: 0 },
  });
});

const figure = fc.option(fc.integer({ min: -1e9, max: 1e9 }), { freq: 9 });
const figures = fc.record({
  beforeMinor: figure,
  inMinor: figure,
  outMinor: figure,
  afterMinor: figure,
  unknown: fc.nat({ max: 3 }),
});
const rows = fc.array(
  fc.record({ currency: fc.constantFrom("EUR", "CHF"), tips: figures, giftCards: figures }),
);

test("a total is the sum of its currency's rows, and unknown with one of them", () => {
  fc.assert(
    fc.property(rows, (all) => {
      for (const total of sumOwed(all)) {
        const own = all.filter(({ currency }) => currency === total.currency);
        const amounts = own.map(({ giftCards }) => giftCards.afterMinor);
        const sum = amounts.reduce<number>((before, amount) => before + (amount ?? 0), 0);
        expect(total.giftCards.afterMinor).toBe(amounts.includes(null) ? null : sum);
        expect(total.tips.unknown).toBe(own.reduce((before, { tips }) => before + tips.unknown, 0));
      }
      expect(sumOwed(all)).toHaveLength(new Set(all.map(({ currency }) => currency)).size);
    }),
  );
});
