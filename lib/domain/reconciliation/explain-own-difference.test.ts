/** Where Cashrec's own cash difference is another one than ours, the terms may say why. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { TERMS } from "../line";
import { minor } from "../money";
import { explainOwnDifference } from "./explain-own-difference";

const TERMS_OF_TILL = [
  { term: "float", amountMinor: 20_000 },
  { term: "sales", amountMinor: 50_000 },
  { term: "contributions", amountMinor: null },
  { term: "expenses", amountMinor: -1_250 },
  { term: "deposits", amountMinor: -30_000 },
  { term: "pickups", amountMinor: 0 },
] as const;
const explain = (cashrec: number, ours: number) =>
  explainOwnDifference(minor(cashrec), minor(ours), TERMS_OF_TILL);

test("nothing is to explain where they agree", () => {
  expect(explain(-100, -100)).toBeNull();
});

test.each([
  ["the float", 20_000, ["float"]],
  ["an expense", -1_250, ["expenses"]],
  ["float and deposits", -10_000, ["float", "deposits"]],
  ["nothing that is known", 777, []],
  ["sales, which nobody leaves out", 50_000, []],
])("%s is what Cashrec leaves out", (_, gap, terms) => {
  expect(explain(gap - 100, -100)).toMatchObject({ gapMinor: gap, terms });
});

test("what is named adds up to the gap, whatever the amounts", () => {
  const amounts = fc.array(fc.option(fc.integer({ min: -50, max: 50 })), {
    minLength: TERMS.length,
    maxLength: TERMS.length,
  });
  const difference = fc.integer({ min: -100, max: 100 }).map(minor);
  fc.assert(
    fc.property(amounts, difference, difference, (all, cashrec, ours) => {
      const given = TERMS.map((term, at) => ({ term, amountMinor: all[at] ?? null }));
      const explained = explainOwnDifference(cashrec, ours, given);
      expect(explained === null).toBe(cashrec === ours);
      const amountOf = (term: string) => given.find((one) => one.term === term)?.amountMinor ?? 0;
      const named = explained?.terms ?? [];
      if (named.length === 0) return;
      expect(named.reduce((sum, term) => sum + amountOf(term), 0)).toBe(explained?.gapMinor);
    }),
  );
});
