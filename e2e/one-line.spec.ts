/** Opens a line of the list by every way, and comes back to it. */
import type { Page } from "@playwright/test";
import { countDay, DATE, signedIn } from "./arrange";
import { expect, expectAccessible, test } from "./fixtures";

const LIST = `/reconciliations?from=${DATE}&to=${DATE}&verdict=short&verdict=over&sort=size`;

/** A page that was just loaded leads on to another one once it is interactive. */
const PAGE_MS_MAX = 20_000;

/** The row of the list with this difference. */
const rowOf = (page: Page, difference: string) =>
  page.locator("tr[data-index]").filter({ hasText: difference });

/** The row of the day with this difference; a float or a total may differ by as much. */
const dayRowOf = (page: Page, difference: string) =>
  page
    .locator("tr", { has: page.getByRole("button", { name: /^Show the details/ }) })
    .filter({ hasText: difference });

/** Expects the day with this line open, in its table and in detail. */
async function expectOpen(page: Page, difference: string): Promise<void> {
  const address = new RegExp(`/reconciliations/\\d+/${DATE}\\?line=`);
  await expect(page).toHaveURL(address, { timeout: PAGE_MS_MAX });
  await expect(page.locator("tr[aria-current=true]")).toContainText(difference);
  const detail = page.getByRole("heading", { level: 2 }).filter({ hasText: difference });
  await expect(detail).toBeInViewport();
}

/** The first lines of the day are short by 10.00, over by 5.00, and short by 20.00. */
const OFF = [-1_000, 500, -2_000];

test.beforeEach(async ({ baseURL, centre, enterAs }) => {
  const api = await signedIn(baseURL ?? "", await enterAs("reviewer"));
  await countDay(api, { centreId: centre.id, date: DATE }, (_line, index) => OFF[index] ?? 0);
  await api.dispose();
});

test("a click opens exactly that line, and Back leads to it again", async ({ page, centre }) => {
  test.slow();
  await page.setViewportSize({ width: 1_180, height: 800 });
  await page.goto(`${LIST}&centreId=${centre.id}`);
  await expect(page.locator("tr[data-index]").first()).toContainText("−20.00");
  await expectAccessible(page);
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    rowOf(page, "+5.00").click({ button: "middle" }),
  ]);
  await expectOpen(tab, "+5.00");
  await tab.close();

  await rowOf(page, "−10.00").click();
  await expectOpen(page, "−10.00");
  await page.reload();
  await expectOpen(page, "−10.00");
  await page.goBack();
  await expect(rowOf(page, "−10.00")).toBeFocused({ timeout: PAGE_MS_MAX });
  await page.keyboard.press("j");
  await expect(rowOf(page, "+5.00")).toBeFocused();
  await page.keyboard.press("Enter");
  await expectOpen(page, "+5.00");
  await page.keyboard.press("Escape");
  await expect(rowOf(page, "+5.00")).toBeFocused();
  await page.keyboard.press("k");
  await expect(rowOf(page, "−10.00")).toBeFocused();
});

test("a day without a line in its address opens the worst, and names what is chosen", async ({
  page,
  centre,
}) => {
  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  await expect(page.locator("tr[aria-current=true]")).toContainText("−20.00");
  await expect(async () => {
    await dayRowOf(page, "+5.00").click({ timeout: 1_000 });
    await expectOpen(page, "+5.00");
  }).toPass();
  await page.reload();
  await expectOpen(page, "+5.00");
});

test("a tap opens exactly that line @phone", async ({ page, centre }) => {
  await page.goto(`${LIST}&centreId=${centre.id}`);
  await rowOf(page, "−10.00").tap();
  await expectOpen(page, "−10.00");
  await expectAccessible(page);
  await page.goBack();
  await expect(rowOf(page, "−10.00")).toBeFocused({ timeout: PAGE_MS_MAX });
  await expect(rowOf(page, "−10.00")).toBeInViewport();
});
