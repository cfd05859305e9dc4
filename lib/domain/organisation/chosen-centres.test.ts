import fc from "fast-check";
import { expect, test } from "vitest";
import { listDays } from "../business-date";
import { absencesWithin, chooseCentres } from "./chosen-centres";
import { computeReach } from "./reach";
import { listPath, resolveTree } from "./tree";

const NODES = ["top", "north", "south"];
const CENTRES = ["a", "b", "c"];
const RANGE = { from: "2026-03-01", to: "2026-03-20" };
const DATES = listDays({ from: "2026-02-25", to: "2026-03-25" });

/** Areas hang below the top or stand alone, so that no cycle is possible. */
const history = fc.record({
  nodePositions: fc.array(
    fc.record({
      childId: fc.constantFrom("north", "south"),
      parentId: fc.constantFrom("top", null),
      validFrom: fc.constantFrom(...DATES),
    }),
    { maxLength: 6 },
  ),
  centrePositions: fc.array(
    fc.record({
      childId: fc.constantFrom(...CENTRES),
      parentId: fc.constantFrom("north", "south", "top", null),
      validFrom: fc.constantFrom(...DATES),
    }),
    { maxLength: 10 },
  ),
});

test("a centre counts on exactly the dates on which it is below a chosen node", () => {
  const among = fc.option(fc.subarray(CENTRES));
  fc.assert(
    fc.property(history, fc.subarray(NODES), among, (stored, chosen, own) => {
      const versioned = {
        nodes: [],
        nodePositions: stored.nodePositions.map((one, version) => ({ ...one, version })),
        centrePositions: stored.centrePositions.map((one, version) => ({ ...one, version })),
      };
      const reach = computeReach(versioned).filter(({ nodeId }) => chosen.includes(nodeId));
      const { centreIds, absences } = chooseCentres({ reach, range: RANGE, among: own });
      for (const date of listDays(RANGE)) {
        const tree = resolveTree(versioned, date);
        const below = CENTRES.filter(
          (id) =>
            (own === null || own.includes(id)) &&
            listPath(tree, id).some((nodeId) => chosen.includes(nodeId)),
        );
        const away = absencesWithin(absences, { from: date, to: date });
        const counted = centreIds.filter((id) => away.every(({ centreId }) => centreId !== id));
        expect(counted).toEqual(below);
      }
    }),
  );
});
