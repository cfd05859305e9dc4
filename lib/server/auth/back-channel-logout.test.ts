/** What an identity provider reports when somebody signs out there, and what others forge. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { makeUser, type MadeUser } from "@/lib/testing/arrange";
import { type AuthServer, startAuthServer } from "@/lib/testing/auth-server";
import { testDatabase } from "@/lib/testing/database";
import { type Forger, startForger } from "@/lib/testing/oidc-forger";
import { type OidcServer, startOidcServer } from "@/lib/testing/oidc-server";
import { statusOf } from "@/lib/testing/sign-in-browser";
import {
  configureProviders,
  Cookies,
  redirectUriOf,
  signInForged,
  signInThrough,
  signOutAtProvider,
} from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { sql } from "../db/sql";
import { LOGOUT_EVENT } from "../sso/read-logout-token";
import { handleAuth } from "./handler";

const folder = makeTemporaryFolder("oidc");
const EVENTS = { [LOGOUT_EVENT]: {} };
let auth: AuthServer;
let forger: Forger;
let user: MadeUser;

beforeAll(async () => {
  await testDatabase();
  auth = await startAuthServer();
  forger = await startForger();
});
afterAll(() => Promise.all([auth.close(), forger.close()]));
beforeEach(async () => {
  user = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
  forger.algorithm = "RS256";
  forger.signsWithUnknownKey = false;
});

const configure = ({ issuer }: { issuer: string }) =>
  configureProviders(folder, [{ id: "example", issuer, domains: ["example.test"] }]);
const now = () => Math.floor(Date.now() / 1000);
const isOpen = async (cookies: Cookies) => (await statusOf({ cookie: cookies.header })) === 200;

test("whoever signs out at the provider is out here, in that browser's session alone", async () => {
  const backChannelLogoutUri = `${auth.url}/back-channel-logout/example`;
  const options = { backChannelLogoutUri };
  const provider: OidcServer = await startOidcServer([redirectUriOf("example")], options);
  configure(provider);
  provider.signInAs({ sub: user.email, email: user.email, email_verified: true });
  const browsers = [new Cookies(), new Cookies()] as const;
  const ofProvider = new Cookies();
  await signInThrough("example", browsers[0], ofProvider);
  await signInThrough("example", browsers[1]);
  auth.statuses.length = 0;
  await signOutAtProvider(`${provider.issuer}/session/end`, ofProvider);
  await provider.close();
  expect(auth.statuses).toEqual([200]);
  expect(await Promise.all(browsers.map(isOpen))).toEqual([false, true]);
  expect(
    await sql("SELECT before, after FROM audit_entry WHERE action = 'session.ended-by-provider'"),
  ).toEqual([
    {
      before: { userId: user.id, browser: null, system: null },
      after: { userId: user.id, provider: "example" },
    },
  ]);
});

describe("a logout token", () => {
  let cookies: Cookies;
  let sid: string;

  beforeEach(async () => {
    configure(forger);
    cookies = new Cookies();
    sid = randomUUID();
    await signIn(cookies, { sid });
  });

  const signIn = (browser: Cookies, claims: object) => {
    const { email } = user;
    const account = { sub: email, email, email_verified: true, auth_time: now() };
    return signInForged(forger, { ...account, ...claims }, browser);
  };
  const make = (claims: object = {}, typ = "logout+jwt") =>
    forger.makeToken({ sub: user.email, jti: randomUUID(), events: EVENTS, ...claims }, typ);
  const post = (body: URLSearchParams | string, headers = {}, id = "example") =>
    fetch(`${auth.url}/back-channel-logout/${id}`, { method: "POST", body, headers });
  const send = (token: string) => post(new URLSearchParams({ logout_token: token }));

  async function expectRefused(token: string, why: string): Promise<void> {
    const response = await send(token);
    expect([response.status, response.headers.get("cache-control")], why).toEqual([
      400,
      "no-store",
    ]);
    const problem = (await response.json()) as { error: string };
    expect(problem.error).toBe("invalid_request");
    expect(JSON.stringify(problem)).not.toContain(token.slice(-20));
    expect(await isOpen(cookies), why).toBe(true);
  }

  test("of a person ends each session that the provider opened for them", async () => {
    const [other, unnamed] = [new Cookies(), new Cookies()];
    await signIn(other, { sid: randomUUID() });
    await signIn(unnamed, {});
    await sql("UPDATE sign_in_session SET issuer = NULL WHERE provider_session IS NULL");
    const { email } = user;
    const stranger = new Cookies();
    user = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
    await signIn(stranger, { sid });
    const response = await send(make({ sub: email }));
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(await Promise.all([cookies, other, unnamed, stranger].map(isOpen))).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });

  test("of a session ends it, and none of another session, person or way to sign in", async () => {
    const [other, unnamed] = [new Cookies(), new Cookies()];
    await signIn(other, { sid: randomUUID() });
    expect((await send(make({ sub: undefined, sid: "unknown" }))).status).toBe(200);
    expect(await Promise.all([cookies, other].map(isOpen))).toEqual([true, true]);
    // Older providers state no expiry.
    expect((await send(make({ sub: undefined, sid, exp: undefined }))).status).toBe(200);
    expect(await Promise.all([cookies, other].map(isOpen))).toEqual([false, true]);

    // A session that the provider did not name ends with its person, one by a password does not.
    await signIn(unnamed, {});
    await sql(`UPDATE sign_in_session SET issuer = NULL, factors = '{password}'
                WHERE provider_session IS NOT NULL`);
    expect((await send(make({ sid: randomUUID() }))).status).toBe(200);
    expect(await Promise.all([unnamed, other].map(isOpen))).toEqual([false, true]);
  });

  test("works once", async () => {
    const token = make({ sub: "nobody" });
    expect((await send(token)).status).toBe(200);
    await expectRefused(token, "again");
    await expectRefused(make({ jti: undefined }), "without jti");
  });

  test("is refused when it is not what the provider signed for this client just now", async () => {
    for (const claims of [
      { iss: "https://another.example" },
      { aud: "another-client" },
      { aud: undefined },
      { events: undefined },
      { events: {} },
      { events: { "http://schemas.openid.net/event/another": {} } },
      { events: { [LOGOUT_EVENT]: true } },
      { nonce: "any" },
      { nonce: null },
      { iat: now() - 600, exp: now() + 600 },
      { iat: now() + 600, exp: now() + 900 },
      { iat: undefined },
      { exp: now() - 120 },
      { exp: undefined, iat: now() - 600 },
      { sub: undefined },
      { sub: undefined, sid: "" },
      { sub: 7 },
    ]) {
      await expectRefused(make(claims), JSON.stringify(claims));
    }
    // An ID token in its place.
    await expectRefused(make({ events: undefined, jti: undefined, nonce: "n", sid }, "JWT"), "ID");
    await expectRefused("no token", "text");
    await expectRefused(`${make()}x`, "another signature");
  });

  test("is refused without a signature, and signed with what is public or unknown", async () => {
    for (const algorithm of ["none", "HS256"] as const) {
      forger.algorithm = algorithm;
      await expectRefused(make(), algorithm);
    }
    forger.algorithm = "ES256";
    forger.signsWithUnknownKey = true;
    await expectRefused(make(), "an unknown key");
  });

  test("may be signed with a new key, and forged ones request no keys again and again", async () => {
    forger.algorithm = "ES256";
    forger.rotate();
    const time = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: time + 20_000 });
    try {
      expect((await send(make())).status).toBe(200);
      expect(await isOpen(cookies)).toBe(false);
      const requests = forger.keyRequests;
      forger.signsWithUnknownKey = true;
      for (let at = 0; at < 5; at += 1) expect((await send(make())).status).toBe(400);
      expect(forger.keyRequests).toBe(requests);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is accepted soon after the provider could not be asked for its keys", async () => {
    const time = Date.now() + 15 * 60_000;
    vi.useFakeTimers({ toFake: ["Date"], now: time });
    try {
      forger.hidesKeys = true;
      expect((await send(make())).status).toBe(400);
      forger.hidesKeys = false;
      const requests = forger.keyRequests;
      expect((await send(make())).status).toBe(400);
      expect(forger.keyRequests).toBe(requests);
      vi.setSystemTime(time + 20_000);
      expect((await send(make())).status).toBe(200);
      expect(await isOpen(cookies)).toBe(false);
    } finally {
      forger.hidesKeys = false;
      vi.useRealTimers();
    }
  });

  test("comes alone in a small form, for a provider that is configured", async () => {
    const token = make();
    const twice = `logout_token=${token}&logout_token=${make()}`;
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await post(twice, form)).status).toBe(400);
    expect((await post(JSON.stringify({ logout_token: token }), {})).status).toBe(400);
    expect((await post("", form)).status).toBe(400);
    expect((await post(`logout_token=${"x".repeat(20_001)}`, form)).status).toBe(413);
    expect((await post(`logout_token=${token}`, form, "unknown")).status).toBe(404);
    expect(await isOpen(cookies)).toBe(true);
  });

  test("is sent so many times a minute", async () => {
    vi.stubEnv("REQUEST_LIMITS_FACTOR", "1");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 120_000 });
    try {
      const statuses = new Set<number>();
      const action = ["back-channel-logout", "example"];
      const url = `http://localhost:3000/api/auth/${action.join("/")}`;
      for (let at = 0; at < 601; at += 1) {
        const request = new Request(url, { method: "POST" });
        statuses.add((await handleAuth(request, action)).status);
      }
      expect([...statuses]).toEqual([400, 429]);
    } finally {
      vi.useRealTimers();
    }
  });
});
