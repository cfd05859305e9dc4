/** Arranges closed days and rules for accounts, for tests of the journal. */
import fc from "fast-check";
import { type SheetEntry, SPECIAL_TERMS, type TenderKind } from "../domain/cash-sheet";
import type { AccountRule } from "../domain/journal/account-rule";
import type { ClosedLine } from "../domain/journal/day-facts";
import { PURPOSES } from "../domain/journal/purpose";
import { minor } from "../domain/money";
import { expectedLines, makeSheet } from "./expected-sheets";

export function makeRule(more: Partial<AccountRule> = {}): AccountRule {
  return {
    scopeId: "*",
    purpose: "sales",
    selector: "*",
    version: 1,
    account: "700000",
    vat: null,
    taxCode: null,
    validFrom: "2026-01-01",
    ...more,
  };
}

/** One account for each purpose, and another one where a card is settled. */
export function makeChart(vatPpm = 210_000): AccountRule[] {
  return [
    ...PURPOSES.map((purpose, index) =>
      makeRule({
        purpose,
        account: `${1000 + index}`,
        vat: purpose === "expenses" ? { account: "4720", ppm: vatPpm } : null,
      }),
    ),
    makeRule({ purpose: "settlement", selector: "kind:card", account: "4300" }),
  ];
}

const amounts = fc.integer({ min: -1e8, max: 1e8 }).map(minor);
const given = fc.record({ amount: amounts, rounded: fc.constant(false) });
const entries: fc.Arbitrary<SheetEntry[] | null> = fc.option(
  fc.array(
    fc.record({
      label: fc.option(fc.constantFrom("Ice", "Flowers", "Taxi")),
      amount: fc.option(given, { freq: 12 }),
    }),
    { maxLength: 2 },
  ),
);
const OWED = ["gift-card", "gift-card-sale", "tip"] as const;
const shifts = fc.record({
  shiftId: fc.constantFrom("1", "2"),
  tillId: fc.constantFrom("T1", "T2"),
  float: fc.option(given),
  tenders: fc.option(
    fc.array(
      fc.record({
        tenderId: fc.constantFrom("CASH", "CARD", "MEAL", "GIFT", "TIPS"),
        tenderName: fc.constant(null),
        kind: fc.constantFrom<TenderKind>("cash", "card", "voucher", ...OWED),
        amount: fc.option(given, { freq: 12 }),
      }),
      { maxLength: 3 },
    ),
    { freq: 12 },
  ),
  expenses: entries,
  contributions: entries,
  withdrawals: entries,
  deposits: entries,
  pickups: entries,
  special: fc.array(
    fc.record({
      term: fc.constantFrom(...SPECIAL_TERMS),
      label: fc.option(fc.constant("Tips")),
      amount: fc.option(given, { freq: 12 }),
      // Most is in the cash of the till; some is included in what was paid by card.
      within: fc.option(fc.constant("CARD"), { nil: "" }),
    }),
    { maxLength: 2 },
  ),
});
type ShiftOf<A> = A extends fc.Arbitrary<infer Shift> ? Shift : never;

const counts = fc.record({
  counted: fc.option(amounts, { freq: 8 }),
  floatLeft: fc.option(amounts),
  reason: fc.option(fc.constantFrom("other", "decimal-slip")),
});

function toShift({ special, ...shift }: ShiftOf<typeof shifts>) {
  return {
    ...shift,
    special: special.map(({ within, ...part }) => (within === "" ? part : { ...part, within })),
  };
}

/** Any day: lines as they are computed from a sheet, counted or not, and explained or not. */
export const closedDays: fc.Arbitrary<ClosedLine[]> = fc
  .tuple(fc.array(shifts, { maxLength: 2 }), fc.array(counts, { minLength: 3, maxLength: 3 }))
  .map(([sheet, counted]) =>
    expectedLines(makeSheet(...sheet.map(toShift)), () => null).map((line, index) => {
      const count = counted[index % counted.length] ?? {
        counted: null,
        floatLeft: null,
        reason: null,
      };
      return { ...line, ...count };
    }),
  );
