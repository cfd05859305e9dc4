/** Signing out of a session that an identity provider opened, here alone or there too. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeUser, type MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type OidcServer, startOidcServer } from "@/lib/testing/oidc-server";
import { statusOf } from "@/lib/testing/sign-in-browser";
import {
  configureProviders,
  Cookies,
  redirectUriOf,
  signInThrough,
  signOutAtProvider,
} from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { sql } from "../db/sql";
import { handleAuth } from "./handler";
import { isSignedOutThere, signedOutCookieName } from "./provider-sign-out";
import { forgetEndedSessions } from "./session-row";

const BASE = "http://localhost:3000";
const folder = makeTemporaryFolder("oidc");
let server: OidcServer;
let user: MadeUser;
let cookies: Cookies;
let ofProvider: Cookies;

beforeAll(async () => {
  await testDatabase();
  server = await startOidcServer([redirectUriOf("example")]);
});
afterAll(() => server.close());
beforeEach(async () => {
  configure(server.issuer);
  user = await makeUser({ roles: [{ centreId: "*", role: "auditor" }] });
  server.signInAs({ sub: user.email, email: user.email, email_verified: true });
  [cookies, ofProvider] = [new Cookies(), new Cookies()];
  await signInThrough("example", cookies, ofProvider);
});

const configure = (issuer: string) =>
  configureProviders(folder, [{ id: "example", issuer, domains: ["example.test"] }]);

async function get(action: string): Promise<Record<string, unknown>> {
  const request = new Request(`${BASE}/api/auth/${action}`, {
    headers: { cookie: cookies.header },
  });
  return (await (await handleAuth(request, [action])).json()) as Record<string, unknown>;
}

async function signOut(form: Record<string, string>, accept = "*/*"): Promise<Response> {
  const csrfToken = String((await get("csrf"))["csrfToken"]);
  const request = new Request(`${BASE}/api/auth/signout`, {
    method: "POST",
    headers: { cookie: cookies.header, accept },
    body: new URLSearchParams({ csrfToken, callbackUrl: "/sign-in", ...form }),
  });
  return handleAuth(request, ["signout"]);
}

const isOpenThere = () => ofProvider.header.includes("_session=");

test("the session here ends, and the provider ends its own and leads back", async () => {
  expect((await get("session"))["provider"]).toEqual({ name: "Example" });
  const cookie = cookies.header;
  const response = await signOut({ also: "provider" }, "text/html");
  expect(await statusOf({ cookie })).toBe(401);
  cookies.take(response);
  const [, location = ""] = (response.headers.get("refresh") ?? "").split("url=");
  const asked = new URL(location).searchParams;
  expect(location).toContain(`${server.issuer}/session/end?`);
  expect(asked.get("client_id")).toBe("counterfoil");
  expect(asked.get("id_token_hint")?.split(".")).toHaveLength(3);

  const back = new URL(await signOutAtProvider(location, ofProvider));
  expect(back.origin + back.pathname).toBe(`${BASE}/sign-in`);
  const state = back.searchParams.get("state") ?? "";
  expect(cookies.header).toContain(`${signedOutCookieName()}=${state}`);
  expect([isSignedOutThere(state, state), isSignedOutThere(state, "x")]).toEqual([true, false]);
  expect(isOpenThere()).toBe(false);
});

test("without that choice the session there goes on", async () => {
  const cookie = cookies.header;
  const response = await signOut({});
  expect(response.headers.get("location")).toBe("/sign-in");
  expect(await statusOf({ cookie })).toBe(401);
  expect(isOpenThere()).toBe(true);
});

test("a provider that is down keeps nobody signed in here", async () => {
  configure("http://127.0.0.1:9");
  await sql("UPDATE sign_in_session SET issuer = 'http://127.0.0.1:9'");
  expect((await get("session"))["provider"]).toBeUndefined();
  const cookie = cookies.header;
  const response = await signOut({ also: "provider" });
  expect(response.headers.get("location")).toBe("/sign-in?error=sso-still-there");
  expect(await statusOf({ cookie })).toBe(401);
});

test("an ID token that can't be read any more is replaced by whom it names", async () => {
  const stored = await sql<{ token: string }>(
    `SELECT sealed_id_token AS token FROM sign_in_session WHERE user_id = $1::uuid`,
    [user.id],
  );
  // A JWE has five parts; the token itself, of three, is nowhere.
  expect(stored[0]?.token.split(".")).toHaveLength(5);
  await sql("UPDATE sign_in_session SET sealed_id_token = 'of another secret'");
  const asked = new URL((await signOut({ also: "provider" })).headers.get("location") ?? "");
  expect(asked.searchParams.get("id_token_hint")).toBeNull();
  expect(asked.searchParams.get("logout_hint")).toBe(user.email);
});

test("once the session is over, its ID token is forgotten", async () => {
  await signOut({});
  await forgetEndedSessions();
  expect(
    await sql(
      "SELECT id FROM sign_in_session WHERE user_id = $1::uuid AND sealed_id_token IS NOT NULL",
      [user.id],
    ),
  ).toEqual([]);
});
