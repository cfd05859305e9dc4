/**
 * What a session by PIN loses when rights change while it is open, and that tries are counted for
 * the device as well as for the person.
 */
import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { can, listPermissions } from "@/lib/domain/permission";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { allowDevice, setPin } from "../devices/commands";
import { byManager } from "../till-counts/is-manager";
import { findSession, requireCaller } from "./actor";
import { ADDRESS_LIMIT } from "./delay";
import { deviceCookieName } from "./device";
import { signInByPin } from "./pin-sign-in";
import { nowSeconds } from "./session";
import { takeAttempt } from "./throttle";

const PIN = "2580";
let centreId: string;
let person: MadeUser;
let device: { id: string; token: string };

const administers = scopeFor("device:administer", null);
const allow = () => allowDevice(administers, { centreId, name: "Tablet" });

beforeAll(async () => {
  await testDatabase();
});

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  centreId = (await makeCentre()).id;
  const roles = (["reviewer", "approver"] as const).map((role) => ({ centreId, role }));
  person = await makeUser({ roles });
  await setPin(administers, { centreId, userId: person.id, pin: PIN });
  device = await allow();
});

const enter = (pin = PIN, { token } = device) =>
  signInByPin({ centreId, userId: person.id, pin }, token);

/** Opens a session, and returns who it is at each request with the device's cookie. */
async function openSession() {
  const outcome = await enter();
  if (outcome.kind !== "signed-in") throw new Error(`not signed in: ${outcome.kind}`);
  const { id: sub, version, pin } = outcome.user;
  const now = nowSeconds();
  const claims = { sub, version, pin, sessionId: randomUUID(), signedInAt: now, seenAt: now };
  return async () => (await findSession(claims, device.token))?.actor ?? null;
}

test("a reviewer who signed in by PIN is a counter: no expected figure, and no manager", async () => {
  const actor = await (await openSession())();
  if (actor === null) throw new Error("the session is open");
  expect(can(actor, "reconciliation:view", centreId)).toBe(false);
  expect(can(actor, "account:use", centreId)).toBe(false);
  expect(byManager(actor, centreId)).toEqual({ isManager: false });
  expect(byManager(person.actor, centreId)).toEqual({ isManager: true });
  expect(listPermissions(actor)).not.toContain("variance:view");
});

test("an open session loses the centre with the role, and ends with the person", async () => {
  const findActor = await openSession();
  await sql("DELETE FROM membership WHERE user_id = $1", [person.id]);
  const actor = await findActor();
  expect(actor === null ? [] : listPermissions(actor)).toEqual([]);
  await sql('UPDATE "user" SET disabled_at = now() WHERE id = $1', [person.id]);
  expect(await findActor()).toBeNull();
  expect((await enter()).kind).toBe("pin-refused");
});

test("neither a PIN nor the token of a device is an API token", async () => {
  const cookie = `${deviceCookieName()}=${device.token}`;
  for (const authorization of [`Bearer ${PIN}`, `Bearer ${device.token}`, "Bearer"]) {
    const request = new Request("http://localhost/", { headers: { authorization, cookie } });
    await expect(requireCaller(request)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  }
});

test("a device with many wrong tries waits for everybody, and no other device does", async () => {
  const other = await allow();
  for (let at = 0; at < ADDRESS_LIMIT.freeTries; at += 1) {
    await takeAttempt({ email: `pin of ${at}`, address: `device ${device.id}` }, new Date());
  }
  expect((await enter()).kind).toBe("throttled");
  expect((await enter(PIN, other)).kind).toBe("signed-in");
});

test("a person whose PIN was tried often waits on every device of the centre", async () => {
  const other = await allow();
  for (let at = 0; at < 5; at += 1) expect((await enter("9713")).kind).toBe("pin-refused");
  expect((await enter(PIN, other)).kind).toBe("throttled");
});
