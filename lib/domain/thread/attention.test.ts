import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ATTENTION_GROUPS,
  compareAttention,
  findAttention,
  findGroup,
  mergeTotals,
  sumAmounts,
  type ThreadFacts,
} from "./attention";

const item = fc.record({
  id: fc.uuid(),
  overdue: fc.boolean(),
  currency: fc.constantFrom("EUR", "GBP", "JPY"),
  amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  businessDate: fc.constantFrom("2026-03-01", "2026-03-02"),
});

test("nothing overdue follows what is not, and in one currency no amount grows", () => {
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const sorted = items.toSorted(compareAttention);
      for (const [at, next] of sorted.slice(1).entries()) {
        const one = sorted[at];
        if (one === undefined) continue;
        expect(Number(one.overdue)).toBeGreaterThanOrEqual(Number(next.overdue));
        if (one.overdue !== next.overdue || one.currency !== next.currency) continue;
        expect(Math.abs(one.amountMinor)).toBeGreaterThanOrEqual(Math.abs(next.amountMinor));
      }
    }),
  );
});

test("sums are of absolute amounts, currency by currency", () => {
  fc.assert(
    fc.property(fc.array(item), (items) => {
      const sums = sumAmounts(items);
      expect(new Set(sums.map(({ currency }) => currency)).size).toBe(sums.length);
      const total = items.reduce((sum, { amountMinor }) => sum + Math.abs(amountMinor), 0);
      expect(sums.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(total);
    }),
  );
});

test("merged totals are there once, in whatever order, and add up to what was merged", () => {
  const total = fc.record({
    group: fc.constantFrom(...ATTENTION_GROUPS),
    overdue: fc.boolean(),
    currency: fc.constantFrom("EUR", "JPY"),
    rows: fc.nat(1_000),
    amountMinor: fc.nat(1_000_000),
  });
  fc.assert(
    fc.property(fc.array(total), (totals) => {
      const merged = mergeTotals(totals);
      const keys = merged.map(({ group, overdue, currency }) => `${group} ${overdue} ${currency}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(mergeTotals(totals.toReversed()))).toEqual(new Set(merged));
      expect(sumAmounts(merged)).toEqual(sumAmounts(totals));
      const countRows = (all: typeof merged) => all.reduce((sum, { rows }) => sum + rows, 0);
      expect(countRows(merged)).toBe(countRows(totals));
    }),
  );
});

describe("a thread needs attention", () => {
  const QUIET: ThreadFacts = {
    questionNumber: 1,
    replyNumber: 2,
    mentionNumber: 0,
    readNumber: 2,
    isConcerned: true,
    isOutstanding: true,
  };
  test.each([
    ["not, once the reply was read", {}, null],
    ["for a reply that was not read", { readNumber: 1 }, "reply"],
    ["not, for a reply to somebody else", { readNumber: 1, isConcerned: false }, null],
    ["for a mention until it is read", { mentionNumber: 3 }, "mention"],
    ["while the centre owes a reply", { questionNumber: 3 }, "question"],
    ["not, once the line is settled", { questionNumber: 3, isOutstanding: false }, null],
  ] as const)("%s", (_, partial, kind) => {
    expect(findAttention({ ...QUIET, ...partial })).toBe(kind);
  });
});

test.each([
  ["lines", "me", "mine"],
  ["lines", "you", "others"],
  ["lines", null, "centres"],
  ["question", "me", "others"],
  ["reply", "you", "mine"],
] as const)("%s of a line that %s has is listed under %s", (kind, assigneeId, group) => {
  expect(findGroup(kind, { assigneeId, readerId: "me" })).toBe(group);
});
