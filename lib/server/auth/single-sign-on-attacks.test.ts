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
  startSignIn,
} from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { sql } from "../db/sql";
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

  async function signIn(claims: object = {}): Promise<string | null> {
    const cookies = new Cookies();
    const start = await startSignIn("example", cookies);
    const asked = new URL(start.headers.get("location") ?? "", "http://localhost").searchParams;
    const nonce = asked.get("nonce");
    forger.claims = { nonce, sub: email, email, email_verified: true, ...claims };
    const back = new URL(redirectUriOf("example"));
    back.searchParams.set("code", "any");
    back.searchParams.set("state", asked.get("state") ?? "");
    return (await finishSignIn("example", back, cookies)).headers.get("location");
  }

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

  test("says when its person proved who they are, and a silent sign-in is no fresh proof", async () => {
    const provedSecondsAgo = async () => {
      const [row] = await sql<{ seconds: number }>(
        `SELECT extract(epoch FROM now() - s.verified_at)::int AS seconds
           FROM sign_in_session s JOIN "user" u ON u.id = s.user_id
          WHERE u.email = $1 ORDER BY s.started_at DESC LIMIT 1`,
        [email],
      );
      return row?.seconds ?? -1;
    };
    expect(await signIn({ auth_time: now() - 1_200 })).toBe("/");
    expect(await provedSecondsAgo()).toBeGreaterThanOrEqual(1_200);
    // Neither a proof of the future nor one that nobody dates lasts longer than one of now.
    expect(await signIn({ auth_time: now() + 3_000 })).toBe("/");
    expect(await provedSecondsAgo()).toBeGreaterThanOrEqual(0);
    expect(await signIn()).toBe("/");
    expect(await provedSecondsAgo()).toBeLessThan(600);
  });

  test("is asked for with a new proof by whoever confirms who they are", async () => {
    const asked = async (proof: string) => {
      const start = await startSignIn("example", new Cookies(), { proof });
      const { searchParams } = new URL(start.headers.get("location") ?? "");
      return [searchParams.get("prompt"), searchParams.get("max_age")];
    };
    expect(await asked("fresh")).toEqual(["login", "0"]);
    // A provider that is asked for any age has to say how old the proof is.
    expect(await asked("")).toEqual([null, String(30 * 24 * 60 * 60)]);
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
