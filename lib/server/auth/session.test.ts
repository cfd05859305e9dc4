import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { env } from "../env";
import { readCsrfToken, createCsrfCookie } from "./csrf";
import { safePath } from "./path";
import {
  IDLE_SECONDS_MAX,
  nowSeconds,
  readSession,
  renewSession,
  SESSION_SECONDS_MAX,
} from "./session";

const HOUR = 60 * 60;
const ids = { sub: randomUUID(), sessionId: randomUUID(), version: 1 };

function cookie(ago: { signedIn: number; seen: number }, secret = env().secret): Promise<string> {
  const now = nowSeconds();
  const token = { ...ids, signedInAt: now - ago.signedIn, seenAt: now - ago.seen };
  return encode({ token, secret, maxAge: SESSION_SECONDS_MAX });
}

describe("a session", () => {
  // signed in, last seen, still valid
  test.each([
    [0, 0, true],
    [11 * HOUR, 60, true],
    [SESSION_SECONDS_MAX + 60, 60, false],
    [3 * HOUR, IDLE_SECONDS_MAX - 60, true],
    [3 * HOUR, IDLE_SECONDS_MAX + 60, false],
  ])("of %i s, last seen %i s ago: %s", async (signedIn, seen, good) => {
    expect((await readSession(await cookie({ signedIn, seen }))) !== null).toBe(good);
  });

  test("of another secret, of other claims or of none is none", async () => {
    const foreign = await cookie({ signedIn: 0, seen: 0 }, "another secret of 32 characters…");
    const half = await encode({ token: { sub: ids.sub }, secret: env().secret });
    for (const one of [foreign, half, "", undefined, "x.y.z"]) {
      expect(await readSession(one)).toBeNull();
    }
  });

  test("moves on with its reader, and never past twelve hours", async () => {
    const claims = await readSession(await cookie({ signedIn: 11 * HOUR, seen: HOUR }));
    if (claims === null) throw new Error("The session should be good.");
    const renewed = await readSession((await renewSession(claims)) ?? "");
    expect(renewed?.signedInAt).toBe(claims.signedInAt);
    expect(renewed?.seenAt).toBeGreaterThan(claims.seenAt);
    if (renewed === null) throw new Error("The session should be good.");
    expect(await renewSession(renewed)).toBeNull();
  });
});

test("the token of the form is good with the cookie of our making alone", () => {
  const made = createCsrfCookie();
  expect(readCsrfToken(made)).toBe(made.split("|")[0]);
  for (const other of [undefined, "", "abc", `abc|${"0".repeat(64)}`, made.slice(0, -1)]) {
    expect(readCsrfToken(other)).toBeNull();
  }
});

test.each([
  ["/till-counts?date=2019-01-05", "/till-counts?date=2019-01-05"],
  ["/", "/"],
  [undefined, "/"],
  ["", "/"],
  ["https://evil.example/", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["/.//evil.example", "/"],
  ["/%2e//evil.example", "/"],
  ["/till-counts/..//evil.example", "/"],
  ["javascript:alert(1)", "/"],
  ["till-counts", "/"],
  [`/${"x".repeat(3_000)}`, "/"],
])("after signing in, %s leads to %s", (wanted, path) => {
  expect(safePath(wanted)).toBe(path);
});
