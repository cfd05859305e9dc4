/** Compares the resolved tree with one that is walked row by row, for random histories. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { findCycle } from "./cycle";
import type { OrganisationHistory, Position } from "./organisation";
import { listMovedCentres } from "./moved-centres";
import { listScopes, readEntityScope, readNodeScope } from "./node-scope";
import { createPathLookup } from "./path-lookup";
import { decideOrganisation, type OrganisationRow } from "./plan";
import { computeReach } from "./reach";
import { listPath, resolveTree } from "./tree";

const NODES = ["A", "B", "C", "D", "E"];
const CENTRES = ["101", "102", "103"];
const DATES = Array.from({ length: 9 }, (_, at) => `2026-01-0${at + 1}`);

const positionsOf = (children: string[]) =>
  fc
    .array(
      fc.record({
        childId: fc.constantFrom(...children),
        parentId: fc.option(fc.constantFrom(...NODES)),
        validFrom: fc.constantFrom(...DATES),
      }),
      { maxLength: 12 },
    )
    .map((rows) => rows.map((row, at): Position => ({ ...row, version: at + 1 })));

const histories = fc.record({
  nodes: fc.constant(NODES.map((id) => ({ id, kind: "area" as const, name: id }))),
  nodePositions: positionsOf(NODES),
  centrePositions: positionsOf(CENTRES),
});
/** Without cycles, because those are refused before anything is stored. */
const trees = histories.filter(({ nodePositions }) => findCycle(nodePositions) === null);

/** Reads every row again for each step, and stops after more steps than there are nodes. */
function walk(history: OrganisationHistory, centreId: string, date: string): string[] {
  const parentOf = (rows: readonly Position[], childId: string) => {
    let found: Position | null = null;
    for (const row of rows) {
      if (row.childId !== childId || row.validFrom > date) continue;
      const isNewer =
        found === null ||
        row.validFrom > found.validFrom ||
        (row.validFrom === found.validFrom && row.version > found.version);
      if (isNewer) found = row;
    }
    return found?.parentId ?? null;
  };
  const path: string[] = [];
  let id = parentOf(history.centrePositions, centreId);
  while (id !== null && path.length <= NODES.length) {
    path.push(id);
    id = parentOf(history.nodePositions, id);
  }
  return path.toReversed();
}

test("the path of a centre is what a walk of the rows finds, at every date", () => {
  fc.assert(
    fc.property(trees, fc.constantFrom(...DATES), (history, date) => {
      const tree = resolveTree(history, date);
      const pathOf = createPathLookup(history);
      for (const centreId of CENTRES) {
        const path = walk(history, centreId, date);
        expect(listPath(tree, centreId)).toEqual(path);
        expect(pathOf(centreId, date)).toEqual(path.toReversed());
      }
    }),
  );
});

test("the periods that are stored say what the tree of each date says, without an overlap", () => {
  fc.assert(
    fc.property(trees, (history) => {
      const reach = computeReach(history);
      for (const date of DATES) {
        const tree = resolveTree(history, date);
        for (const nodeId of NODES) {
          const stored = reach
            .filter((one) => one.nodeId === nodeId && one.from <= date)
            .filter(({ until }) => until === null || date < until)
            .map(({ centreId }) => centreId);
          const below = CENTRES.filter((centreId) => listPath(tree, centreId).includes(nodeId));
          expect(stored.toSorted()).toEqual(below);
        }
      }
    }),
  );
});

test("a cycle is found exactly when a walk upwards never ends", () => {
  fc.assert(
    fc.property(histories, (history) => {
      const endless = DATES.some((date) =>
        NODES.some((nodeId) => {
          const below = { childId: "101", parentId: nodeId, validFrom: "2026-01-01", version: 1 };
          return walk({ ...history, centrePositions: [below] }, "101", date).length > NODES.length;
        }),
      );
      expect(findCycle(history.nodePositions) !== null).toBe(endless);
    }),
  );
});

const EMPTY: OrganisationHistory = { nodes: [], nodePositions: [], centrePositions: [] };
const facts = (history = EMPTY) => ({ history, centreIds: new Set(CENTRES), version: 1 });
const node = (id: string, parentId: string | null, from = "2026-01-01"): OrganisationRow => ({
  kind: "area",
  id,
  name: `Area ${id}`,
  parentId,
  from,
});
const centre = (id: string, parentId: string | null, from = "2026-01-01"): OrganisationRow => ({
  kind: "centre",
  id,
  name: "",
  parentId,
  from,
});

const codesOf = (rows: OrganisationRow[], history = EMPTY) =>
  decideOrganisation(rows, facts(history)).refused.map(({ at, code }) => `${at} ${code}`);

test("rows may name parents of later rows, and every wrong row is named", () => {
  expect(codesOf([node("B", "A"), node("A", null), centre("101", "B")])).toEqual([]);
  expect(codesOf([node("B", "X"), centre("999", "B"), { ...node("C", null), name: "" }])).toEqual([
    "0 parent-unknown",
    "1 centre-unknown",
    "2 name-missing",
  ]);
  expect(codesOf([node("A", null), node("A", null)])).toEqual(["1 row-twice"]);
  expect(codesOf([node("A", null), { ...node("A", null, "2026-02-01"), name: "B" }])).toEqual([
    "1 name-differs",
  ]);
});

test("a node below itself is refused, also when another row made it so at another date", () => {
  const stored = { ...EMPTY, nodes: [{ id: "A", kind: "area" as const, name: "Area A" }] };
  const history = {
    ...stored,
    nodePositions: [{ childId: "A", parentId: "B", validFrom: "2026-03-01", version: 1 }],
  };
  expect(codesOf([node("B", "A", "2026-02-01")], history)).toEqual(["0 cycle"]);
  expect(codesOf([node("A", "A")])).toEqual(["0 cycle"]);
});

test("what is in force already is not stored again", () => {
  const rows = [node("A", null), centre("101", "A"), centre("101", null, "2026-02-01")];
  const { plan } = decideOrganisation(rows, facts());
  expect(plan?.movedCentres.map(({ before, parentId }) => [before, parentId])).toEqual([
    [null, "A"],
    ["A", null],
  ]);
  const stored = (moves: NonNullable<typeof plan>["movedNodes"]) =>
    moves.map((move): Position => ({ ...move, version: 1 }));
  const history = {
    nodes: plan?.added ?? [],
    nodePositions: stored(plan?.movedNodes ?? []),
    centrePositions: stored(plan?.movedCentres ?? []),
  };
  const again = decideOrganisation(rows, { ...facts(history), version: 2 });
  expect(again.plan).toEqual({ added: [], changed: [], movedNodes: [], movedCentres: [] });
  const renamed = decideOrganisation([{ ...node("A", null), name: "North" }], facts(history));
  expect(renamed.plan?.changed.map(({ after }) => after.name)).toEqual(["North"]);
});

test("a change moves the centres that it names, and those below the nodes that it names", () => {
  const history = {
    ...EMPTY,
    nodePositions: [
      { childId: "B", parentId: "A", validFrom: "2026-01-01", version: 1 },
      { childId: "B", parentId: "C", validFrom: "2026-03-01", version: 2 },
    ],
    centrePositions: [
      { childId: "101", parentId: "B", validFrom: "2026-01-01", version: 1 },
      { childId: "102", parentId: "B", validFrom: "2026-01-01", version: 1 },
      { childId: "102", parentId: null, validFrom: "2026-02-01", version: 1 },
      { childId: "103", parentId: "A", validFrom: "2026-04-01", version: 2 },
    ],
  };
  const move = (childId: string, validFrom: string) => {
    return { childId, parentId: null, before: null, validFrom };
  };
  const movedNodes = [move("B", "2026-03-01")];
  const movedCentres = [move("103", "2026-04-01")];
  expect(listMovedCentres({ movedNodes, movedCentres }, history)).toEqual({
    centreIds: ["103", "101"],
    from: "2026-03-01",
  });
  expect(listMovedCentres({ movedNodes: [], movedCentres: [] }, history)).toBeNull();
});

test("a scope tells a node from a centre with the same id", () => {
  expect(listScopes("A", ["A", "B"])).toEqual(["A", "@A", "@B", "*"]);
  expect(listScopes("A", ["B"], ["A"])).toEqual(["A", "@B", "#A", "*"]);
  expect(["A", "@A", "#A", "*"].map(readNodeScope)).toEqual([null, "A", null, null]);
  expect(["A", "@A", "#A", "*"].map(readEntityScope)).toEqual([null, null, "A", null]);
});
