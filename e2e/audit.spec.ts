/** The audit trail is found, read, filtered and verified, on a desktop and on a phone. */
import { ADMINISTRATOR, DATE, linesOf, makePerson, signedIn } from "./arrange";
import { countLine } from "./arrange-workflow";
import { expect, expectAccessible, signIn, test } from "./fixtures";

test("an entry is found by its centre, and opened with the keys", async ({ page, centre }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/audit?centreId=${centre.id}&action=centre`);
  await expect(page.getByRole("button", { name: "Added a centre" })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(page.getByRole("button", { name: "Added a centre" })).toBeFocused();
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: `Name not set ${centre.name}` })).toBeVisible();
  await expect(page.getByText("Previous hash")).toBeVisible();
  await expectAccessible(page);
});

test("every link is verified, and held against a head from outside", async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto("/audit");
  const noted = page.getByLabel(/^Previously recorded head/);
  const verify = page.getByRole("button", { name: "Verify the trail" });
  const head = await page
    .locator("code")
    .filter({ hasText: /^\d+:[0-9a-f]{64}$/ })
    .innerText();
  await noted.fill(head);
  await verify.click();
  await expect(page.getByText(/^All [\d,]+ entries are intact$/)).toBeVisible();
  const [id = ""] = head.split(":");
  await noted.fill(`${id}:${"0".repeat(64)}`);
  await verify.click();
  await expect(page.getByText(`Entry ${id} is not the one that was recorded`)).toBeVisible();
  await page.getByRole("button", { name: `Show entry ${id}` }).click();
  await expect(page).toHaveURL(new RegExp(`entry=${id}$`));
  await expect(page.getByRole("button", { expanded: true })).toHaveCount(1);
});

test("a day is verified from its page and from the trail", async ({
  page,
  baseURL,
  administrator,
  centre,
}) => {
  const day = { centreId: centre.id, date: DATE };
  const lines = await linesOf(administrator, day);
  const counter = await makePerson(administrator, { role: "counter", centreIds: [centre.id] });
  const api = await signedIn(baseURL ?? "", counter);
  for (const line of lines.slice(0, 2)) await countLine(api, line, 100);
  await api.dispose();
  const { length } = lines;
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  const verify = page.getByRole("button", { name: "Verify this day" });
  const verified = page.getByText(`Verified: 2 entries, ${length} lines`);
  await verify.click();
  await expect(verified).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Trail of this day" }).click();
  await expect(page).toHaveURL(/\/audit\?/);
  await expect(page.getByRole("button", { name: "Counted a till" })).toHaveCount(2);
  await verify.click();
  await expect(verified).toBeVisible();
});

test("an auditor of one centre reads its entries, and not the chain", async ({
  page,
  baseURL,
  administrator,
  centre,
  enterAs,
}) => {
  const auditor = await enterAs("auditor");
  const other = await makePerson(administrator, { role: "counter", centreIds: [centre.id] });
  await page.goto("/audit");
  await expect(page.getByRole("button", { name: "Added a centre" })).toHaveCount(1);
  await expect(page.getByText(other.name)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Verify the trail" })).toHaveCount(0);
  const api = await signedIn(baseURL ?? "", auditor);
  expect((await api.get("/api/audit/head")).status()).toBe(403);
  const verification = await api.post("/api/audit/verifications", { data: {} });
  expect(verification.status()).toBe(403);
  await api.dispose();
});

test("the filters of a phone stand in the address @phone", async ({ page, centre }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/audit?centreId=${centre.id}`);
  await page.getByRole("button", { name: "Filters · 1" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What", { exact: true }).selectOption("Centres");
  await expect(page).toHaveURL(/action=centre/);
  await dialog.getByRole("button", { name: "Show", exact: true }).click();
  await page.getByRole("button", { name: "Added a centre" }).click();
  await expect(page.getByText("Previous hash")).toBeVisible();
  const [wide, screen] = await page.evaluate(() => [document.body.scrollWidth, innerWidth]);
  expect(wide).toBeLessThanOrEqual(screen ?? 0);
});
