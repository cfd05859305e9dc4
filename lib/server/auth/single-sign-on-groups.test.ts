/** Groups, from the ID token of a real provider to roles. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeUser } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { type OidcServer, startOidcServer } from "@/lib/testing/oidc-server";
import { configureProviders, redirectUriOf, signInThrough } from "@/lib/testing/single-sign-on";
import { makeTemporaryFolder } from "@/lib/testing/temporary-folder";
import { sql } from "../db/sql";

const folder = makeTemporaryFolder("oidc");
let server: OidcServer;

beforeAll(async () => {
  await testDatabase();
  server = await startOidcServer([redirectUriOf("example")]);
  await sql(
    `INSERT INTO role_rule (id, provider, group_name, role, centre_id, requested_by_id,
       confirmed_at)
     VALUES (gen_random_uuid(), 'example', 'Tills', 'counter', '*', gen_random_uuid(), now())`,
  );
});
afterAll(() => server.close());
beforeEach(() => configure({}));

function configure(options: object): void {
  const scopes = ["openid", "email", "profile", "groups"];
  const usual = { issuer: server.issuer, domains: ["example.test"], scopes };
  configureProviders(folder, [{ id: "example", ...usual, ...options }]);
}

const rolesOf = async (email: string) =>
  (
    await sql<{ role: string }>(
      `SELECT g.role FROM granted_role g JOIN "user" u ON u.id = g.user_id WHERE u.email = $1`,
      [email],
    )
  ).map(({ role }) => role);

test("whoever brings a group has its role, and so has an account that is made", async () => {
  configure({ createsAccounts: true });
  const email = "new.person@example.test";
  const account = { sub: "new person", email, email_verified: true };
  server.signInAs({ ...account, groups: ["Tills", "Others"] });
  expect(await signInThrough("example")).toBe("/");
  expect(await rolesOf(email)).toEqual(["counter"]);
  server.signInAs({ ...account, groups: ["Others"] });
  expect(await signInThrough("example")).toBe("/");
  expect(await rolesOf(email)).toEqual([]);
  server.signInAs(account);
  expect(await signInThrough("example")).toBe("/");
  expect(await rolesOf(email)).toEqual([]);
});

test("groups that the provider left out keep the person out, not their roles as they were", async () => {
  const { email } = await makeUser();
  server.signInAs({
    sub: "too many",
    email,
    email_verified: true,
    _claim_names: { groups: "src1" },
  });
  expect(await signInThrough("example")).toBe("/sign-in?error=sso-groups");
  configure({ groupsClaim: "roles" });
  expect(await signInThrough("example")).toBe("/");
});

test("whoever is deactivated stays out, and gets no role", async () => {
  const { id, email } = await makeUser();
  await sql(`UPDATE "user" SET disabled_at = now() WHERE id = $1::uuid`, [id]);
  server.signInAs({ sub: "gone", email, email_verified: true, groups: ["Tills"] });
  expect(await signInThrough("example")).toBe("/sign-in?error=sso-disabled");
  expect(await rolesOf(email)).toEqual([]);
});
