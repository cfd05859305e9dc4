import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { describe, expect, test } from "vitest";
import { env } from "../env";
import { runWork } from "../work-context";
import { readCsrfToken, createCsrfCookie } from "./csrf";
import { safePath } from "./path";
import { nowSeconds, readSession } from "./session";

const ids = { sub: randomUUID(), sessionId: randomUUID(), version: 1 };

function cookie(seconds: number, secret = env().secret): Promise<string> {
  return encode({ token: { ...ids, signedInAt: nowSeconds() }, secret, maxAge: seconds });
}

describe("a session's cookie", () => {
  test("names its session until it expires", async () => {
    expect(await readSession(await cookie(600))).toMatchObject(ids);
    expect(await readSession(await cookie(-600))).toBeNull();
  });

  test("is read once for a request, and another one for itself", async () => {
    const [own, other] = [await cookie(600), await cookie(900)];
    await runWork({ id: "1", kind: "request", accountId: null }, async () => {
      const claims = await readSession(own);
      expect(claims).toMatchObject(ids);
      expect(await readSession(own)).toBe(claims);
      expect(await readSession(other)).not.toBe(claims);
      expect(await readSession(`${own}x`)).toBeNull();
    });
    expect(await readSession(own)).not.toBe(await readSession(own));
  });

  test("of another secret, of other claims or of none is none", async () => {
    const foreign = await cookie(600, "another secret of 32 characters…");
    const half = await encode({ token: { sub: ids.sub }, secret: env().secret });
    for (const one of [foreign, half, "", undefined, "x.y.z"]) {
      expect(await readSession(one)).toBeNull();
    }
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
