/** The sums of expected cash, for any sheet. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { TenderKind } from "../cash-sheet";
import { minor } from "../money";
import { expectedLines, makeSheet } from "../../testing/expected-sheets";

const amounts = fc.record({
  amount: fc.integer({ min: -1e9, max: 1e9 }).map(minor),
  rounded: fc.boolean(),
});
const entries = fc.option(
  fc.array(fc.record({ label: fc.constant(null), amount: fc.option(amounts, { freq: 8 }) }), {
    maxLength: 4,
  }),
);
const shifts = fc.record({
  shiftId: fc.constantFrom("1", "2"),
  tillId: fc.constantFrom("T1", "T2"),
  float: fc.option(amounts),
  tenders: fc.option(
    fc.array(
      fc.record({
        tenderId: fc.constantFrom("CASH", "CARD", "USD", "MEAL"),
        tenderName: fc.constant(null),
        kind: fc.constantFrom<TenderKind>("cash", "card", "voucher", "other"),
        amount: fc.option(amounts),
      }),
      { maxLength: 6 },
    ),
  ),
  expenses: entries,
  contributions: entries,
  withdrawals: entries,
  deposits: entries,
  pickups: entries,
});

const agreedFloat = fc.option(fc.integer({ min: 0, max: 1e9 }).map(minor));

test("the terms add up to the expected cash, and entries to their term", () => {
  fc.assert(
    fc.property(fc.array(shifts, { maxLength: 4 }), agreedFloat, (all, agreed) => {
      for (const { expected, terms } of expectedLines(makeSheet(...all), () => agreed)) {
        if (terms === null) continue;
        const known = terms.reduce((total, term) => total + (term.amount ?? 0), 0);
        const isUnknown = terms.some(({ term, amount: value, entries: parts }) => {
          return parts.some((part) => part.amount === null) || (term === "sales" && value === null);
        });
        expect(expected).toBe(isUnknown ? null : known);
        for (const { amount: value, entries: parts } of terms) {
          if (parts.length === 0) continue;
          const listed = parts.map((part) => part.amount);
          const total = listed.reduce<number>((all, part) => all + (part ?? 0), 0);
          expect(listed.includes(null) ? null : total).toBe(value);
        }
      }
    }),
  );
});

test("each shift, till and tender comes once", () => {
  fc.assert(
    fc.property(fc.array(shifts, { maxLength: 4 }), (all) => {
      const ids = expectedLines(makeSheet(...all)).map(
        ({ shiftId, tillId, tenderId }) => `${shiftId} ${tillId} ${tenderId}`,
      );
      expect(new Set(ids).size).toBe(ids.length);
    }),
  );
});
