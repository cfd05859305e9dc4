/** An administrator adds a centre, invites a user, and creates a token for a script. */
import { request } from "@playwright/test";
import { ADMINISTRATOR } from "./arrange";
import { expect, signIn, test } from "./fixtures";

test("a centre is added and found, where the network loses the texts at first", async ({
  page,
}) => {
  const id = `N${Date.now()}`;
  await signIn(page, ADMINISTRATOR);
  const lost = new Set<string>();
  await page.route("**/messages/**", async (route) => {
    const address = route.request().url();
    if (lost.has(address)) return route.continue();
    lost.add(address);
    return route.fulfill({ status: 404, contentType: "text/javascript" });
  });
  await page.goto("/settings/centres");
  const dialog = page.getByRole("dialog", { name: "Add a centre" });
  // Nothing can be pressed until they are here.
  await expect(async () => {
    await page.getByRole("button", { name: "Add a centre" }).click();
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await dialog.getByLabel("Id").fill(id);
  await dialog.getByRole("button", { name: "Add a centre" }).click();
  await expect(dialog.getByText("Enter a name.")).toBeVisible();
  await dialog.getByLabel("Name").fill(`Centre ${id}`);
  await dialog.getByLabel("Currency").fill("EUR");
  await dialog.getByLabel("Time zone").selectOption("Europe/Lisbon");
  await dialog.getByRole("button", { name: "Add a centre" }).click();
  await expect(page.getByRole("row").filter({ hasText: `Centre ${id}` })).toBeVisible();
  expect(lost.size).toBeGreaterThan(0);
});

test("somebody is invited by a link that is shown once", async ({ page, centre }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Invite someone" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite someone" });
  await dialog.getByLabel("Name").fill("Test guest");
  await dialog.getByLabel("E-mail").fill(`guest-${centre.id}@example.test`);
  await dialog.getByRole("checkbox").first().check();
  // There is a mail server, and nobody reads its mail here.
  await dialog.getByRole("checkbox", { name: "Show me the link" }).check();
  await dialog.getByRole("button", { name: "Invite someone" }).click();
  await expect(page.getByRole("dialog", { name: "Test guest has been invited" })).toBeVisible();
  await expect(page.getByLabel("Link")).toHaveValue(/\/invitations\//);
});

test("a token does what it was given and stops when it is revoked", async ({ page, baseURL }) => {
  const name = `Script ${Date.now()}`;
  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/tokens");
  await page.getByRole("button", { name: "Create a token" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Create a token" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("checkbox", { name: "Read centres" }).check();
  await dialog.getByRole("button", { name: "Create a token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  const script = await request.newContext({
    ...(baseURL === undefined ? {} : { baseURL }),
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  expect((await script.get("/api/centres")).status()).toBe(200);
  expect((await script.get("/api/users")).status()).toBe(403);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText(name)).toHaveCount(0);
  expect((await script.get("/api/centres")).status()).toBe(401);
  await script.dispose();
});

test("the connection is probed: their JSON beside what was made of it", async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/connection");
  await page.getByLabel("Centre ID").fill("101");
  await page.getByLabel("Business date").fill("2026-03-02");
  await page.getByRole("button", { name: "Ask Cashrec" }).click();
  // A loaded machine may take long to fetch a day and to try the map on it.
  const lines = page.getByRole("heading", { name: "Resulting lines" });
  await expect(lines).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("The field map can read this response.")).toBeVisible();
});
