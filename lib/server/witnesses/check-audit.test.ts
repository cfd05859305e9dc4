import { beforeAll, expect, test } from "vitest";
import { anchorSchema } from "@/lib/contracts/audit";
import { inventedAction } from "@/lib/testing/audit-rows";
import { scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { inTransaction, sql } from "../db/sql";
import { appendAuditAll } from "../audit/append";
import { checkAudit } from "./check-audit";
import { anchorText, getAuditHead } from "../audit/head";
import { verifyAudit } from "../audit/verify";

const everywhere = scopeFor("audit:view", null);
const local = scopeFor("audit:view", ["101"]);

beforeAll(async () => {
  await testDatabase();
});

test("an empty trail holds, and its head is the root", async () => {
  const head = { id: "0", hash: "0".repeat(64) };
  expect(await getAuditHead(everywhere)).toEqual({ ...head, entries: 0 });
  expect(await checkAudit(everywhere, {})).toEqual({
    ok: true,
    complete: true,
    entries: 0,
    archivedEntries: 0,
    head,
    firstBroken: null,
    witnesses: [],
  });
});

test("the head, noted as one text, is what a later check is held against", async () => {
  await append(3);
  const { entries, id, hash } = await getAuditHead(everywhere);
  expect(entries).toBe(3);
  const noted = anchorSchema.parse(`${id}:${hash}`);
  expect(anchorText(noted)).toBe(`${id}:${hash}`);
  await append(2);
  expect(await checkAudit(everywhere, { head: noted })).toMatchObject({ ok: true, entries: 5 });
  const wrong = { ...noted, hash: "f".repeat(64) };
  expect(await checkAudit(everywhere, { head: wrong })).toMatchObject({
    ok: false,
    entries: 2,
    firstBroken: { id: "3", fault: "not-as-anchored" },
  });
});

test.each(["", "3", "3:abc", `x:${"0".repeat(64)}`, `-1:${"0".repeat(64)}`])(
  "“%s” is no head",
  (text) => {
    expect(anchorSchema.safeParse(text).success).toBe(false);
  },
);

test("the trail as a whole is for those who see every centre", async () => {
  await expect(getAuditHead(local)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(checkAudit(local, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("one check runs at a time, and the next one may after it", async () => {
  const first = checkAudit(everywhere, {});
  await expect(checkAudit(everywhere, {})).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  expect(await first).toMatchObject({ ok: true });
  expect(await checkAudit(everywhere, {})).toMatchObject({ ok: true });
});

test("says how far it came when the time is over, and leaves the database as it was", async () => {
  await inTransaction(async (tx) => {
    for (let part = 0; part < 20; part += 1) await appendAuditAll(tx.sql, entries(500));
  });
  const { head, broken, isComplete } = await verifyAudit({ msMax: -1 });
  expect({ broken, isComplete }).toEqual({ broken: null, isComplete: false });
  expect(head.id).toBeLessThan(10_000);
  const all = await Promise.all(Array.from({ length: 30 }, () => verifyAudit({ msMax: -1 })));
  expect(all.every((one) => !one.isComplete)).toBe(true);
  expect(await verifyAudit()).toMatchObject({ isComplete: true, head: { id: 10_005 } });
});

const entries = (count: number) =>
  Array.from({ length: count }, () => ({
    actorId: null,
    action: inventedAction("made"),
    after: { a: 1 },
  }));
const append = (count: number) => appendAuditAll(sql, entries(count));
