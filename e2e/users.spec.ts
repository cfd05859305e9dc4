/** Signing in and out, and what each role may and may not do. */
import { asAdministrator, makePerson, post, signedIn } from "./arrange";
import { expect, expectAccessible, openMenu, signInByForm, test } from "./fixtures";

test("a wrong password is refused without naming which is wrong, and keeps the address", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("reviewer@example.test");
  await page.getByLabel("Password", { exact: true }).fill("not the password at all");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The e-mail address or the password is not right")).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("reviewer@example.test");
  await expect(page.getByText("Ask an administrator for a link")).toBeVisible();
  expect(page.url()).not.toContain("example.test");
  expect(page.url()).not.toContain("password=");
});

test("signing out ends the session, also for a copy of its cookie", async ({
  page,
  context,
  enterAs,
}) => {
  await enterAs("reviewer");
  await page.goto("/");
  const cookies = await context.cookies();
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await context.addCookies(cookies);
  expect((await context.request.get("/api/me")).status()).toBe(401);
});

test("an invited person chooses a password and comes in", async ({
  page,
  administrator,
  centre,
}) => {
  const email = `invited-${centre.id}@example.test`;
  const { inviteUrl } = await post<{ inviteUrl: string }>(administrator, "/api/users", {
    email,
    name: "Test invited",
    showLink: true,
    roles: [{ centreId: centre.id, role: "auditor" }],
  });
  await page.goto(new URL(inviteUrl).pathname);
  await page.getByLabel("Password", { exact: true }).fill("quite a long phrase for one");
  await page.getByRole("button", { name: "Set password" }).click();
  // Nothing has to be typed again.
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await page.goto(new URL(inviteUrl).pathname);
  await expect(page.getByText("This link is no longer valid")).toBeVisible();
});

test("a password is changed with the one before, and other sessions end", async ({
  page,
  administrator,
  centre,
  baseURL,
}) => {
  const person = await makePerson(administrator, { role: "counter", centreIds: [centre.id] });
  const elsewhere = await signedIn(baseURL ?? "", person);
  await signInByForm(page, person);
  await page.goto("/settings/password");
  const change = async (current: string, next: string) => {
    await page.getByLabel("Current password").fill(current);
    await page.getByLabel("New password").fill(next);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change("not the password at all", "another phrase of some length");
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  expect((await elsewhere.get("/api/me")).status()).toBe(200);
  await change(person.password, "another phrase of some length");
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  expect((await elsewhere.get("/api/me")).status()).toBe(401);
  // This browser is signed in again.
  await page.goto("/settings/tokens");
  await expect(page.getByRole("button", { name: "Create a token" })).toBeVisible();
  await elsewhere.dispose();
});

test("a centre of somebody else is not told from one that does not exist", async ({
  page,
  enterAs,
}) => {
  await enterAs("reviewer");
  for (const id of ["101", "no-such"]) {
    await page.goto(`/reconciliations/${id}/2026-03-02`);
    await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  }
});

test("a counter is led to counting and never to reconciliations", async ({
  page,
  administrator,
  centre,
}) => {
  const counter = await makePerson(administrator, { role: "counter", centreIds: [centre.id] });
  await signInByForm(page, counter);
  const main = page.getByRole("navigation", { name: "Main" });
  await expect(main.getByRole("link", { name: "Count", exact: true })).toBeVisible();
  await expect(main.getByRole("link", { name: "Reconcile" })).toHaveCount(0);
  const response = await page.goto("/reconciliations");
  expect(response?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "You can’t open this page" })).toBeVisible();
  await expect(page.getByText("reviewer, approver, auditor, and administrator")).toBeVisible();
  await expect(page.getByText(/Ask .+ for a role/)).toBeVisible();
  await expectAccessible(page);
});

/** The status of each call by a user of each role, about a centre of theirs. */
const CALLS = [
  // call            counter reviewer approver auditor administrator
  ["lines", [403, 200, 200, 200, 200]],
  ["export", [403, 200, 200, 200, 200]],
  ["sync", [403, 202, 202, 403, 202]],
  ["count", [201, 201, 201, 403, 403]],
  ["people", [403, 403, 403, 403, 200]],
] as const;
const ROLES = ["counter", "reviewer", "approver", "auditor", "administrator"] as const;

for (const [column, role] of ROLES.entries()) {
  test(`the ${role} gets what the role grants, and nothing of another centre`, async ({
    administrator,
    centre,
    baseURL,
  }) => {
    const person = await makePerson(administrator, { role, centreIds: [centre.id] });
    const api = await signedIn(baseURL ?? "", person);
    const call = {
      lines: (id: string) =>
        api.get(`/api/reconciliations?centreId=${id}&from=2026-03-02&to=2026-03-02`),
      export: (id: string) =>
        api.get(`/api/exports/csv?centreId=${id}&from=2026-03-02&to=2026-03-02`),
      sync: (id: string) =>
        api.post("/api/syncs", {
          data: { centreIds: [id], from: "2026-03-02", to: "2026-03-02" },
        }),
      count: (id: string) =>
        api.post("/api/till-counts", {
          data: {
            centreId: id,
            businessDate: "2026-03-02",
            shiftId: "1",
            tillId: "T1",
            tenderId: "CASH",
            countedMinor: 100,
          },
        }),
      people: () => api.get("/api/users"),
    };
    for (const [name, expected] of CALLS) {
      const response = await call[name](centre.id);
      expect(response.status(), `${role}: ${name}`).toBe(expected[column]);
      if (name === "people") continue;
      // A centre of somebody else and a missing centre get the same response.
      const [notYours, notThere] = [await call[name]("101"), await call[name]("no-such")];
      expect(notYours.status(), `${role}: ${name} elsewhere`).toBe(404);
      expect(notThere.status()).toBe(404);
      const texts = async (one: typeof notYours) => ({
        ...((await one.json()) as Record<string, unknown>),
        requestId: "",
      });
      expect(await texts(notYours)).toEqual(await texts(notThere));
    }
    await api.dispose();
  });
}

test("a request from another site is refused", async ({ baseURL }) => {
  const api = await asAdministrator(baseURL ?? "");
  const response = await api.post("/api/syncs", {
    headers: { origin: "https://elsewhere.example" },
    data: { centreIds: ["101"], from: "2026-03-02", to: "2026-03-02" },
  });
  expect(response.status()).toBe(403);
  await api.dispose();
});
