import { afterAll, beforeAll, expect, test } from "vitest";
import { saveSessionLimitsSchema } from "@/lib/contracts/session-limits";
import { makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { findSession } from "../auth/actor";
import { nowSeconds, type SessionClaims } from "../auth/session";
import { SESSION_LIMITS_SETTING } from "../auth/session-limits";
import { openSession } from "../auth/session-row";
import { sql } from "../db/sql";
import { getSessionLimits, saveSessionLimits } from "./session-limits";
import { listSessions } from "./sessions";

const forget = () => sql("DELETE FROM setting WHERE name = $1", [SESSION_LIMITS_SETTING]);

beforeAll(async () => {
  await testDatabase();
  await forget();
});
afterAll(forget);

const scope = scopeFor("security:administer", null);
const USUAL = { idleMinutes: 120, absoluteHours: 12, freshMinutes: 10 };

test("limits apply at once to sessions that are open, and each change is in the trail", async () => {
  const { id: userId } = await makeUser();
  const open = async (): Promise<SessionClaims> => {
    const { id: sessionId } = await openSession({
      userId,
      factors: ["password"],
      address: "203.0.113.7",
      userAgent: null,
      replaced: null,
    });
    return { sub: userId, sessionId, version: 1, signedInAt: nowSeconds() };
  };
  const [unused, old] = [await open(), await open()];
  await sql(
    `UPDATE sign_in_session SET seen_at = now() - make_interval(mins => $2),
            started_at = now() - make_interval(mins => $3) WHERE id = $1::uuid`,
    [unused.sessionId, 20, 20],
  );
  await sql(
    `UPDATE sign_in_session SET started_at = now() - make_interval(mins => $2)
      WHERE id = $1::uuid`,
    [old.sessionId, 100],
  );
  const openNow = async () => {
    const found = await Promise.all([unused, old].map((claims) => findSession(claims, undefined)));
    return found.map((one) => one !== null);
  };
  expect(await getSessionLimits(scope)).toEqual({ ...USUAL, version: 0 });
  expect(await openNow()).toEqual([true, true]);

  await saveSessionLimits(scope, { ...USUAL, idleMinutes: 15, basedOnVersion: 0 });
  expect(await openNow()).toEqual([false, true]);
  expect((await listSessions(userId, null)).map(({ id }) => id)).toEqual([old.sessionId]);
  const saved = await saveSessionLimits(scope, { ...USUAL, absoluteHours: 1, basedOnVersion: 1 });
  expect(saved).toEqual({ ...USUAL, absoluteHours: 1, version: 2 });
  expect(await openNow()).toEqual([true, false]);
  // An administrator may raise a limit, within its bound, above what was usual.
  await saveSessionLimits(scope, { ...USUAL, absoluteHours: 24, basedOnVersion: 2 });
  expect(await openNow()).toEqual([true, true]);

  const entries = await sql<{ before: object; after: object }>(
    `SELECT before, after FROM audit_entry
      WHERE actor_id = $1::uuid AND action = 'setting.changed' ORDER BY id`,
    [scope.actorId],
  );
  expect(entries).toHaveLength(3);
  expect(entries[0]).toEqual({ before: USUAL, after: { ...USUAL, idleMinutes: 15 } });
});

test("of two changes at once one wins, and nothing beyond the bounds is taken", async () => {
  const { version } = await getSessionLimits(scope);
  const change = (freshMinutes: number) =>
    saveSessionLimits(scope, { ...USUAL, freshMinutes, basedOnVersion: version });
  const outcomes = await Promise.allSettled([change(5), change(30)]);
  const [failed, ...others] = outcomes.filter(({ status }) => status === "rejected");
  expect(others).toEqual([]);
  expect(failed).toMatchObject({ reason: { code: "CONFLICT", details: { current: {} } } });
  const isTaken = (limits: object) =>
    saveSessionLimitsSchema.safeParse({ ...USUAL, ...limits, basedOnVersion: 0 }).success;
  expect(isTaken({ freshMinutes: null })).toBe(true);
  for (const limits of [
    { idleMinutes: 0 },
    { idleMinutes: 721 },
    { absoluteHours: 25 },
    { freshMinutes: 0 },
    { freshMinutes: 61 },
    { idleMinutes: 90, absoluteHours: 1 },
  ]) {
    expect(isTaken(limits)).toBe(false);
  }
});
