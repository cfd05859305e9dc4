/** Which sign-ins at an identity provider prove that somebody is there now, and whose they are. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeUser, type MadeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type Forger, startForger } from "@/lib/testing/oidc-forger";
import {
  configureProviders,
  Cookies,
  signInForged,
  startSignIn,
} from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { sql } from "../db/sql";
import { cookiesOf } from "../http/cookies";
import { findCallerByCookies } from "./actor";

const folder = makeTemporaryFolder("oidc");
let forger: Forger;
let user: MadeUser;
let cookies: Cookies;

beforeAll(async () => {
  await testDatabase();
  forger = await startForger();
});
afterAll(() => forger.close());
beforeEach(async () => {
  configure({});
  user = await makeUser();
  cookies = new Cookies();
});

function configure(options: object): void {
  const usual = { issuer: forger.issuer, domains: ["example.test"] };
  configureProviders(folder, [{ id: "example", ...usual, ...options }]);
}

const now = () => Math.floor(Date.now() / 1000);
const claimsOf = ({ email }: MadeUser) => ({ sub: email, email, email_verified: true });

/** Whoever it is at the provider, in the same browser. */
const signIn = (claims: object = {}, of = user) =>
  signInForged(forger, { ...claimsOf(of), ...claims }, cookies);
const prove = (claims: object = {}, of = user) =>
  signInForged(forger, { ...claimsOf(of), ...claims }, cookies, {
    proof: "fresh",
    callbackUrl: "/settings",
  });

async function whoIsHere() {
  const request = new Request("http://localhost", { headers: { cookie: cookies.header } });
  const found = await findCallerByCookies(cookiesOf(request), false);
  return { userId: found?.actor.userId, isFresh: found?.session?.isFresh };
}

test("a sign-in is a proof from when the provider dates it, and none without a date", async () => {
  const isFreshAfter = async (claims: object) => {
    expect(await signIn(claims)).toBe("/");
    return (await whoIsHere()).isFresh;
  };
  expect(await isFreshAfter({ auth_time: now() })).toBe(true);
  expect(await isFreshAfter({ auth_time: now() - 1_200 })).toBe(false);
  // Whoever strips "max_age" on its way gets a token without the time of a silent sign-in.
  expect(await isFreshAfter({})).toBe(false);
  // A proof of the future lasts no longer than one of now.
  expect(await isFreshAfter({ auth_time: now() + 3_000 })).toBe(true);
  const [row] = await sql<{ isPast: boolean }>(
    `SELECT verified_at <= now() AS "isPast" FROM sign_in_session WHERE user_id = $1::uuid
      ORDER BY started_at DESC LIMIT 1`,
    [user.id],
  );
  expect(row?.isPast).toBe(true);
});

test("a provider that states no time is believed where its configuration says so", async () => {
  configure({ statesAuthTime: false });
  expect(await signIn()).toBe("/");
  expect(await whoIsHere()).toEqual({ userId: user.id, isFresh: true });
  expect(await prove()).toBe("/settings");
  expect(await prove({ auth_time: now() - 1_200 })).toBe("/prove?error=old&next=%2Fsettings");
});

test("a proof is asked for, and needs a time after it was", async () => {
  await signIn({ auth_time: now() - 1_200 });
  for (const [claims, refusal] of [
    [{}, "undated"],
    [{ auth_time: now() - 120 }, "old"],
  ] as const) {
    expect(await prove(claims)).toBe(`/prove?error=${refusal}&next=%2Fsettings`);
    expect(await whoIsHere()).toEqual({ userId: user.id, isFresh: false });
  }
  expect(await prove({ auth_time: now() - 20 })).toBe("/settings");
  expect(await whoIsHere()).toEqual({ userId: user.id, isFresh: true });

  const asked = async (proof: string) => {
    const start = await startSignIn("example", new Cookies(), { proof });
    const { searchParams } = new URL(start.headers.get("location") ?? "");
    return [searchParams.get("prompt"), searchParams.get("max_age")];
  };
  expect(await asked("fresh")).toEqual(["login", "0"]);
  // A provider that is asked for any age has to say how old the proof is.
  expect(await asked("")).toEqual([null, String(30 * 24 * 60 * 60)]);
});

test("whoever else proves who they are takes over no session, and gets no account by it", async () => {
  configure({ createsAccounts: true });
  await signIn({ auth_time: now() - 1_200 });
  const other = await makeUser();
  const stranger = { sub: "stranger", email: "stranger@example.test" };
  for (const claims of [claimsOf(other), stranger]) {
    const proved = { ...claims, auth_time: now() };
    expect(await prove(proved)).toBe("/prove?error=other-person&next=%2Fsettings");
    expect(await whoIsHere()).toEqual({ userId: user.id, isFresh: false });
  }
  const found = await sql(`SELECT id FROM "user" WHERE email = $1`, [stranger.email]);
  const linked = await sql("SELECT subject FROM external_account WHERE user_id = $1::uuid", [
    other.id,
  ]);
  expect([found, linked]).toEqual([[], []]);

  // Without the session's request for a proof, it is a sign-in like any other.
  await signIn({ ...claimsOf(other), auth_time: now() });
  expect((await whoIsHere()).userId).toBe(other.id);
});

test("a proof that fails for another reason leads back to where it was asked for", async () => {
  await signIn({ auth_time: now() - 1_200 });
  expect(await prove({ aud: "another-client" })).toBe("/prove?error=sso-failed&next=%2Fsettings");
  expect((await whoIsHere()).userId).toBe(user.id);
});
