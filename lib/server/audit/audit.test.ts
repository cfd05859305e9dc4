import { beforeAll, expect, test } from "vitest";
import { auditSearchSchema } from "@/lib/contracts/audit";
import { inventedAction } from "@/lib/testing/audit-rows";
import { makeCentre, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { inTransaction, sql } from "../db/sql";
import { appendAudit, appendAuditAll } from "./append";
import { listAuditEntries } from "./queries";

beforeAll(async () => {
  await testDatabase();
});

test("pages from the newest on, narrowed to what may be seen", async () => {
  const [mine, other] = [await makeCentre(), await makeCentre()];
  const user = await makeUser({ name: "Nerea Ruiz" });
  const entry = { actorId: user.id, businessDate: "2019-01-05" };
  await appendAuditAll(sql, [
    { ...entry, action: "till-count.recorded", centreId: mine.id, after: { countedMinor: 5 } },
    { ...entry, action: "till-count.recorded", centreId: other.id },
    { actorId: null, action: "tolerance.changed", centreId: mine.id },
    { actorId: user.id, action: "user.invited" },
  ]);
  const list = (scope: ReturnType<typeof scopeFor<"audit:view">>, query = {}) =>
    listAuditEntries(scope, auditSearchSchema.parse(query));
  const actions = async (...asked: Parameters<typeof list>) =>
    (await list(...asked)).entries.map(({ action, centreId }) => `${action} ${centreId}`);

  const local = scopeFor("audit:view", [mine.id]);
  expect(await actions(local)).toEqual([
    `tolerance.changed ${mine.id}`,
    `till-count.recorded ${mine.id}`,
  ]);
  const all = scopeFor("audit:view", null);
  const ofDay = { businessDate: "2019-01-05" };
  expect(await actions(local, ofDay)).toEqual([`till-count.recorded ${mine.id}`]);
  expect(await actions(all, { kind: "access", action: "till-count" })).toEqual([]);
  expect((await list(all, { kind: "access" })).entries[0]?.action).toBe("user.invited");
  expect(await actions(local, { kind: "money", ...ofDay })).toEqual(await actions(local, ofDay));
  const first = await list(all, { limit: 3 });
  expect(first.entries[0]).toMatchObject({ action: "user.invited", actor: { name: "Nerea Ruiz" } });
  expect(first.entries[1]).toMatchObject({ actor: null, before: null });
  const second = await list(all, { limit: 3, cursor: first.nextCursor });
  expect(second.entries.map(({ after }) => after)).toEqual([{ countedMinor: 5 }]);
  expect(second.nextCursor).toBeNull();
  expect(await actions(all, { action: "till-count" })).toHaveLength(2);
  expect(await actions(all, { action: "tolerance.changed" })).toHaveLength(1);
  expect(await actions(all, { actorId: user.id })).toHaveLength(3);
  const today = new Date().toISOString().slice(0, 10);
  expect(await actions(all, { from: today, to: today })).toHaveLength(4);
  expect(await actions(all, { to: "2019-01-05" })).toHaveLength(0);
});

test("is written with the transaction it tells about, or not at all", async () => {
  const action = inventedAction("undone");
  const undone = inTransaction(async (tx) => {
    await appendAudit(tx.sql, { actorId: null, action });
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  expect(await prisma().auditEntry.count({ where: { action } })).toBe(0);
  await inTransaction(async ({ sql }) => {
    await appendAudit(sql, { actorId: null, action, after: { a: 1 } });
    const rows = await sql<{ id: string }>("SELECT max(id) AS id FROM audit_entry");
    expect(rows[0]?.id).toMatch(/^\d+$/);
  });
  expect(await prisma().auditEntry.count({ where: { action } })).toBe(1);
});

test("is sent with the commit when it comes last, so that nobody waits for a message", async () => {
  const sent: string[] = [];
  let restore: () => void = () => undefined;
  await inTransaction(async ({ sql: run, client }) => {
    const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
    restore = () => {
      client.query = query as typeof client.query;
    };
    client.query = ((...args: unknown[]) => {
      sent.push("statement");
      return query(...args);
    }) as typeof client.query;
    await appendAudit(run, { actorId: null, action: "till-count.recorded", after: "last" });
    expect(sent).toEqual([]);
  });
  restore();
  expect(sent).toEqual(["statement", "statement"]);
  expect(await sql(`SELECT FROM audit_entry WHERE after::text = '"last"'`)).toHaveLength(1);
});

test("can't be changed or removed", async () => {
  await appendAudit(sql, { actorId: null, action: inventedAction("kept") });
  await expect(sql("DELETE FROM audit_entry")).rejects.toThrow();
  await expect(sql("UPDATE audit_entry SET action = 'x'")).rejects.toThrow();
});
