/** What ends a session: a signing in after it, a person, idleness, its age; and older cookies. */
import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { storePushDevice } from "@/lib/testing/matrix-push-inputs";
import { sql } from "../db/sql";
import { env } from "../env";
import {
  endAllSessionsOf,
  endOtherSessions,
  endOwnSession,
  endSessionOf,
  listSessions,
  listSessionsOf,
} from "../users/sessions";
import { applyRetention } from "../retention/apply";
import { findSession } from "./actor";
import { renewSession } from "./renew-session";
import { nowSeconds, readSession, type SessionClaims, sessionCookieName } from "./session";
import { endSession, openSession } from "./session-row";

const IDLE_SECONDS_MAX = 2 * 60 * 60;
const SESSION_SECONDS_MAX = 12 * 60 * 60;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
let user: MadeUser;

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  const { id: centreId } = await makeCentre();
  user = await makeUser({ roles: [{ centreId, role: "reviewer" }] });
});

const claimsOf = (sessionId: string, of = user): SessionClaims => {
  return { sub: of.id, sessionId, version: 1, signedInAt: nowSeconds() };
};
async function open(replaced: SessionClaims | null = null, of = user): Promise<SessionClaims> {
  const { id: sessionId } = await openSession({
    userId: of.id,
    factors: ["password"],
    address: "203.0.113.7",
    userAgent: FIREFOX,
    replaced,
  });
  return claimsOf(sessionId, of);
}
const isOpen = async (claims: SessionClaims) => (await findSession(claims, undefined)) !== null;
const actions = async () => {
  const rows = await sql<{ action: string }>(
    "SELECT action FROM audit_entry WHERE actor_id = $1::uuid ORDER BY id",
    [user.id],
  );
  return rows.map(({ action }) => action);
};

test("a cookie without a row is none, and neither is one of another person's row", async () => {
  const mine = await open();
  expect(await isOpen(mine)).toBe(true);
  expect(await isOpen(claimsOf(randomUUID()))).toBe(false);
  const other = await makeUser();
  expect(await isOpen({ ...mine, sub: other.id })).toBe(false);
});

test("signing in again ends the session that the browser had, whoever's it was", async () => {
  const first = await open();
  const second = await open(first);
  expect([await isOpen(first), await isOpen(second)]).toEqual([false, true]);
  await open(second, await makeUser());
  expect(await isOpen(second)).toBe(false);
});

test("the list names device, address and time, and each session can be ended at once", async () => {
  const [here, phone, tablet] = [await open(), await open(), await open()];
  const current = (await findSession(here, undefined))?.session ?? null;
  const list = await listSessions(user.id, current);
  expect(list).toHaveLength(3);
  expect(list[0]).toMatchObject({
    id: here.sessionId,
    isCurrent: true,
    browser: "Firefox",
    system: "Linux",
    address: "203.0.113.7",
    factors: ["password"],
  });
  await endOwnSession(user.actor, phone);
  expect([await isOpen(phone), await isOpen(tablet)]).toEqual([false, true]);
  expect(await endOtherSessions(user.actor, current)).toEqual({ ended: 1 });
  expect([await isOpen(tablet), await isOpen(here)]).toEqual([false, true]);
  expect(await listSessions(user.id, current)).toHaveLength(1);
  expect((await actions()).slice(-2)).toEqual(["session.revoked", "session.revoked"]);
});

test("devices are notified no longer once all sessions are ended, or all others", async () => {
  const count = async () => {
    const rows = await sql("SELECT FROM push_device WHERE user_id = $1::uuid", [user.id]);
    return rows.length;
  };
  const other = await makeUser();
  for (const { id } of [user, user, other]) await storePushDevice(id);
  const [here, phone] = [await open(), await open()];
  await endOwnSession(user.actor, phone);
  expect(await count(), "nobody knows which device it was").toBe(2);
  const current = (await findSession(here, undefined))?.session ?? null;
  await endOtherSessions(user.actor, current);
  expect(await count()).toBe(0);
  await storePushDevice(user.id);
  await endAllSessionsOf(scopeFor("security:administer", null), { userId: user.id });
  expect(await count()).toBe(0);
  const others = await sql("SELECT FROM push_device WHERE user_id = $1::uuid", [other.id]);
  expect(others).toHaveLength(1);
});

test("nobody ends the session of another person, and no script ends any", async () => {
  const mine = await open();
  const other = await makeUser();
  await expect(endOwnSession(other.actor, mine)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const script = { ...user.actor, limitedTo: ["account:use" as const] };
  await expect(endOwnSession(script, mine)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(endOtherSessions(script, null)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await isOpen(mine)).toBe(true);
});

test("an administrator sees and ends the sessions of another person, and the trail says whose", async () => {
  const [laptop, phone] = [await open(), await open()];
  const scope = scopeFor("security:administer", null);
  const list = await listSessionsOf(scope, { userId: user.id });
  expect(list.map(({ isCurrent }) => isCurrent)).toEqual([false, false]);
  const other = await makeUser();
  const { sessionId } = laptop;
  await expect(endSessionOf(scope, { userId: other.id, sessionId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await isOpen(laptop)).toBe(true);
  await endSessionOf(scope, { userId: user.id, sessionId });
  expect([await isOpen(laptop), await isOpen(phone)]).toEqual([false, true]);
  expect(await endAllSessionsOf(scope, { userId: user.id })).toEqual({ ended: 1 });
  expect(await isOpen(phone)).toBe(false);
  expect(await listSessionsOf(scope, { userId: user.id })).toEqual([]);
  const entries = await sql<{ actorId: string; before: unknown }>(
    `SELECT actor_id::text AS "actorId", before FROM audit_entry
      WHERE action = 'session.revoked' AND before->>'userId' = $1`,
    [user.id],
  );
  const entry = { actorId: scope.actorId, before: { browser: "Firefox", system: "Linux" } };
  expect(entries).toMatchObject([entry, entry]);
  const nobody = { userId: randomUUID() };
  await expect(listSessionsOf(scope, nobody)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(endAllSessionsOf(scope, nobody)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("ends without use and by its age, and activity is noted once in a while", async () => {
  const claims = await open();
  const age = (column: "seen_at" | "started_at", seconds: number) =>
    sql(
      `UPDATE sign_in_session SET ${column} = now() - make_interval(secs => $2) WHERE id = $1::uuid`,
      [claims.sessionId, seconds],
    );
  await age("seen_at", IDLE_SECONDS_MAX + 5);
  expect(await isOpen(claims)).toBe(false);
  expect(await listSessions(user.id, null)).toEqual([]);
  await age("seen_at", IDLE_SECONDS_MAX - 60);
  await findSession(claims, undefined, true);
  await vi.waitFor(
    async () => {
      const [row] = await sql<{ isRecent: boolean }>(
        `SELECT seen_at > now() - interval '5 minutes' AS "isRecent"
           FROM sign_in_session WHERE id = $1::uuid`,
        [claims.sessionId],
      );
      expect(row?.isRecent).toBe(true);
    },
    { timeout: 20_000 },
  );
  await age("started_at", SESSION_SECONDS_MAX - 60);
  expect(await isOpen(claims)).toBe(true);
  await age("started_at", SESSION_SECONDS_MAX + 5);
  expect(await isOpen(claims)).toBe(false);
});

test("a cookie from before sessions were rows goes on, is listed, and can be ended", async () => {
  const before = { ...claimsOf(randomUUID()), seenAt: nowSeconds() - 60 };
  expect(await isOpen(before)).toBe(true);
  expect(await listSessions(user.id, null)).toMatchObject([
    { id: before.sessionId, address: null, browser: null, factors: ["password"] },
  ]);
  await endSession(before);
  expect(await isOpen(before)).toBe(false);
  expect(await actions()).toEqual(["session.ended"]);
  const idle = { ...before, sessionId: randomUUID(), seenAt: nowSeconds() - IDLE_SECONDS_MAX - 5 };
  expect(await isOpen(idle)).toBe(false);
  const signedOut = { ...before, sessionId: randomUUID() };
  await sql(
    "INSERT INTO ended_session (id, ends_at) VALUES ($1::uuid, now() + interval '1 hour')",
    [signedOut.sessionId],
  );
  expect(await isOpen(signedOut)).toBe(false);
});

test("a proof renews such a cookie too, and copies of the one before open nothing", async () => {
  const before = { ...claimsOf(randomUUID()), seenAt: nowSeconds() - 60 };
  const value = await encode({ token: before, secret: env().secret });
  expect(await isOpen(before)).toBe(true);
  const headers = { cookie: `${sessionCookieName()}=${value}` };
  const written = await renewSession(new Request("http://localhost:3000", { headers }));
  const renewed = await readSession(/=([^;]+)/.exec(written)?.[1]);
  expect(renewed === null ? null : await isOpen(renewed)).toBe(true);
  expect(await isOpen(before)).toBe(false);
});

test("rows are forgotten long after the last cookie of theirs expired", async () => {
  const [old, recent] = [await open(), await open()];
  await sql(
    `UPDATE sign_in_session SET started_at = now() - interval '31 days', ended_at = now()
      WHERE id = $1::uuid`,
    [old.sessionId],
  );
  await applyRetention();
  const rows = await sql<{ id: string }>(
    "SELECT id FROM sign_in_session WHERE user_id = $1::uuid",
    [user.id],
  );
  expect(rows).toEqual([{ id: recent.sessionId }]);
  expect(await isOpen(old)).toBe(false);
});
