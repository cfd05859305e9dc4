/**
 * Without a network, no count is lost, none is stored twice, and nothing stays on the device after
 * signing out.
 */
import type { APIRequestContext, Page } from "@playwright/test";
import type { DayDetail } from "../lib/contracts/reconciliation";
import { type ApiLine, DATE, get, makePerson, post } from "./arrange";
import { fillPieces, test, tillOf, versionsOf } from "./counting";
import { expect, expectAccessible } from "./fixtures";

test("a count survives no network and a closed page, and is stored once @phone", async ({
  page,
  context,
  enterAs,
  finance,
  cash,
}) => {
  // Four pages are opened one after the other, each without a network.
  test.slow();
  await countDayBefore(finance, cash);
  await enterAs("counter");
  await page.goto("/");
  // The worker of the other pages comes first: it must not be taken for the one of this page.
  await expect.poll(() => isOfflinePageStored(page), { timeout: 30_000 }).toBe(true);
  const address = tillOf(cash, cash.tenderId);
  await page.goto(address);
  await fillPieces(page, { "5000": "2" });
  await expect.poll(() => cachedPages(page), { timeout: 30_000 }).toBe(1);
  await context.setOffline(true);
  await fillPieces(page, { "200": "4" });
  await page.close();

  const again = await context.newPage();
  await again.goto(address);
  await expect(again.locator('[data-pad="5000"]')).toHaveValue("2");
  await expect(again.locator('[data-pad="200"]')).toHaveValue("4");
  await expect(again.locator('[data-pad="50000"]')).toHaveCount(0);
  await again.getByRole("button", { name: "All notes and coins" }).click();
  await expect(again.locator('[data-pad="50000"]')).toBeVisible();
  await fillPieces(again, { "100": "1" });
  await again.getByRole("button", { name: "Hand in" }).click();
  await expect(again.getByText(/109\.00 is handed in and saved on this device/)).toBeVisible();
  await again.getByLabel("Anything we should know?").fill("Table 12 paid cash.");
  await again
    .getByLabel("Add a photo")
    .first()
    .setInputFiles(await drawSlip(again));
  await expect(again.getByRole("img", { name: "Photo for this count: slip.png" })).toBeVisible();
  await again.getByRole("button", { name: "Send note and photo" }).click();
  await expect(again.getByText("waits to be sent")).toBeVisible();
  await expectAccessible(again);
  await again.close();

  const third = await context.newPage();
  await third.goto(address);
  await expect(third.getByText(/109\.00 is handed in and saved on this device/)).toBeVisible();
  await expect(third.getByLabel("Anything we should know?")).toHaveValue("Table 12 paid cash.");
  await expect(third.getByRole("img", { name: "Photo for this count: slip.png" })).toBeVisible();
  const other = await context.newPage();
  await other.goto(address);
  await expect(other.getByText(/saved on this device/).first()).toBeVisible();
  expect(await versionsOf(finance, cash)).toEqual([]);
  await context.setOffline(false);
  await expect(third.getByText(/is handed in and saved on this device/)).toHaveCount(0, {
    timeout: 30_000,
  });
  await expect(other.getByText(/is handed in and saved on this device/)).toHaveCount(0);
  await expect.poll(() => versionsOf(finance, cash)).toHaveLength(1);
  expect((await versionsOf(finance, cash))[0]).toMatchObject({ countedMinor: 10_900 });
  const sent = third.getByRole("region", { name: "Sent" });
  // Either of the two pages may have sent them, and a page reads its own sheet.
  await expect(async () => {
    await third.reload();
    await expect(sent.getByText("Table 12 paid cash.")).toBeVisible({ timeout: 3_000 });
    await expect(sent.getByText("slip.png")).toBeVisible({ timeout: 3_000 });
  }).toPass();
  const day = await get<DayDetail>(finance, `/api/reconciliations/${cash.centreId}/${DATE}`);
  const { shiftId, tillId, tenderId } = cash;
  const line = { shiftId, tillId, tenderId };
  expect(day.notes).toMatchObject([{ text: "Table 12 paid cash.", ...line }]);
  expect(day.attachments).toMatchObject([{ fileName: "slip.png", ...line }]);
});

/** The till then usually has these pieces, and its pad folds the others. */
async function countDayBefore(finance: APIRequestContext, cash: ApiLine): Promise<void> {
  const { centreId, shiftId, tillId, tenderId } = cash;
  const denominations = [5_000, 200, 100].map((valueMinor) => ({ valueMinor, quantity: 1 }));
  const key = { centreId, businessDate: "2026-03-01", shiftId, tillId, tenderId };
  await post(finance, "/api/till-counts", { ...key, denominations });
}

test("whoever signs out leaves no page behind, and an unsent count stays theirs", async ({
  page,
  enterAs,
  administrator,
  centre,
  cash,
}) => {
  await enterAs("counter");
  await page.goto("/");
  await page.goto(tillOf(cash, cash.tenderId));
  await fillPieces(page, { "5000": "2" });
  await expect.poll(() => cachedPages(page), { timeout: 30_000 }).toBe(1);
  await expect(async () => {
    // An earlier press may have worked later than it was waited for.
    if (page.url().includes("/sign-in")) return;
    await page.getByRole("button", { name: /sign out/ }).click({ timeout: 1_000 });
    await page.getByRole("menuitem", { name: "Sign out" }).click({ timeout: 1_000 });
    await expect(page).toHaveURL(/sign-in/, { timeout: 5_000 });
  }).toPass();
  await expect.poll(() => cachedPages(page)).toBe(0);
  const next = await makePerson(administrator, { role: "counter", centreIds: [centre.id] });
  await page.getByLabel(/e-?mail/i).fill(next.email);
  await page.getByLabel(/password/i).fill(next.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(tillOf(cash, cash.tenderId));
  await expect(page.locator('[data-pad="5000"]')).toHaveValue("");
});

test("a page that is opened without a network says so", async ({ page, context, enterAs }) => {
  await enterAs("reviewer");
  await page.goto("/");
  await expect.poll(() => isOfflinePageStored(page), { timeout: 30_000 }).toBe(true);
  await expect(async () => {
    await context.setOffline(true);
    await page.goto("/variances");
    await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
  }).toPass();
  await expect(page.getByRole("link", { name: "Count tills" })).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Variances" }).first()).toBeVisible();
});

/** Draws a photo in the browser, which is a valid picture for it and for the server. */
async function drawSlip(page: Page) {
  const encoded = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 40;
    canvas.height = 30;
    canvas.getContext("2d")?.fillRect(4, 4, 20, 20);
    return canvas.toDataURL("image/png").replace(/^.*,/, "");
  });
  return { name: "slip.png", mimeType: "image/png", buffer: Buffer.from(encoded, "base64") };
}

function isOfflinePageStored(page: Page): Promise<boolean> {
  return page.evaluate(() => caches.has("counterfoil-offline"));
}

/** Returns the number of pages that are cached on this device. */
async function cachedPages(page: Page): Promise<number> {
  return page.evaluate(async () => {
    if (!(await caches.has("counterfoil-count-pages"))) return 0;
    return (await (await caches.open("counterfoil-count-pages")).keys()).length;
  });
}
