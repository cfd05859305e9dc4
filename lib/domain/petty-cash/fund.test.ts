/** Random histories of a fund end with what a naive ledger says. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Minor, minor, negate } from "../money";
import {
  computeBalance,
  computeTopUp,
  type FundEntry,
  listRunningBalances,
  needsApproval,
  sortEntries,
} from "./fund";
import { isPlausibleVat, splitReceipt } from "./receipt";
import { refuseBelowZero } from "./refusals";

const DATES = ["2026-03-01", "2026-03-02", "2026-03-03"];

const stepArbitrary = fc.record({
  action: fc.constantFrom("receipt", "top-up", "return", "count", "reverse", "approve" as const),
  amount: fc.integer({ min: 1, max: 1_000_00 }),
  at: fc.nat(),
});
type Step = { action: string; amount: number; at: number };

/** Plays the steps; `cash` is what lies in the box, counted coin by coin. */
function play(steps: readonly Step[]) {
  const entries: FundEntry[] = [];
  let cash = 0;
  const add = (kind: FundEntry["kind"], amount: number, reversesApproved: boolean | null) => {
    const businessDate = DATES[entries.length % DATES.length] ?? "";
    const number = entries.length + 1;
    const state = { isApproved: false, reversedBy: null, reversesApproved };
    entries.push({ number, kind, businessDate, amount: minor(amount), ...state });
    cash += amount;
  };
  for (const { action, amount, at } of steps) {
    const chosen = entries[at % Math.max(1, entries.length)];
    if (action === "receipt" || action === "return") add(action, -amount, null);
    if (action === "top-up") add("top-up", amount, null);
    // Somebody finds another amount in the box, which an entry then explains.
    if (action === "count") add("difference", (amount % 200) - 100 || 1, null);
    if (chosen === undefined) continue;
    if (action === "approve" && needsApproval(chosen)) chosen.isApproved = true;
    if (action === "reverse" && chosen.reversedBy === null && chosen.kind !== "reversal") {
      add("reversal", negate(chosen.amount), chosen.isApproved);
      chosen.reversedBy = entries.length;
    }
  }
  return { entries, cash };
}

test("the balance is what lies in the box, however the entries are ordered", () => {
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 60 }), fc.integer(), (steps, seed) => {
      const { entries, cash } = play(steps);
      const opening = minor(seed % 1_000);
      expect(computeBalance(opening, entries)).toBe(minor(opening + cash));
      const running = listRunningBalances(opening, entries.toReversed());
      expect(running.at(-1)?.balance ?? opening).toBe(minor(opening + cash));
      expect(running.map(({ entry }) => entry)).toEqual(sortEntries(entries));
      running.forEach(({ entry, balance }, index) => {
        expect(balance).toBe(minor((running[index - 1]?.balance ?? opening) + entry.amount));
      });
    }),
  );
});

test("a period and what follows it add up to the whole, wherever it is closed", () => {
  fc.assert(
    fc.property(
      fc.array(stepArbitrary, { maxLength: 60 }),
      fc.constantFrom(...DATES),
      (steps, to) => {
        const { entries, cash } = play(steps);
        const closed = computeBalance(
          minor(0),
          entries.filter(({ businessDate }) => businessDate <= to),
        );
        const open = entries.filter(({ businessDate }) => businessDate > to);
        expect(computeBalance(closed, open)).toBe(minor(cash));
      },
    ),
  );
});

test("what was reversed before anybody approved it waits for nobody, and adds up to nothing", () => {
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 60 }), (steps) => {
      const { entries } = play(steps);
      const settled = entries.filter((entry) => !entry.isApproved && !needsApproval(entry));
      expect(computeBalance(minor(0), settled)).toBe(0);
      const waiting = entries.filter(needsApproval);
      expect(waiting.every(({ isApproved, reversedBy }) => !isApproved && reversedBy === null));
    }),
  );
});

test("gross is net and tax to the minor unit, with several rates and either kind of tax", () => {
  const lineArbitrary = fc.record({
    ratePpm: fc.integer({ min: 0, max: 500_000 }),
    gross: fc.integer({ min: 1, max: 10_000_000 }).map(minor),
    off: fc.integer({ min: -12, max: 12 }),
    isPrinted: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(lineArbitrary, { minLength: 1, maxLength: 5 }), (typed) => {
      const computed = splitReceipt(typed.map((line) => ({ ...line, vat: null })));
      expect(computed.net + computed.vat).toBe(computed.gross);
      for (const { gross, vat, ratePpm } of computed.lines) {
        const exact = (gross * ratePpm) / (1_000_000 + ratePpm);
        expect(Math.abs(vat - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
        expect(isPlausibleVat({ gross, vat, ratePpm })).toBe(true);
      }
      const printed = typed.map(({ off, isPrinted, ...line }, index) => {
        const vat = minor((computed.lines[index]?.vat ?? 0) + off);
        return { ...line, off, vat: isPrinted ? vat : null };
      });
      const split = splitReceipt(printed);
      expect(split.net + split.vat).toBe(split.gross);
      split.lines.forEach((line, index) => {
        const { off = 0, vat = null } = printed[index] ?? {};
        const isNear = vat === null || Math.abs(off) <= 10;
        const isWithin = line.vat >= 0 && line.vat <= line.gross;
        expect(isPlausibleVat(line)).toBe(isNear && isWithin);
      });
    }),
  );
});

test("a fund falls below zero with a confirmation alone, and may always rise", () => {
  const money = fc.integer({ min: -10_000, max: 10_000 }).map(minor);
  fc.assert(
    fc.property(money, money, (balance: Minor, amount: Minor) => {
      const refusal = refuseBelowZero({ balance, amount }, false);
      expect(refusal === null).toBe(amount >= 0 || balance + amount >= 0);
      expect(refuseBelowZero({ balance, amount }, true)).toBeNull();
    }),
  );
});

test("a top-up fills a fixed float, and an open one has none", () => {
  expect(computeTopUp(minor(500_00), minor(120_50))).toBe(379_50);
  expect(computeTopUp(minor(500_00), minor(500_00))).toBeNull();
  expect(computeTopUp(minor(500_00), minor(-20_00))).toBe(520_00);
  expect(computeTopUp(null, minor(-20_00))).toBeNull();
});
