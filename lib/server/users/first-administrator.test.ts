import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { linkToProvider, makeUser, scopeFor } from "@/lib/testing/arrange";
import { testDatabase } from "@/lib/testing/database";
import { signIn } from "../auth/sign-in";
import { prisma } from "../db/client";
import { sql } from "../db/sql";
import { acceptInvitation } from "./accept-invitation";
import { ensureFirstAdministrator } from "./first-administrator";
import { findInvitation } from "./invitation";
import { getSignInRules } from "./sign-in-rules";

const PASSWORD = "seven green umbrellas";

beforeEach(async () => {
  await testDatabase();
});
afterEach(() => vi.unstubAllEnvs());

function live(): void {
  vi.stubEnv("CASHREC_API_URL", "http://127.0.0.1:1");
  vi.stubEnv("CASHREC_TOKEN_URL", "http://127.0.0.1:1/token");
  for (const name of ["USERNAME", "PASSWORD", "CLIENT_SECRET"]) {
    vi.stubEnv(`CASHREC_${name}`, "x");
  }
}

const tokenOf = (url: string | undefined) => url?.split("/").at(-1) ?? "";

test("the environment names the first administrator, once", async () => {
  live();
  vi.stubEnv("ADMIN_EMAIL", "First@example.test");
  vi.stubEnv("ADMIN_PASSWORD", PASSWORD);
  expect(await ensureFirstAdministrator()).toBeNull();
  const email = "first@example.test";
  expect((await signIn({ email, password: PASSWORD }, { address: "192.0.2.1" })).kind).toBe(
    "signed-in",
  );
  vi.stubEnv("ADMIN_PASSWORD", "another long phrase");
  expect(await ensureFirstAdministrator()).toBeNull();
  expect((await signIn({ email, password: PASSWORD }, { address: "192.0.2.1" })).kind).toBe(
    "signed-in",
  );
  expect(await prisma().user.count()).toBe(1);
  const scope = scopeFor("security:administer", null);
  expect(await getSignInRules(scope)).toMatchObject({ factorRequiredOf: "nobody", version: 0 });
});

test("an administrator with a leaked password is refused in words, and nobody is created", async () => {
  live();
  vi.stubEnv("ADMIN_EMAIL", "first@example.test");
  vi.stubEnv("ADMIN_PASSWORD", "chickenwing101");
  await expect(ensureFirstAdministrator()).rejects.toThrow(/ADMIN_PASSWORD .* list of guesses/);
  expect(await prisma().user.count()).toBe(0);
});

test("without one a link is made, which asks who sets it up and works once", async () => {
  live();
  const first = await ensureFirstAdministrator();
  const second = await ensureFirstAdministrator();
  expect(await findInvitation(sql, tokenOf(first?.setUpUrl))).toBeNull();
  const token = tokenOf(second?.setUpUrl);
  const [link] = await prisma().invitation.findMany();
  const seconds = ((link?.expiresAt.getTime() ?? 0) - (link?.createdAt.getTime() ?? 0)) / 1_000;
  expect(seconds).toBe(3_600);
  await expect(acceptInvitation({ token, password: PASSWORD })).rejects.toMatchObject({
    code: "INVALID",
  });
  const email = "nerea@example.test";
  await acceptInvitation({ token, password: PASSWORD, email, name: "Nerea Ruiz" });
  expect((await signIn({ email, password: PASSWORD }, { address: "192.0.2.1" })).kind).toBe(
    "signed-in",
  );
  expect(await ensureFirstAdministrator()).toBeNull();
  expect(await prisma().membership.findMany({ select: { centreId: true, role: true } })).toEqual([
    { centreId: "*", role: "administrator" },
  ]);
  // Whoever sets an installation up has a second factor from the first sign-in on.
  const scope = scopeFor("security:administer", null);
  expect(await getSignInRules(scope)).toMatchObject({
    factorRequiredOf: "signatories",
    version: 0,
  });
});

test("two instances that start at once make one", async () => {
  live();
  const links = await Promise.all([ensureFirstAdministrator(), ensureFirstAdministrator()]);
  expect(await prisma().user.count()).toBe(1);
  const good = await Promise.all(links.map((link) => findInvitation(sql, tokenOf(link?.setUpUrl))));
  expect(good.filter((found) => found !== null)).toHaveLength(1);
});

test("nothing happens on the sandbox, or where someone is", async () => {
  expect(await ensureFirstAdministrator()).toBeNull();
  expect(await prisma().user.count()).toBe(0);
  live();
  await makeUser({ passwordHash: "$argon2id$x" });
  expect(await ensureFirstAdministrator()).toBeNull();
});

test("somebody of an identity provider alone is someone", async () => {
  live();
  const { id } = await makeUser();
  expect(await ensureFirstAdministrator()).not.toBeNull();
  await linkToProvider(id);
  expect(await ensureFirstAdministrator()).toBeNull();
});
