/** What the security log says of an attack, and how little a flood makes of it. */
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { asOwner, testDatabase } from "@/lib/testing/database";
import { sql } from "../db/sql";
import { noteAddresses } from "../http/address";
import { log } from "../log";
import { processWide } from "../process-wide";
import { applyRetention } from "../retention/apply";
import { createLineLimit } from "./line-limit";
import { listSecurityCounts } from "./queries";
import { recordSecurityEvent } from "./record";
import { noteSecurityCounts, storeSecurityCounts } from "./store";
import { createTally, tally } from "./tally";

beforeAll(async () => {
  await testDatabase();
  noteAddresses();
});

beforeEach(async () => {
  tally().take();
  await sql("DELETE FROM security_count");
});

function requestFrom(address: string, path = "/api/auth/callback/credentials"): Request {
  const { value } = processWide<{ header: string }>("address");
  const headers = { [value?.header ?? ""]: address };
  return new Request(`http://localhost:3000${path}`, { method: "POST", headers });
}

const readCounts = () =>
  sql<{ kind: string; personId: string; address: string; events: number }>(
    `SELECT kind, person_id AS "personId", address, events FROM security_count
      ORDER BY kind, address, person_id`,
  );

test("a line names kind, request, person, address and route, and nothing that was typed", () => {
  const warn = vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  const request = requestFrom("192.0.2.7", "/api/invitations/abcdefghijklmnopqrstuvwxyz?x=hunter2");
  recordSecurityEvent(request, { kind: "sign-in-failed", account: "hunter2 my password" });
  const [line] = warn.mock.calls[0] ?? [];
  expect(line).toMatchObject({
    security: "sign-in-failed",
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    account: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    address: "192.0.2.7",
    method: "POST",
    route: "/api/invitations/[hidden]",
  });
  expect(JSON.stringify(line)).not.toMatch(/hunter2|abcdefgh/);
});

test("a flood writes so many lines a minute, and tells how many it did not write", () => {
  const limit = createLineLimit();
  const send = (sender: (at: number) => string, now: number) =>
    Array.from({ length: 5_000 }, (_, at) => limit("sign-in-failed", sender(at), now)).filter(
      ({ isAllowed }) => isAllowed,
    );
  const one = send(() => "192.0.2.1", 0);
  const many = send((at) => `address ${at}`, 1_000);
  expect([one.length, many.length]).toEqual([60, 540]);
  expect(limit("pin-failed", "192.0.2.1", 1_000)).toEqual({ isAllowed: true, suppressed: 0 });
  const next = limit("sign-in-failed", "192.0.2.1", 60_000);
  expect(next.isAllowed).toBe(true);
  const suppressed = [...one, ...many, next].reduce((sum, line) => sum + line.suppressed, 0);
  expect(suppressed).toBe(10_000 - 600);
});

test("a flood takes a bounded number of rows, and every event counts", async () => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  const send = async (from: number, to: number) => {
    for (let at = from; at < to; at += 1) {
      recordSecurityEvent(requestFrom(`2001:db8::${at.toString(16)}`), { kind: "sign-in-failed" });
    }
    await storeSecurityCounts();
  };
  await send(0, 3_000);
  await send(3_000, 6_000);
  const rows = await readCounts();
  expect(rows).toHaveLength(201);
  expect(rows.reduce((sum, { events }) => sum + events, 0)).toBe(6_000);
});

test("between two times of storing, memory holds a bounded number of sums", () => {
  const bounded = createTally();
  for (let at = 0; at < 10_000; at += 1) {
    const who = { personId: "", address: `address ${at}` };
    const when = { day: "2026-11-26", firstAt: at, lastAt: at };
    bounded.add({ kind: "sign-in-failed", events: 1, ...who, ...when });
  }
  const sums = bounded.take();
  expect(sums).toHaveLength(2_001);
  expect(sums.reduce((sum, { events }) => sum + events, 0)).toBe(10_000);
});

test("the trail notes each event once, in one entry for all kinds", async () => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  const { id } = await makeUser();
  recordSecurityEvent(requestFrom("192.0.2.1"), { kind: "permission-refused", personId: id });
  recordSecurityEvent(requestFrom("192.0.2.1"), { kind: "sign-in-failed" });
  recordSecurityEvent(requestFrom("192.0.2.2"), { kind: "sign-in-failed" });
  await noteSecurityCounts();
  await noteSecurityCounts();
  recordSecurityEvent(requestFrom("192.0.2.2"), { kind: "sign-in-failed" });
  await noteSecurityCounts();
  const entries = await sql<{ actorId: string | null; after: object }>(
    `SELECT actor_id AS "actorId", after FROM audit_entry
      WHERE action = 'security.counted' ORDER BY id`,
  );
  expect(entries).toEqual([
    { actorId: null, after: { "permission-refused": 1, "sign-in-failed": 2 } },
    { actorId: null, after: { "sign-in-failed": 1 } },
  ]);
  expect(await readCounts()).toContainEqual({
    kind: "permission-refused",
    personId: id,
    address: "192.0.2.1",
    events: 1,
  });
});

test("what can't be stored is stored the next time, and what is old is forgotten", async () => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  await asOwner("ALTER TABLE security_count RENAME TO security_count_away");
  recordSecurityEvent(requestFrom("192.0.2.1"), { kind: "sign-in-failed" });
  await expect(storeSecurityCounts()).rejects.toThrow();
  await asOwner("ALTER TABLE security_count_away RENAME TO security_count");
  await sql(
    `INSERT INTO security_count
      VALUES ('2019-01-01', 'sign-in-failed', '', '', 1, 1, now(), now())`,
  );
  await noteSecurityCounts();
  await applyRetention();
  expect((await readCounts()).map(({ events }) => events)).toEqual([1]);
});

test("administrators see sums over the days, and what they ask for", async () => {
  vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  vi.spyOn(log(), "info").mockImplementation(() => undefined);
  const { id, name } = await makeUser();
  await sql(
    `INSERT INTO security_count VALUES
       (((now() AT TIME ZONE 'UTC')::date - 3)::text, 'sign-in-failed', $1, '192.0.2.9', 4, 4,
        now() - interval '3 days', now() - interval '3 days')`,
    [id],
  );
  recordSecurityEvent(requestFrom("192.0.2.9"), { kind: "sign-in-failed", personId: id });
  recordSecurityEvent(requestFrom("192.0.2.9"), { kind: "sign-in-succeeded", personId: id });
  const scope = scopeFor("security:administer", null);
  const week = await listSecurityCounts(scope, { days: "7", show: "refusals" });
  expect(week).toMatchObject({
    isCut: false,
    counts: [{ kind: "sign-in-failed", person: { id, name }, address: "192.0.2.9", events: 5 }],
  });
  const today = await listSecurityCounts(scope, { days: "1", show: "everything" });
  expect(today.counts.map(({ kind, events }) => [kind, events])).toEqual(
    expect.arrayContaining([
      ["sign-in-failed", 1],
      ["sign-in-succeeded", 1],
    ]),
  );
});
