/** The totals of the tree are those of its centres, whichever way they are read. */
import { beforeAll, expect, test } from "vitest";
import { varianceSearchSchema } from "@/lib/contracts/variance";
import type { VarianceNodes } from "@/lib/contracts/variance-nodes";
import { varianceNodesSearchSchema } from "@/lib/contracts/variance-nodes";
import { scopeFor } from "@/lib/testing/arrange";
import { arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { saveOrganisation } from "../organisation/commands";
import { getVarianceNodes } from "./nodes";
import { listVariances } from "./queries";

const RANGE = { from: "2026-02-20", to: "2026-03-31" };
const FIRST = "2000-01-01";
const scope = scopeFor("variance:view", null);

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
  const node = (id: string, parentId: string | null, from = FIRST) =>
    ({ kind: "area", id, name: id, parentId, from }) as const;
  const centre = (id: string, parentId: string, from = FIRST) =>
    ({ kind: "centre", id, name: "", parentId, from }) as const;
  const rows = [
    node("group", null),
    node("north", "group"),
    node("south", "group"),
    node("east", "south"),
    // A node and a centre move within the period, on different dates.
    node("east", "north", "2026-03-05"),
    centre("201", "north"),
    centre("201", "east", "2026-03-02"),
    centre("202", "east"),
  ];
  await saveOrganisation(scopeFor("centre:administer", null), rows, {
    refuse: (refused) => {
      throw new Error(JSON.stringify(refused));
    },
  });
});

const read = (more: object = {}) =>
  getVarianceNodes(scope, varianceNodesSearchSchema.parse({ ...RANGE, ...more }));

type Sum = VarianceNodes["nodes"][number] | VarianceNodes["centres"][number];

/** Amounts by currency, which are never added together. */
function sumOf(rows: readonly Sum[]) {
  const sums = new Map<string, number[]>();
  for (const row of rows) {
    const { netMinor, salesMinor, countedLines, uncountedLines, closedDays, openDays } = row;
    const figures = [netMinor, salesMinor ?? 0, countedLines, uncountedLines, closedDays, openDays];
    const before = sums.get(row.currency) ?? figures.map(() => 0);
    sums.set(
      row.currency,
      figures.map((figure, at) => figure + (before[at] ?? 0)),
    );
  }
  return Object.fromEntries(sums);
}

test("each part is the sum of what is below it, of nodes and centres that moved too", async () => {
  const { nodes } = await read();
  for (const id of ["group", "north", "south", "east"]) {
    const { centres } = await read({ below: id });
    const below = [...nodes.filter(({ parentId }) => parentId === id), ...centres];
    expect(sumOf(below), id).toEqual(sumOf(nodes.filter(({ nodeId }) => nodeId === id)));
  }
  const parents = nodes.filter(({ nodeId }) => nodeId === "east").map(({ parentId }) => parentId);
  expect(parents.toSorted()).toEqual(["north", "south"]);
});

test("a part has the sums that its filter has, and all parts those of everything", async () => {
  const listed = await read();
  const netsOf = async (nodeId?: string) => {
    const search = varianceSearchSchema.parse({ ...RANGE, by: "day", nodeId });
    const nets: Record<string, number> = {};
    for (const { currency, netMinor } of (await listVariances(scope, search)).rows) {
      nets[currency] = (nets[currency] ?? 0) + netMinor;
    }
    return nets;
  };
  const netsIn = (rows: readonly Sum[]) =>
    Object.fromEntries(Object.entries(sumOf(rows)).map(([currency, [net]]) => [currency, net]));
  for (const id of ["group", "north", "south", "east"]) {
    expect(netsIn(listed.nodes.filter(({ nodeId }) => nodeId === id)), id).toEqual(
      await netsOf(id),
    );
  }
  const top = listed.nodes.filter(({ parentId }) => parentId === null);
  expect(listed.centres.map(({ centreId }) => centreId)).toEqual(["203"]);
  expect(netsIn([...top, ...listed.centres])).toEqual(await netsOf());
});

test("whoever sees one centre sees no figure of another, and no part without it", async () => {
  const mine = scopeFor("variance:view", ["202"]);
  const { nodes, centres } = await getVarianceNodes(
    mine,
    varianceNodesSearchSchema.parse({ ...RANGE, below: "east" }),
  );
  expect(new Set(nodes.map(({ centres: count }) => count))).toEqual(new Set([1]));
  expect(centres.map(({ centreId }) => centreId)).toEqual(["202", "202"].slice(0, centres.length));
  const search = varianceSearchSchema.parse({ ...RANGE, by: "day" });
  const own = (await listVariances(mine, search)).rows;
  const group = nodes.filter(({ nodeId }) => nodeId === "group");
  expect(group[0]?.netMinor).toBe(own.reduce((sum, { netMinor }) => sum + netMinor, 0));
});
