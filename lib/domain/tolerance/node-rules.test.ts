/** Compares the rule that is in force with one that is sought step by step, in random trees. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  randomTrees,
  TREE_CENTRES as CENTRES,
  TREE_DATES as DATES,
  TREE_SCOPES,
} from "@/lib/testing/random-trees";
import { minor } from "../money";
import type { OrganisationHistory } from "../organisation/organisation";
import { createPathLookup } from "../organisation/path-lookup";
import { listPath, resolveTree } from "../organisation/tree";
import { createToleranceLookup, type ToleranceQuestion, type ToleranceRule } from "./tolerance";

const side = { amount: minor(1), ppm: 0 };
const level = { short: side, over: side };
const rules = fc.uniqueArray(
  fc.record({
    centreId: fc.constantFrom(...TREE_SCOPES),
    tenderId: fc.constantFrom("*", "kind:cash", "CASH"),
    currency: fc.constantFrom("EUR", "EUR", "GBP"),
    version: fc.integer({ min: 1, max: 3 }),
    validFrom: fc.constantFrom(...DATES),
    withdrawn: fc.boolean(),
    explain: fc.constant(level),
    approve: fc.constant(level),
    monthly: fc.constant(null),
  }),
  { maxLength: 14, selector: (rule) => JSON.stringify(Object.values(rule).slice(0, 4)) },
);

/** Goes up the tree one node after the other, and reads every rule for each step. */
function seek(
  all: readonly ToleranceRule[],
  history: OrganisationHistory,
  question: ToleranceQuestion,
): ToleranceRule | null {
  const { centreId, tenderId, tenderKind, currency, businessDate } = question;
  const path = listPath(resolveTree(history, businessDate), centreId);
  const scopes = [centreId, ...path.toReversed().map((id) => `@${id}`), "*"];
  for (const scope of scopes) {
    for (const tender of [tenderId, `kind:${tenderKind}`, "*"]) {
      let latest: ToleranceRule | null = null;
      for (const rule of all) {
        if (rule.centreId !== scope || rule.tenderId !== tender) continue;
        if (rule.currency !== currency || rule.validFrom > businessDate) continue;
        if (latest === null || rule.version > latest.version) latest = rule;
      }
      if (latest !== null && !latest.withdrawn) return latest;
    }
  }
  return null;
}

test("the nearest rule is in force, by the tree of the business date", () => {
  fc.assert(
    fc.property(randomTrees, rules, (history, all) => {
      const lookup = createToleranceLookup(all, createPathLookup(history));
      for (const centreId of CENTRES) {
        for (const businessDate of DATES) {
          const question = {
            centreId,
            tenderId: "CASH",
            tenderKind: "cash" as const,
            currency: "EUR",
            businessDate,
          };
          expect(lookup(question)).toEqual(seek(all, history, question));
        }
      }
    }),
    { numRuns: 200 },
  );
});
