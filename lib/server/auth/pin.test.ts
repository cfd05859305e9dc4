/** Sessions by PIN: what opens one, what ends it, and that it counts at its centre and no more. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { PIN_FAILURES_MAX } from "@/lib/domain/pin";
import { type Permission, PERMISSIONS } from "@/lib/domain/permission";
import { makeCentre, makeUser, type MadeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { route } from "../api/route";
import { allowDevice, revokeDevice, setOwnPin, setPin } from "../devices/commands";
import { listDevices, listOwnPins, listPinsOfCentre } from "../devices/queries";
import { deviceCookieName } from "./device";
import { handleAuth } from "./handler";
import { PIN_IDLE_SECONDS_MAX } from "./session";

const BASE = "http://localhost:3000";
const PIN = "2580";
let centreId: string;
let elsewhere: string;
let counter: MadeUser;
let device: { id: string; cookie: string };

beforeAll(async () => {
  await testDatabase();
});

const administers = () => scopeFor("device:administer", null);

beforeEach(async () => {
  await prisma().signInAttempt.deleteMany();
  centreId = (await makeCentre()).id;
  elsewhere = (await makeCentre()).id;
  const roles = [centreId, elsewhere].map((at) => ({ centreId: at, role: "reviewer" as const }));
  counter = await makeUser({ name: "Clara Petit", roles });
  await setPin(administers(), { centreId, userId: counter.id, pin: PIN });
  device = await allow(centreId);
});

async function allow(at: string) {
  const { id, token } = await allowDevice(administers(), { centreId: at, name: "Tablet" });
  return { id, cookie: `${deviceCookieName()}=${token}` };
}

function jar(response: Response): string {
  const pairs = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return pairs.filter((pair) => !pair.endsWith("=")).join("; ");
}

type Form = { centreId?: string; userId?: string; pin?: string };

async function enter(form: Form = {}, deviceCookie = device.cookie) {
  const csrf = await handleAuth(new Request(`${BASE}/api/auth/csrf`), ["csrf"]);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const sent = { csrfToken, centreId, userId: counter.id, pin: PIN, ...form };
  const request = new Request(`${BASE}/api/auth/callback/pin`, {
    method: "POST",
    headers: { cookie: `${jar(csrf)}; ${deviceCookie}` },
    body: new URLSearchParams(sent),
  });
  return handleAuth(request, ["callback", "pin"]);
}

const session = async () => {
  const response = await enter();
  expect(response.status).toBe(302);
  return jar(response);
};

const statusOf = async (permission: Permission, cookie: string, at?: string) => {
  const input = z.object({ centreId: z.string().optional() });
  const who = route({
    summary: "A test.",
    permission,
    input,
    output: z.object({}),
    handle: () => Promise.resolve({}),
  });
  const query = at === undefined ? "" : `?centreId=${at}`;
  const request = new Request(`${BASE}/api/x${query}`, { headers: { cookie } });
  return (await who(request, { params: Promise.resolve({}) })).status;
};

describe("a session by PIN", () => {
  test("counts at the centre of the device, and can do nothing else and nowhere else", async () => {
    const cookie = `${await session()}; ${device.cookie}`;
    const allowed = [];
    for (const permission of PERMISSIONS) {
      if ((await statusOf(permission, cookie, centreId)) === 200) allowed.push(permission);
      expect(await statusOf(permission, cookie, elsewhere), permission).toBe(404);
    }
    expect(allowed.toSorted()).toEqual([
      "centre:view",
      "thread:view",
      "thread:write",
      "till-count:record",
      "till-count:view",
    ]);
  });

  test("is no session without the device's own cookie, or on another device", async () => {
    const cookie = await session();
    const other = await allow(centreId);
    expect(await statusOf("till-count:view", cookie)).toBe(401);
    expect(await statusOf("till-count:view", `${cookie}; ${other.cookie}`)).toBe(401);
    expect(await statusOf("till-count:view", `${cookie}; ${device.cookie}`)).toBe(200);
  });

  test("ends when the device is revoked, or another PIN is set", async () => {
    const cookie = `${await session()}; ${device.cookie}`;
    await setPin(administers(), { centreId, userId: counter.id, pin: "9713" });
    expect(await statusOf("till-count:view", cookie)).toBe(401);
    const next = jar(await enter({ pin: "9713" }));
    expect(await statusOf("till-count:view", `${next}; ${device.cookie}`)).toBe(200);
    await revokeDevice(administers(), { deviceId: device.id });
    expect(await statusOf("till-count:view", `${next}; ${device.cookie}`)).toBe(401);
    expect(await listDevices(administers())).not.toContainEqual(
      expect.objectContaining({ id: device.id }),
    );
  });

  test("is for administrators of its centre alone, to whom one elsewhere looks like none", async () => {
    const local = scopeFor("device:administer", [elsewhere]);
    expect(await listDevices(local)).toEqual([]);
    await expect(revokeDevice(local, { deviceId: device.id })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const here = await listDevices(scopeFor("device:administer", [centreId]));
    expect(here.map(({ id }) => id)).toEqual([device.id]);
  });

  test("ends after a quarter of an hour without use", async () => {
    const cookie = `${await session()}; ${device.cookie}`;
    expect(await statusOf("till-count:view", cookie)).toBe(200);
    const idle = `UPDATE sign_in_session SET seen_at = now() - make_interval(secs => $2)
                   WHERE user_id = $1`;
    await sql(idle, [counter.id, PIN_IDLE_SECONDS_MAX - 5]);
    expect(await statusOf("till-count:view", cookie)).toBe(200);
    await sql(idle, [counter.id, PIN_IDLE_SECONDS_MAX + 5]);
    expect(await statusOf("till-count:view", cookie)).toBe(401);
  });

  test("sets no PIN", async () => {
    const actor = { ...counter.actor, limitedTo: ["till-count:record" as const] };
    const scope = scopeFor("till-count:record", [centreId], counter);
    await expect(setOwnPin(actor, scope, { centreId, pin: "9713" })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

describe("a PIN", () => {
  test.each([
    ["with a wrong PIN", { pin: "9713" }],
    ["with another centre", { centreId: "elsewhere" }],
    ["with somebody without one", { userId: "7b0c5f0e-8d4c-4c9e-9f0e-2f3f1b1d1a11" }],
  ])("is refused %s", async (_, form) => {
    const response = await enter(form);
    expect(response.status).toBe(401);
    expect(jar(response)).not.toContain("session-token");
  });

  test("is refused without a device, on a revoked one, and on one of another centre", async () => {
    expect((await enter({}, "")).status).toBe(401);
    const other = await allow(elsewhere);
    expect((await enter({}, other.cookie)).status).toBe(401);
    await revokeDevice(administers(), { deviceId: device.id });
    expect((await enter()).status).toBe(401);
  });

  test("is no password", async () => {
    const csrf = await handleAuth(new Request(`${BASE}/api/auth/csrf`), ["csrf"]);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const request = new Request(`${BASE}/api/auth/callback/credentials`, {
      method: "POST",
      headers: { cookie: `${jar(csrf)}; ${device.cookie}` },
      body: new URLSearchParams({ csrfToken, email: counter.email, password: PIN }),
    });
    expect((await handleAuth(request, ["callback", "credentials"])).status).toBe(401);
  });

  test("is refused once its owner may not count there any more", async () => {
    await sql("DELETE FROM membership WHERE user_id = $1 AND centre_id = $2", [
      counter.id,
      centreId,
    ]);
    expect((await enter()).status).toBe(401);
  });

  test("makes the next try wait after a few wrong ones, on that device and for that person", async () => {
    for (let at = 0; at < 5; at += 1) expect((await enter({ pin: "9713" })).status).toBe(401);
    const blocked = await enter();
    expect(blocked.status).toBe(429);
    expect(blocked.headers.get("retry-after")).not.toBeNull();
    const [row] = await sql<{ failures: number }>(
      "SELECT max(failures)::int AS failures FROM sign_in_attempt WHERE key LIKE 'address:%'",
    );
    expect(row?.failures).toBe(5);
  });

  test("is locked after many wrong ones, until another is set", async () => {
    for (let at = 0; at < PIN_FAILURES_MAX; at += 1) {
      await prisma().signInAttempt.deleteMany();
      expect((await enter({ pin: "9713" })).status).toBe(401);
    }
    await prisma().signInAttempt.deleteMany();
    const locked = await enter();
    expect(locked.status).toBe(401);
    expect(await locked.text()).toContain("locked");
    const [entry] = await sql<{ action: string }>(
      "SELECT action FROM audit_entry WHERE centre_id = $1 ORDER BY id DESC LIMIT 1",
      [centreId],
    );
    expect(entry?.action).toBe("pin.locked");
    const states = await listPinsOfCentre(administers(), { centreId });
    expect(states).toMatchObject([{ name: "Clara Petit", state: "locked" }]);
    const scope = scopeFor("till-count:record", [centreId], counter);
    await setOwnPin(counter.actor, scope, { centreId, pin: "9713" });
    expect(await listOwnPins(scope)).toMatchObject([{ centreId, state: "set" }]);
    await prisma().signInAttempt.deleteMany();
    expect((await enter({ pin: "9713" })).status).toBe(302);
  });

  test("of somebody who does not count in the centre, or that is easy to guess, is not set", async () => {
    const stranger = await makeUser();
    const set = (userId: string, pin: string) => setPin(administers(), { centreId, userId, pin });
    await expect(set(stranger.id, "9713")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(set(counter.id, "1234")).rejects.toMatchObject({
      details: { reason: "pin-sequence" },
    });
  });
});
