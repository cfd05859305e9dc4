/** A filter by node counts each row where its centre was on the date of the row. */
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { auditSearchSchema } from "@/lib/contracts/audit";
import { exportSearchSchema, pageSearchSchema } from "@/lib/contracts/search";
import { coverageSearchSchema } from "@/lib/contracts/today";
import { varianceFilterSchema, varianceSearchSchema } from "@/lib/contracts/variance";
import type { VarianceRow } from "@/lib/contracts/variance";
import { scopeFor } from "@/lib/testing/arrange";
import { ARRANGED_DATES, arrangeDays } from "@/lib/testing/arrange-days";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { appendAuditAll } from "../audit/append";
import { listAuditEntries } from "../audit/queries";
import { exportCsv } from "../exports/csv";
import { listLines } from "../reconciliations/queries";
import { getCoverage } from "../today/coverage";
import { getToday } from "../today/queries";
import { getVarianceReasons } from "../variances/reasons";
import { getVarianceSummary, listVariances } from "../variances/queries";
import { assertNodesExist } from "./chosen-nodes";
import { saveOrganisation } from "./commands";

const MOVED_ON = "2026-03-05";
const RANGE = { from: "2026-02-20", to: "2026-03-31" };
let before = "";

beforeAll(async () => {
  await testDatabase();
  await arrangeDays();
  await save([
    node("group", null),
    node("north", "group"),
    node("south", "group"),
    centre("201", "north"),
    centre("202", "south"),
    centre("203", "south"),
  ]);
  await sleep(5);
  before = await now();
  await sleep(5);
  await save([centre("201", "south", MOVED_ON)]);
});

const lines = scopeFor("reconciliation:view", null);
const sums = scopeFor("variance:view", null);

async function readDays(nodeId: string, asOf?: string): Promise<string[]> {
  const search = pageSearchSchema.parse({ ...RANGE, nodeId, ...(asOf && { asOf }) });
  const { lines: found } = await listLines(lines, search);
  const days = found.map(({ centreId, businessDate }) => `${centreId} ${businessDate}`);
  return [...new Set(days)].toSorted();
}

const daysOf = (centreId: string, dates: readonly string[]) =>
  dates.map((date) => `${centreId} ${date}`);
const [early, late] = [ARRANGED_DATES.slice(0, 2), ARRANGED_DATES.slice(2)];

describe("a centre that moved", () => {
  test("is in the list of each area for the dates that it was there", async () => {
    expect(await readDays("north")).toEqual(daysOf("201", early));
    expect(await readDays("south")).toEqual([
      ...daysOf("201", late),
      ...daysOf("202", ARRANGED_DATES),
      ...daysOf("203", ARRANGED_DATES),
    ]);
    expect(await readDays("group")).toHaveLength(12);
  });

  test("is in its old area still, as known before it moved", async () => {
    expect(await readDays("north", before)).toEqual(daysOf("201", ARRANGED_DATES));
  });

  test("is read from sums of months as from single days", async () => {
    const read = async (nodeId: string, by: "centre" | "centre-day") => {
      const search = varianceSearchSchema.parse({ ...RANGE, nodeId, by });
      return (await listVariances(sums, search)).rows;
    };
    for (const nodeId of ["north", "south", "group"]) {
      const days = await read(nodeId, "centre-day");
      const isThere = ({ centreId, businessDate = "" }: VarianceRow) =>
        nodeId === "group" ||
        (nodeId === "north") === (centreId === "201" && businessDate < MOVED_ON);
      expect(days.every(isThere)).toBe(true);
      expect(netsOf(await read(nodeId, "centre"))).toEqual(netsOf(days));
    }
    expect((await read("north", "centre-day")).map(({ businessDate }) => businessDate)).toEqual(
      early,
    );
  });

  test("is in the totals of its areas once, with the days that were not read", async () => {
    const read = (nodeId?: string) =>
      getVarianceSummary(sums, varianceFilterSchema.parse({ ...RANGE, nodeId }));
    const [all, north, south] = await Promise.all([read(), read("north"), read("south")]);
    for (const total of all.current.totals) {
      const parts = [north, south].flatMap(({ current }) =>
        current.totals.filter(({ currency }) => currency === total.currency),
      );
      expect(parts.reduce((sum, { netMinor }) => sum + netMinor, 0)).toBe(total.netMinor);
    }
    expect(north.reading.centreDays).toBe(13);
    expect(north.reading.unreadDays).toBe(11);
    expect(north.reading.centreDays + south.reading.centreDays).toBe(all.reading.centreDays);
  });

  test("has its differences by reason where it was, in the period before too", async () => {
    const range = { from: MOVED_ON, to: "2026-03-08" };
    const read = (nodeId: string) =>
      getVarianceReasons(sums, varianceFilterSchema.parse({ ...range, nodeId }));
    const north = await read("north");
    expect(north.current.sums).toEqual([]);
    expect(north.before.sums.map(({ compared }) => compared > 0)).toContain(true);
  });
});

test("the calendar leaves out the dates on which a centre was elsewhere", async () => {
  const search = { from: "2026-03-01", to: "2026-03-12", nodeId: "north" };
  const { rows } = await getCoverage(lines, coverageSearchSchema.parse(search));
  expect(rows.map(({ centreId }) => centreId)).toEqual(["201"]);
  const elsewhere = rows[0]?.days.filter(({ state }) => state === "elsewhere") ?? [];
  expect(elsewhere.map(({ businessDate }) => businessDate)[0]).toBe(MOVED_ON);
  expect(elsewhere).toHaveLength(8);
});

test("Today shows the centres that are there now", async () => {
  const { coverage } = await getToday(lines, {
    now: Date.parse("2026-03-13T10:00:00Z"),
    nodeIds: ["south"],
  });
  expect(coverage.map(({ centreId }) => centreId).toSorted()).toEqual(["201", "202", "203"]);
});

test("the audit trail has the entries of the dates on which the centre was there", async () => {
  await inTransaction(({ sql: own }) =>
    appendAuditAll(
      own,
      ARRANGED_DATES.map((businessDate) => ({
        actorId: null,
        action: "note.added",
        centreId: "201",
        businessDate,
        after: {},
      })),
    ),
  );
  const read = async (nodeId: string) => {
    const search = auditSearchSchema.parse({ nodeId, action: "note" });
    const { entries } = await listAuditEntries(scopeFor("audit:view", null), search);
    return entries.map(({ businessDate }) => businessDate).toSorted();
  };
  expect(await read("north")).toEqual(early);
  expect(await read("south")).toEqual(late);
});

test("a file says of which part of the organisation it is", async () => {
  const search = exportSearchSchema.parse({ ...RANGE, nodeId: "north", bom: "true" });
  const file = await (await exportCsv(lines, search, new Request("http://localhost/"))).text();
  expect(file).toContain("Organisation: Group group / Area north");
  expect(file).not.toContain("2026-03-12");
});

test("a node without a centre of the reader looks like one that does not exist", async () => {
  const south = scopeFor("reconciliation:view", ["202"]);
  const hidden = assertNodesExist(south, ["north"]);
  await expect(hidden).rejects.toMatchObject({ code: "NOT_FOUND" });
  const message = await hidden.catch((error: Error) => error.message);
  await expect(assertNodesExist(south, ["nowhere"])).rejects.toThrow(String(message));
  await assertNodesExist(south, ["south", "group"]);
  await expect(assertNodesExist(lines, ["nowhere"])).rejects.toMatchObject({ code: "NOT_FOUND" });
});

function netsOf(rows: readonly VarianceRow[]): Record<string, number> {
  const nets: Record<string, number> = {};
  for (const { centreId = "", netMinor } of rows) nets[centreId] = (nets[centreId] ?? 0) + netMinor;
  return nets;
}

type Rows = Parameters<typeof saveOrganisation>[1];

async function save(rows: Rows): Promise<void> {
  await saveOrganisation(scopeFor("centre:administer", null), rows, {
    refuse: (refused) => {
      throw new Error(JSON.stringify(refused));
    },
  });
}

function node(id: string, parentId: string | null): Rows[number] {
  const kind = id === "group" ? "group" : "area";
  return { kind, id, name: `${kind === "group" ? "Group" : "Area"} ${id}`, parentId, from: FIRST };
}

function centre(id: string, parentId: string, from = FIRST): Rows[number] {
  return { kind: "centre", id, name: "", parentId, from };
}

const FIRST = "2000-01-01";

async function now(): Promise<string> {
  const [row] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  return row?.at.toISOString() ?? "";
}
