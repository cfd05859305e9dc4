/** Tokens and codes that must not sign anybody in, from providers on sockets of this machine. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type Forger, startForger } from "@/lib/testing/oidc-forger";
import { type OidcServer, startOidcServer } from "@/lib/testing/oidc-server";
import {
  configureProviders,
  Cookies,
  finishSignIn,
  passProvider,
  redirectUriOf,
  signInForged,
  startSignIn,
} from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { fetchBounded } from "../sso/bounded-fetch";

const folder = makeTemporaryFolder("oidc");
const FAILED = "/sign-in?error=sso-failed";
let server: OidcServer;
let email: string;

beforeAll(async () => {
  await testDatabase();
  server = await startOidcServer([redirectUriOf("example")]);
});
afterAll(() => server.close());
beforeEach(async () => {
  ({ email } = await makeUser());
});

describe("a code", () => {
  let cookies: Cookies;
  let back: URL;

  beforeEach(async () => {
    configureProviders(folder, [
      { id: "example", issuer: server.issuer, domains: ["example.test"] },
    ]);
    server.signInAs({ sub: `subject of ${email}`, email, email_verified: true });
    cookies = new Cookies();
    const start = await startSignIn("example", cookies);
    back = await passProvider(start.headers.get("location") ?? "");
  });

  const finish = async (url: URL, jar: Cookies) =>
    (await finishSignIn("example", url, jar)).headers.get("location");

  test("signs in once, and never again, not even with the cookies of the first time", async () => {
    const copied = cookies.copy();
    expect(await finish(back, cookies)).toBe("/");
    expect(await finish(back, cookies)).toBe(FAILED);
    expect(await finish(back, copied)).toBe(FAILED);
  });

  test("that was stolen is worthless without the verifier of its browser", async () => {
    expect(await finish(back, new Cookies())).toBe(FAILED);
    const thief = new Cookies();
    const start = await startSignIn("example", thief);
    const own = new URL(start.headers.get("location") ?? "").searchParams;
    const stolen = new URL(back);
    stolen.searchParams.set("state", own.get("state") ?? "");
    expect(await finish(stolen, thief)).toBe(FAILED);
  });

  test.each(["state", "nonce", "pkce"])("is refused without the cookie of %s", async (name) => {
    cookies.delete(name);
    expect(await finish(back, cookies)).toBe(FAILED);
  });

  test("is refused with another state, or as the response of another provider", async () => {
    const other = new URL(back);
    other.searchParams.set("state", "another");
    expect(await finish(other, cookies.copy())).toBe(FAILED);
    const mixedUp = new URL(back);
    mixedUp.searchParams.set("iss", "https://another.example");
    expect(await finish(mixedUp, cookies.copy())).toBe(FAILED);
  });
});

describe("an ID token", () => {
  let forger: Forger;

  beforeAll(async () => {
    forger = await startForger();
  });
  afterAll(() => forger.close());
  beforeEach(() => {
    forger.algorithm = "RS256";
    configureProviders(folder, [
      { id: "example", issuer: forger.issuer, domains: ["example.test"] },
    ]);
  });

  const signIn = (claims: object = {}) =>
    signInForged(forger, { sub: email, email, email_verified: true, ...claims });

  const now = () => Math.floor(Date.now() / 1000);

  test("signs in, with RSA and with an elliptic curve", async () => {
    expect(await signIn()).toBe("/");
    forger.algorithm = "ES256";
    expect(await signIn()).toBe("/");
  });

  test("of another issuer, audience, nonce or time is refused", async () => {
    for (const claims of [
      { iss: "https://another.example" },
      { aud: "another-client" },
      { aud: ["counterfoil", "another-client"], azp: "another-client" },
      { nonce: "another" },
      { nonce: undefined },
      { exp: now() - 120 },
      { nbf: now() + 120 },
      { iat: now() + 120 },
      { sub: undefined },
      { sub: "" },
    ]) {
      expect(await signIn(claims), JSON.stringify(claims)).toBe(FAILED);
    }
  });

  test("may be off by the skew of two clocks", async () => {
    expect(await signIn({ exp: now() - 20, iat: now() - 320 })).toBe("/");
    expect(await signIn({ iat: now() + 20, nbf: now() + 20, exp: now() + 320 })).toBe("/");
  });

  test("without a signature, or signed with what is public, is refused though offered", async () => {
    forger.algorithm = "none";
    expect(await signIn()).toBe(FAILED);
    forger.algorithm = "HS256";
    expect(await signIn()).toBe(FAILED);
    forger.algorithm = "ES256";
    forger.signsWithUnknownKey = true;
    expect(await signIn()).toBe(FAILED);
    forger.signsWithUnknownKey = false;
  });

  test("signed with a new key is accepted at once", async () => {
    forger.algorithm = "ES256";
    expect(await signIn()).toBe("/");
    forger.rotate();
    expect(await signIn()).toBe("/");
  });
});

test("a provider that calls itself otherwise, or is endless, is not even asked", async () => {
  const forger = await startForger();
  configureProviders(folder, [{ id: "example", issuer: forger.issuer }]);
  const startedAt = async () =>
    (await startSignIn("example", new Cookies())).headers.get("location");
  try {
    forger.publishedIssuer = "https://another.example";
    expect(await startedAt()).toBe("/sign-in?error=sso-unreachable");
    forger.publishedIssuer = forger.issuer;
    forger.padding = 300_000;
    expect(await startedAt()).toBe("/sign-in?error=sso-unreachable");
    forger.padding = 0;
    expect(await startedAt()).toContain(`${forger.issuer}/authorize?`);
  } finally {
    await forger.close();
  }
});

test("a provider that is down is named on the sign-in page, and stops nothing else", async () => {
  const forger = await startForger();
  await forger.close();
  configureProviders(folder, [{ id: "example", issuer: forger.issuer }]);
  const response = await startSignIn("example", new Cookies(), { callbackUrl: "/till-counts" });
  expect(response.headers.get("location")).toBe(
    "/sign-in?error=sso-unreachable&next=%2Ftill-counts",
  );
});

test.each([
  "http://provider.example/jwks",
  "file:///etc/passwd",
  "https://me:secret@provider.example",
])("%s is not requested", async (url) => {
  await expect(fetchBounded(url)).rejects.toThrow("without https");
});
