import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeUser, referenceTo } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type OidcAccount, type OidcServer, startOidcServer } from "@/lib/testing/oidc-server";
import {
  configureProviders,
  Cookies,
  finishSignIn,
  passProvider,
  redirectUriOf,
  signInThrough,
  startSignIn,
} from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { listSessions } from "../users/sessions";
import { handleAuth } from "./handler";

const folder = makeTemporaryFolder("oidc");
let server: OidcServer;
let made = 0;

beforeAll(async () => {
  await testDatabase();
  server = await startOidcServer([redirectUriOf("example"), redirectUriOf("other")]);
});
afterAll(() => server.close());
beforeEach(() => configure({}));

function configure(options: object): void {
  configureProviders(folder, [
    { id: "example", issuer: server.issuer, domains: ["example.test"], ...options },
  ]);
}

/** Somebody whom the provider knows under a new subject and, unless given, a new address. */
function signedInThere(account: Partial<OidcAccount> = {}) {
  made += 1;
  const sub = account.sub ?? `subject-${made}`;
  const email = account.email ?? `${sub}@example.test`;
  server.signInAs({ sub, email, email_verified: true, name: `Person ${made}`, ...account });
  return { sub, email };
}

const signIn = (cookies?: Cookies) => signInThrough("example", cookies);

async function whoIs(cookies: Cookies): Promise<string | undefined> {
  const request = new Request("http://localhost:3000/api/auth/session", {
    headers: { cookie: cookies.header },
  });
  const session = (await (await handleAuth(request, ["session"])).json()) as {
    user?: { id: string };
  };
  return session.user?.id;
}

describe("an account", () => {
  test("is linked by its verified address, and found by the subject from then on", async () => {
    const user = await makeUser();
    const { sub } = signedInThere({ email: user.email.toUpperCase() });
    const cookies = new Cookies();
    expect(await signIn(cookies)).toBe("/");
    expect(await whoIs(cookies)).toBe(user.id);

    signedInThere({ sub, email: "another-address@elsewhere.test" });
    const again = new Cookies();
    expect(await signIn(again)).toBe("/");
    expect(await whoIs(again)).toBe(user.id);
    const entries = await sql<{ action: string; after: unknown }>(
      "SELECT action, after FROM audit_entry WHERE actor_id = $1::uuid ORDER BY id",
      [user.id],
    );
    expect(entries).toMatchObject([
      {
        action: "user.provider-linked",
        after: {
          userId: user.id,
          provider: "example",
          issuer: server.issuer,
          externalId: await referenceTo(user.id, sub),
        },
      },
      { action: "session.started", after: { factors: ["oidc"] } },
      { action: "session.started", after: { factors: ["oidc"] } },
    ]);
  });

  test("is not taken over by an address that is not verified", async () => {
    const user = await makeUser();
    signedInThere({ email: user.email, email_verified: false });
    const cookies = new Cookies();
    expect(await signIn(cookies)).toBe("/sign-in?error=sso-unknown");
    expect(await whoIs(cookies)).toBeUndefined();
  });

  test("is not taken over through a provider that may not speak for its domain", async () => {
    const user = await makeUser({ email: "someone@bank.test" });
    signedInThere({ email: user.email });
    expect(await signIn()).toBe("/sign-in?error=sso-unknown");
    configure({ createsAccounts: true });
    expect(await signIn()).toBe("/sign-in?error=sso-unknown");
  });

  test("is not taken over by somebody who gets the address of its owner later", async () => {
    const user = await makeUser();
    signedInThere({ email: user.email });
    expect(await signIn()).toBe("/");
    signedInThere({ email: user.email });
    const cookies = new Cookies();
    expect(await signIn(cookies)).toBe("/sign-in?error=sso-unknown");
    expect(await whoIs(cookies)).toBeUndefined();
  });

  test("that is deactivated stays out, linked or not", async () => {
    const user = await makeUser();
    const deactivated = await makeUser();
    const { sub } = signedInThere({ email: user.email });
    expect(await signIn()).toBe("/");
    await prisma().user.updateMany({
      where: { id: { in: [user.id, deactivated.id] } },
      data: { disabledAt: new Date() },
    });
    signedInThere({ sub, email: user.email });
    expect(await signIn()).toBe("/sign-in?error=sso-disabled");
    signedInThere({ email: deactivated.email });
    expect(await signIn()).toBe("/sign-in?error=sso-disabled");
  });

  test("is made where that is allowed, once, without a role or a password", async () => {
    const { email } = signedInThere();
    expect(await signIn()).toBe("/sign-in?error=sso-unknown");
    configure({ createsAccounts: true });
    const cookies = new Cookies();
    expect(await signIn(cookies)).toBe("/");
    expect(await signIn()).toBe("/");
    const users = await prisma().user.findMany({
      where: { email },
      include: { memberships: true },
    });
    expect(users).toMatchObject([{ name: `Person ${made}`, passwordHash: null, memberships: [] }]);
    expect(await whoIs(cookies)).toBe(users[0]?.id);
  });
});

describe("a provider that has to state how somebody signed in", () => {
  const statedOf = async (userId: string) =>
    (await listSessions(userId, null)).map(({ acr, amr }) => ({ acr, amr }));

  test("is asked for it, and who did not sign in so stays out", async () => {
    configure({ amrValues: ["mfa", "hwk"], acrValues: ["loa2"], createsAccounts: true });
    const start = await startSignIn("example", new Cookies());
    const asked = new URL(start.headers.get("location") ?? "").searchParams;
    expect(asked.get("acr_values")).toBe("loa2");

    const user = await makeUser();
    const account = signedInThere({ email: user.email });
    for (const how of [{}, { amr: ["pwd"], acr: "loa2" }, { amr: ["mfa"], acr: "loa1" }]) {
      signedInThere({ ...account, ...how });
      expect(await signIn()).toBe("/sign-in?error=sso-weak");
    }
    const { email } = signedInThere();
    expect(await signIn()).toBe("/sign-in?error=sso-weak");
    expect(await prisma().user.findUnique({ where: { email } })).toBeNull();

    signedInThere({ ...account, amr: ["pwd", "mfa"], acr: "loa2" });
    expect(await signIn()).toBe("/");
    expect(await statedOf(user.id)).toEqual([{ acr: "loa2", amr: ["pwd", "mfa"] }]);
  });

  test("is not asked unless it is configured, and its statement is stored", async () => {
    const user = await makeUser();
    signedInThere({ email: user.email, amr: ["otp"] });
    expect(await signIn()).toBe("/");
    expect(await statedOf(user.id)).toEqual([{ acr: null, amr: ["otp"] }]);
  });
});

describe("a browser", () => {
  test("leaves by a page that refreshes, because forms end at this site", async () => {
    const response = await startSignIn("example", new Cookies(), { accept: "text/html" });
    expect(response.status).toBe(200);
    expect(response.headers.get("refresh")).toContain(`0;url=${server.issuer}/auth?`);
    expect(await response.text()).toContain("<a href=");
  });

  test("comes back to the page that it wanted, and to none elsewhere", async () => {
    for (const [wanted, path] of [
      ["/till-counts?date=2019-01-05", "/till-counts?date=2019-01-05"],
      ["https://evil.example/", "/"],
      ["//evil.example", "/"],
    ] as const) {
      signedInThere({ email: (await makeUser()).email });
      const cookies = new Cookies();
      const start = await startSignIn("example", cookies, { callbackUrl: wanted });
      const back = await passProvider(start.headers.get("location") ?? "");
      back.searchParams.set("callbackUrl", "https://evil.example/");
      back.searchParams.delete("callbackUrl");
      const response = await finishSignIn("example", back, cookies);
      expect(response.headers.get("location")).toBe(path);
    }
  });

  test("can't change what is asked of the provider", async () => {
    const query = "?redirect_uri=https://evil.example&scope=everything&prompt=none";
    const start = await startSignIn("example", new Cookies(), { query });
    const asked = new URL(start.headers.get("location") ?? "").searchParams;
    expect(asked.get("redirect_uri")).toBe(redirectUriOf("example"));
    expect(asked.get("scope")).toBe("openid email profile");
    expect(asked.get("code_challenge_method")).toBe("S256");
    expect([asked.get("prompt"), asked.has("nonce"), asked.has("state")]).toEqual([
      null,
      true,
      true,
    ]);
  });

  test("needs a CSRF token, and a provider that is configured", async () => {
    const post = (id: string) =>
      handleAuth(
        new Request(`http://localhost:3000/api/auth/signin/${id}`, {
          method: "POST",
          body: new URLSearchParams({ csrfToken: "guessed" }),
        }),
        ["signin", id],
      );
    expect((await post("example")).headers.get("location")).toBe("/sign-in?error=sso-failed");
    expect((await post("unknown")).status).toBe(404);
    expect((await post("credentials")).status).toBe(404);
  });

  test("that was refused by the provider reads so on the sign-in page", async () => {
    const cookies = new Cookies();
    await startSignIn("example", cookies);
    const back = new URL(`${redirectUriOf("example")}?error=access_denied&state=any`);
    const response = await finishSignIn("example", back, cookies);
    expect(response.headers.get("location")).toBe("/sign-in?error=sso-cancelled");
  });
});
