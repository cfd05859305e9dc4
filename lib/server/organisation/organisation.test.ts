import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { addDays, computeBusinessDate } from "@/lib/domain/business-date";
import type { OrganisationRow } from "@/lib/domain/organisation/plan";
import { can } from "@/lib/domain/permission";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { findSession } from "../auth/actor";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { changeUser } from "../users/commands";
import { changeOrganisation, saveOrganisation } from "./commands";
import { importOrganisation } from "./import";
import { getOrganisation } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

const admin = () => scopeFor("centre:administer", null);
const newId = (kind: string) => `${kind}-${randomUUID().slice(0, 8)}`;
const today = computeBusinessDate(Date.now(), { timeZone: "Europe/Madrid", dayStartsAt: "05:00" });
const ALWAYS = "2000-01-01";

const area = (id: string, parentId: string | null = null, from = ALWAYS): OrganisationRow => ({
  kind: "area",
  id,
  name: `Area ${id}`,
  parentId,
  from,
});
const at = (id: string, parentId: string | null, from = ALWAYS): OrganisationRow => ({
  kind: "centre",
  id,
  name: "",
  parentId,
  from,
});

async function save(rows: OrganisationRow[]) {
  return saveOrganisation(admin(), rows, {
    refuse: (refused) => {
      throw new Error(refused.map(({ code }) => code).join());
    },
  });
}

async function arrange() {
  const [group, north, south] = [newId("group"), newId("north"), newId("south")];
  const [one, other] = [await makeCentre(), await makeCentre()];
  await save([
    area(group),
    area(north, group),
    area(south, group),
    at(one.id, north),
    at(other.id, south),
  ]);
  return { group, north, south, one: one.id, other: other.id };
}

describe("changing the organisation", () => {
  test("records each change, and stores nothing twice", async () => {
    const { north, south, one } = await arrange();
    const rows = [{ ...area(north, south), name: "North" }, at(one, south, today)];
    const { version, ...counts } = await save(rows);
    expect(counts).toEqual({ added: 0, changed: 1, movedNodes: 1, movedCentres: 1 });
    expect(await save(rows)).toMatchObject({ version, changed: 0, movedNodes: 0, movedCentres: 0 });
    const entries = await prisma().auditEntry.findMany({ orderBy: { id: "desc" }, take: 3 });
    expect(entries.map(({ action }) => action)).toEqual([
      "centre.placed",
      "node.placed",
      "node.changed",
    ]);
    expect(entries[0]).toMatchObject({
      centreId: one,
      before: { nodeId: north },
      after: { nodeId: south, validFrom: today },
    });
  });

  test("is refused to whoever read an older tree", async () => {
    const { north } = await arrange();
    const { version } = await getOrganisation(admin(), {});
    const change = { basedOnVersion: version, rows: [{ ...area(north), name: "First" }] };
    await changeOrganisation(admin(), change);
    const late = changeOrganisation(admin(), change);
    await expect(late).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("two changes at once never make a node its own ancestor", async () => {
    const { group, north, south } = await arrange();
    const outcomes = await Promise.allSettled([
      save([area(north, south, today)]),
      save([area(south, north, today)]),
    ]);
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toMatchObject([{ reason: { message: "cycle" } }]);
    await expect(save([area(group, north)])).rejects.toThrow("cycle");
  });
});

describe("a file", () => {
  test("is previewed, then stored whole", async () => {
    const { id } = await makeCentre();
    const node = newId("file");
    const text = [
      "kind,id,name,parent,from",
      `area,${node},"North, upper",,2020-01-01`,
      `centre,${id},,${node},2020-01-01`,
    ].join("\n");
    const counts = { added: 1, changed: 0, movedNodes: 1, movedCentres: 1, rejected: [] };
    expect(await importOrganisation(admin(), { text, dryRun: true })).toEqual(counts);
    expect(await prisma().organisationNode.count({ where: { id: node } })).toBe(0);
    expect(await importOrganisation(admin(), { text, dryRun: false })).toEqual(counts);
    expect(await prisma().nodeReach.count({ where: { nodeId: node, centreId: id } })).toBe(1);
  });

  test("is refused by its rows", async () => {
    const rejectedBy = async (text: string) => {
      const error: unknown = await importOrganisation(admin(), { text, dryRun: false }).catch(
        (thrown: unknown) => thrown,
      );
      const { details } = error as {
        details: { extra: { rejected: { row: number; column: string; code: string }[] } };
      };
      return details.extra.rejected.map(({ row, column, code }) => `${row} ${column} ${code}`);
    };
    const heading = "kind,id,name,parent,from\n";
    expect(await rejectedBy("kind,id,name,from\n")).toEqual(["1 parent column-missing"]);
    expect(await rejectedBy(heading)).toEqual(["1 null no-rows"]);
    expect(await rejectedBy(`${heading}region,,,,soon\n`)).toEqual([
      "2 kind kind-unknown",
      "2 id id-wrong",
      "2 from from-wrong",
    ]);
    expect(await rejectedBy(`${heading}area,R1,,R9,2020-01-01\n`)).toEqual([
      "2 name name-missing",
      "2 parent parent-unknown",
    ]);
    expect(await rejectedBy(`${heading}area,R1,A,R1,2020-01-01\n`)).toEqual(["2 parent cycle"]);
  });
});

describe("a role on a node", () => {
  const actorOf = async (userId: string) => {
    const now = Math.floor(Date.now() / 1000);
    const times = { signedInAt: now, seenAt: now };
    const claims = { sub: userId, version: 1, sessionId: randomUUID(), ...times };
    const found = await findSession(claims, undefined);
    if (found === null) throw new Error("Nobody is signed in.");
    return found.actor;
  };

  test("counts in the centres below it today, and moves with them at once", async () => {
    const { group, north, south, one, other } = await arrange();
    const manager = await makeUser();
    const roles = [{ nodeId: north, role: "reviewer" as const }];
    await changeUser(scopeFor("user:administer", null), { userId: manager.id, roles });
    expect([...(await actorOf(manager.id)).roles]).toEqual([[one, ["reviewer"]]]);
    await save([at(other, north, addDays(today, 2))]);
    expect(can(await actorOf(manager.id), "reconciliation:view", other)).toBe(false);
    await save([at(other, north, today), at(one, south, today)]);
    expect([...(await actorOf(manager.id)).roles.keys()]).toEqual([other]);
    await changeUser(scopeFor("user:administer", null), {
      userId: manager.id,
      roles: [{ nodeId: group, role: "auditor" }],
    });
    const above = await actorOf(manager.id);
    expect([...above.roles.keys()].toSorted()).toEqual([one, other].toSorted());
    expect(can(above, "audit:view", one)).toBe(true);
    expect(can(above, "centre:administer", one)).toBe(false);
  });

  test("names a node that is there, and is refused otherwise", async () => {
    const { id } = await makeUser();
    const roles = [{ nodeId: "nowhere", role: "counter" as const }];
    const granting = changeUser(scopeFor("user:administer", null), { userId: id, roles });
    await expect(granting).rejects.toMatchObject({ details: { reason: "no-such-node" } });
  });

  test("shows whoever holds it nothing of the tree beside", async () => {
    const { group, north, one } = await arrange();
    const tree = await getOrganisation(scopeFor("centre:view", [one]), {});
    expect(tree.nodes.map(({ id }) => id).toSorted()).toEqual([group, north].toSorted());
    expect(tree.centres.map(({ id }) => id)).toEqual([one]);
  });
});

test("the stored periods are those of the positions after many changes", async () => {
  const { north, south, one } = await arrange();
  for (const [index, node] of [south, null, north, south].entries()) {
    await save([at(one, node, addDays("2026-01-01", index * 7))]);
  }
  const rows = await sql<{ from: string; until: string | null }>(
    `SELECT valid_from AS "from", valid_until AS until FROM node_reach
      WHERE node_id = $1 AND centre_id = $2 ORDER BY 1`,
    [south, one],
  );
  expect(rows).toEqual([
    { from: "2026-01-01", until: "2026-01-08" },
    { from: "2026-01-22", until: null },
  ]);
});
