/** Whatever happened in a fund, the books receive what its balance changed by, to the cent. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Minor, minor, negate, sum } from "../money";
import { splitReceipt } from "../petty-cash/receipt";
import { type AccountRule, createAccountLookup } from "./account-rule";
import { computeBalances } from "./balances";
import { type BookedEntry, listPettyCashFacts } from "./petty-cash-facts";
import { postDay } from "./post-day";
import { type Purpose, PURPOSES } from "./purpose";

const rule = (purpose: Purpose, account: string): AccountRule => ({
  scopeId: "*",
  purpose,
  selector: "*",
  version: 1,
  account,
  vat: null,
  taxCode: null,
  validFrom: "2000-01-01",
});
const CHART = PURPOSES.map((purpose) => rule(purpose, purpose));
const lookup = createAccountLookup(CHART)({ scopes: ["*"], businessDate: "2026-03-10" });
const NOTHING = { expenseType: null, source: null, reason: null, vat: null };

const receipts = fc
  .array(
    fc.record({
      ratePpm: fc.constantFrom(0, 40_000, 100_000, 210_000, 255_000),
      gross: fc.integer({ min: 1, max: 500_000 }).map(minor),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((typed): BookedEntry => {
    const { gross, lines } = splitReceipt(typed.map((line) => ({ ...line, vat: null })));
    const vat = lines.map(({ ratePpm, gross: grossMinor, vat: vatMinor }) => ({
      ratePpm,
      grossMinor,
      vatMinor,
    }));
    return { ...NOTHING, kind: "receipt", amount: negate(gross), expenseType: "office", vat };
  });
const amounts = fc.integer({ min: 1, max: 500_000 }).map(minor);
const others = fc.oneof(
  amounts.map((amount): BookedEntry => ({ ...NOTHING, kind: "top-up", amount, source: "bank" })),
  amounts.map((amount): BookedEntry => ({
    ...NOTHING,
    kind: "return",
    amount: negate(amount),
    source: "safe",
  })),
  fc.tuple(amounts, fc.boolean()).map(([amount, isShort]): BookedEntry => ({
    ...NOTHING,
    kind: "difference",
    amount: isShort ? negate(amount) : amount,
    reason: "other",
  })),
);
const entries = fc.array(fc.oneof(receipts, others), { maxLength: 25 });

const reversalOf = (entry: BookedEntry): BookedEntry => ({
  ...NOTHING,
  kind: "reversal",
  amount: negate(entry.amount),
});
const balanceOf = (postings: ReturnType<typeof postDay>["postings"], account: string): Minor =>
  computeBalances(postings).get(account) ?? minor(0);

describe("the books of a fund", () => {
  test("change by what its balance changed by, and split each receipt into net and tax", () => {
    fc.assert(
      fc.property(entries, (booked) => {
        const facts = booked.flatMap((entry) => listPettyCashFacts(entry, null));
        const { postings, unmapped } = postDay(facts, lookup);
        expect(unmapped).toEqual([]);
        const balance = sum(booked.map(({ amount }) => amount));
        expect(balanceOf(postings, "petty-cash")).toBe(balance);
        expect(sum(computeBalances(postings).values())).toBe(0);
        const taxes = booked.flatMap(({ vat }) => vat ?? []);
        const tax = sum(taxes.map(({ vatMinor }) => minor(vatMinor)));
        expect(balanceOf(postings, "petty-cash-vat")).toBe(tax);
        const gross = sum(taxes.map(({ grossMinor }) => minor(grossMinor)));
        expect(balanceOf(postings, "petty-cash-expenses")).toBe(minor(gross - tax));
      }),
    );
  });

  test("are as before once every entry is reversed", () => {
    fc.assert(
      fc.property(entries, (booked) => {
        const facts = booked.flatMap((entry) => [
          ...listPettyCashFacts(entry, null),
          ...listPettyCashFacts(reversalOf(entry), entry),
        ]);
        expect(computeBalances(postDay(facts, lookup).postings).size).toBe(0);
      }),
    );
  });

  test("name what has no account: the type of an expense, a rate, a source", () => {
    const none = createAccountLookup([rule("petty-cash", "570")])({
      scopes: ["*"],
      businessDate: "2026-03-10",
    });
    const vat = [{ ratePpm: 55_000, grossMinor: 10_55, vatMinor: 55 }];
    const receipt: BookedEntry = {
      ...NOTHING,
      kind: "receipt",
      amount: minor(-10_55),
      expenseType: "travel",
      vat,
    };
    const { postings, unmapped } = postDay(listPettyCashFacts(receipt, null), none);
    expect(postings).toEqual([]);
    expect(unmapped).toMatchObject([
      { purpose: "petty-cash-expenses", label: "travel" },
      { purpose: "petty-cash-vat", label: "5.5" },
    ]);
  });
});
