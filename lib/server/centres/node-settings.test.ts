/** Settings of a node: whom they reach, by the tree of which date, and how they are removed. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { changeCashLimitSchema } from "@/lib/contracts/cash-limit";
import { setCountingOfManySchema } from "@/lib/contracts/counting";
import { type MadeUser, makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { areaRow, centreRow, setOrganisation } from "@/lib/testing/arrange-organisation";
import { arrangeDay, arrangePeople, dayFor, move } from "@/lib/testing/arrange-workflow";
import { testDatabase } from "@/lib/testing/database";
import { readAsOf } from "../as-of/moment";
import { sql } from "../db/sql";
import { listInbox } from "../today/inbox";
import { changeCashLimit, listCashLimits } from "./cash-limit";
import { getCounting, readCounting } from "./counting";
import { getCountingOfAll, setCountingOfMany } from "./counting-of-all";

const USUAL = { blindMode: "hidden", recountsMax: 2, approval: "above-limit" } as const;
const ALWAYS = { ...USUAL, approval: "always" } as const;
const SHOWN = { ...USUAL, blindMode: "shown" } as const;

let centreId: string;
let group: string, north: string, south: string;
let admin: MadeUser;

beforeAll(testDatabase);
beforeEach(async () => {
  centreId = (await makeCentre()).id;
  admin = await makeUser();
  const id = randomUUID().slice(0, 8);
  [group, north, south] = [`g-${id}`, `n-${id}`, `s-${id}`];
  await setOrganisation([areaRow(group, null), areaRow(north, group), areaRow(south, group)]);
  await setOrganisation([centreRow(centreId, north)]);
});

const by = () => scopeFor("centre:administer", null, admin);
const bySetting = () => scopeFor("centre:configure", null, admin);
const set = (more: object) => setCountingOfMany(by(), setCountingOfManySchema.parse(more));
const counting = () => getCounting(scopeFor("centre:view", [centreId]), { centreId });
const listed = async () => {
  const { centres, nodes } = await getCountingOfAll(by());
  return {
    centre: centres.find((one) => one.centreId === centreId),
    north: nodes.find((one) => one.nodeId === north),
  };
};

test("what a node has holds below it, unless a nearer one has its own", async () => {
  await set({ nodes: [group], counting: ALWAYS });
  expect(await counting()).toEqual(ALWAYS);
  const fromGroup = { ...ALWAYS, isOwn: false, fromNode: `Area ${group}`, version: 0 };
  expect(await listed()).toMatchObject({ centre: fromGroup, north: fromGroup });
  await set({ nodes: [north], counting: SHOWN });
  expect(await listed()).toMatchObject({
    centre: { ...SHOWN, isOwn: false, fromNode: `Area ${north}` },
    north: { ...SHOWN, isOwn: true, fromNode: null, version: 1 },
  });
  await set({ centres: [centreId], counting: USUAL });
  expect(await listed()).toMatchObject({ centre: { ...USUAL, isOwn: true, version: 1 } });
  await set({ centres: [centreId], nodes: [north], counting: null });
  expect(await listed()).toMatchObject({ centre: { ...fromGroup, version: 2 } });
});

test("a change is audited at the node, and one based on an older version is a conflict", async () => {
  const first = { nodes: [north], counting: SHOWN, basedOn: { [`@${north}`]: 0 } };
  await set(first);
  await expect(set({ ...first, counting: ALWAYS })).rejects.toMatchObject({ code: "CONFLICT" });
  await set({ nodes: [north], counting: null, basedOn: { [`@${north}`]: 1 } });
  const entries = await sql(
    `SELECT centre_id, before ->> 'blindMode' AS before, after ->> 'blindMode' AS after,
            after ->> 'nodeId' AS node, after ->> 'withdrawn' AS withdrawn
       FROM audit_entry WHERE actor_id = $1::uuid ORDER BY id`,
    [admin.id],
  );
  expect(entries).toEqual([
    { centre_id: null, before: "hidden", after: "shown", node: north, withdrawn: null },
    { centre_id: null, before: "shown", after: null, node: north, withdrawn: "true" },
  ]);
  const unknown = set({ nodes: ["no-such-node"], counting: SHOWN });
  await expect(unknown).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("follows the tree of the business date, and a past moment has what was set then", async () => {
  await set({ nodes: [north], counting: SHOWN });
  await setOrganisation([centreRow(centreId, south, "2026-03-10")]);
  const on = (businessDate: string) => readCounting(sql, { centreId, businessDate });
  expect(await on("2026-03-09")).toEqual(SHOWN);
  expect(await on("2026-03-10")).toEqual(USUAL);
  const [now] = await sql<{ at: Date }>("SELECT clock_timestamp() AS at");
  // What is stored within the same millisecond is of that moment.
  await sleep(5);
  await set({ nodes: [south], counting: ALWAYS });
  expect(await on("2026-03-10")).toEqual(ALWAYS);
  const span = { centreIds: [centreId], from: "2026-03-09", to: "2026-03-10", readerId: null };
  const then = now?.at.toISOString() ?? "";
  expect(await readAsOf(then, span, () => on("2026-03-10"))).toEqual(USUAL);
});

test("decides which open days are approved, and leaves a closed day closed", async () => {
  const { cal, rey, ana } = await arrangePeople(centreId);
  const [closed, open] = [
    { centreId, date: "2026-03-05" },
    { centreId, date: "2026-03-12" },
  ];
  for (const day of [closed, open]) {
    await arrangeDay(day, cal);
    await move("review", day, rey);
  }
  await move("closure", closed, ana);
  await set({ nodes: [group], counting: ALWAYS });
  expect((await dayFor(closed, ana)).state).toBe("closed");
  expect((await dayFor(open, ana)).may).toMatchObject({ closure: { reason: "approval-needed" } });
  const span = { centreIds: [centreId], from: "2026-03-01", to: "2026-03-31" };
  const kinds = async () => {
    return JSON.stringify(await listInbox(span, ana.id));
  };
  expect(await kinds()).toContain('"kind":"approval"');
  await setOrganisation([centreRow(centreId, null, "2026-03-10")]);
  expect(await kinds()).not.toContain('"kind":"approval"');
  expect((await dayFor(open, ana)).may).toMatchObject({ closure: null });
});

test("a limit of cash is of one currency, and no limit is a limit of its own", async () => {
  const change = (at: object, limit: object | null, basedOnVersion = 0) =>
    changeCashLimit(
      bySetting(),
      changeCashLimitSchema.parse({ ...at, currency: "EUR", limit, basedOnVersion }),
    );
  const limitOf = async () =>
    (await listCashLimits()).find((one) => one.centreId === centreId)?.limitMinor ?? null;
  expect(await change({ nodeId: group }, { limitMinor: 900_00 })).toMatchObject({ isOwn: true });
  expect(await limitOf()).toBe(900_00);
  expect(await change({ centreId }, { limitMinor: null })).toMatchObject({
    limitMinor: null,
    isOwn: true,
    version: 1,
  });
  expect(await limitOf()).toBeNull();
  await expect(change({ centreId }, null)).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await change({ centreId }, null, 1)).toMatchObject({
    limitMinor: 900_00,
    isOwn: false,
    fromNode: `Area ${group}`,
  });
  const pounds = { centreId, currency: "GBP", limit: { limitMinor: 1 }, basedOnVersion: 0 };
  await expect(
    changeCashLimit(bySetting(), changeCashLimitSchema.parse(pounds)),
  ).rejects.toMatchObject({
    code: "INVALID",
  });
});
