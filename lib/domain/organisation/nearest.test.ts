/** Compares what holds in a centre with what is sought step by step, in random trees with moves. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomTrees, TREE_CENTRES, TREE_DATES, TREE_SCOPES } from "@/lib/testing/random-trees";
import { createNearestLookup, type ScopedVersion } from "./nearest";
import type { OrganisationHistory } from "./organisation";
import { createPathLookup } from "./path-lookup";
import { listPath, resolveTree } from "./tree";

const versions = fc.uniqueArray(
  fc.record({
    scopeId: fc.constantFrom(...TREE_SCOPES),
    version: fc.integer({ min: 1, max: 4 }),
    validFrom: fc.constantFrom(...TREE_DATES),
    withdrawn: fc.boolean(),
  }),
  { maxLength: 14, selector: ({ scopeId, version }) => `${scopeId} ${version}` },
);

type Asked = { history: OrganisationHistory; centreId: string; date: string };

/** Goes up the tree one node after the other, and reads every version for each step. */
function seek(all: readonly ScopedVersion[], { history, centreId, date }: Asked) {
  const path = listPath(resolveTree(history, date), centreId);
  for (const scopeId of [centreId, ...path.toReversed().map((id) => `@${id}`), "*"]) {
    let latest: ScopedVersion | null = null;
    for (const one of all) {
      if (one.scopeId !== scopeId || one.validFrom > date) continue;
      if (latest === null || one.version > latest.version) latest = one;
    }
    if (latest !== null && !latest.withdrawn) return latest;
  }
  return null;
}

test("the nearest that has something of its own decides, by the tree of the business date", () => {
  fc.assert(
    fc.property(randomTrees, versions, (history, all) => {
      const lookup = createNearestLookup(all, createPathLookup(history));
      for (const centreId of TREE_CENTRES) {
        for (const date of TREE_DATES) {
          expect(lookup(centreId, date)).toEqual(seek(all, { history, centreId, date }));
        }
      }
    }),
    { numRuns: 200 },
  );
});
