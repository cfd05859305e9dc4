/**
 * Counting by denomination: blind, at opening, at closing, and again when a recount is requested.
 */
import type { Page } from "@playwright/test";
import { ADMINISTRATOR, DATE, get, post } from "./arrange";
import { fillPieces, test, tillOf, versionsOf } from "./counting";
import { expect, expectAccessible, signIn } from "./fixtures";

test("a drawer is counted blind on a phone, by the piece @phone", async ({
  page,
  enterAs,
  finance,
  cash,
  countAs,
}) => {
  // axe looks at three screens, and a phone is slow on a busy machine.
  test.slow();
  await countAs({ blindMode: "after-entry" });
  await enterAs("counter");
  await page.goto(tillOf(cash));
  await expectAccessible(page);
  await expect(async () => {
    await page.getByRole("button", { name: "Count: Cash" }).click({ timeout: 1_000 });
    await expect(page.getByText(/is shown after you hand in, not before/)).toBeVisible();
  }).toPass();
  await fillPieces(page, { "5000": "7", "2000": "14", "200": "23" });
  await page.getByRole("button", { name: "One more: coin of 1", exact: true }).click();
  await expect(page.getByText(/of 15 entered/)).toBeVisible();
  const total = page.getByRole("status").or(page.locator("output")).getByText("677.00");
  await expect(total.first()).toBeVisible();
  await expect(page.locator(".spine")).toBeHidden();
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("Expected", { exact: true })).toBeVisible();
  await expect(page.getByText("Difference", { exact: true })).toBeVisible();
  await expectAccessible(page);
  const [stored] = await versionsOf(finance, cash);
  expect(stored).toMatchObject({ countedMinor: 67_700 });
});

test("a note is written on while its count is stored and read back @phone", async ({
  page,
  enterAs,
  cash,
}) => {
  await enterAs("counter");
  await page.goto(tillOf(cash, cash.tenderId));
  await fillPieces(page, { "5000": "7" });
  const stored = await holdBack(page, "POST", "/api/till-counts");
  const readBack = await holdBack(page, "GET", "/api/till-counts/sheet");
  await page.getByRole("button", { name: "Hand in" }).click();
  const note = page.getByLabel("Anything we should know?");
  await note.pressSequentially("One slip ");
  stored.letGo();
  await readBack.reached;
  await page.keyboard.type("was voided.");
  readBack.letGo();
  await expect(page.getByText(/^counted by Test counter/)).toBeVisible();
  await expect(note).toHaveValue("One slip was voided.");
  await expect(note).toBeFocused();
});

test("where the centre hides it, nothing is told after handing in either", async ({
  page,
  enterAs,
  cash,
  countAs,
}) => {
  await countAs({ blindMode: "hidden" });
  await enterAs("counter");
  await page.goto(tillOf(cash, cash.tenderId));
  await fillPieces(page, { "1000": "3" });
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("1 count handed in.")).toBeVisible();
  await expect(page.getByText("Expected", { exact: true })).toHaveCount(0);
});

test("where the centre shows it, what is expected stands beside the pad", async ({
  page,
  enterAs,
  cash,
  countAs,
}) => {
  await countAs({ blindMode: "shown" });
  await enterAs("counter");
  await page.goto(tillOf(cash, cash.tenderId));
  await fillPieces(page, { "1000": "3" });
  await expect(page.getByText("Expected", { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("an administrator says how a centre counts", async ({ page, administrator, centre }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/counting");
  await page.getByLabel("Centre or part of the organisation").selectOption(centre.id);
  // The form of all centres stands above that of one.
  const modes = page.getByRole("radio", { name: /^What Cashrec expects, straight away/ });
  await expect(modes).toHaveCount(2);
  const mode = modes.last();
  await expect(async () => {
    await mode.check({ timeout: 1_000 });
    const save = page.getByRole("button", { name: "Save", exact: true }).first();
    if (await save.isEnabled()) await save.click({ timeout: 1_000 });
    await expect(page.getByText("Own settings.")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  const counting = await get(administrator, `/api/centres/${centre.id}/counting`);
  expect(counting).toMatchObject({ blindMode: "shown" });
  await page.getByRole("button", { name: `Remove the own settings of ${centre.name}` }).click();
  const restored = `The own settings of ${centre.name} are removed.`;
  await expect(page.getByText(restored)).toBeVisible();
  const again = await get(administrator, `/api/centres/${centre.id}/counting`);
  expect(again).toMatchObject({ blindMode: "hidden" });
  await page.getByLabel("Float, EUR").fill("150");
  await page.getByRole("button", { name: "Agree" }).click();
  await expect(page.getByRole("cell", { name: "150.00" })).toBeVisible();
  await expectAccessible(page);
});

test("the keyboard of a desk moves between the rows and counts up and down", async ({
  page,
  enterAs,
  cash,
}) => {
  await enterAs("counter");
  await page.goto(tillOf(cash, cash.tenderId));
  await fillPieces(page, { "20000": "0" });
  const first = page.locator('[data-pad="20000"]');
  await first.press("+");
  await expect(first).toHaveValue("1");
  await first.press("ArrowDown");
  await expect(page.locator('[data-pad="10000"]')).toBeFocused();
  await page.keyboard.press("+");
  await page.keyboard.press("+");
  await page.keyboard.press("-");
  await page.keyboard.press("Enter");
  await expect(page.locator('[data-pad="5000"]')).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(page.locator('[data-pad="10000"]')).toHaveValue("1");
  await page.getByRole("button", { name: "Enter values instead of pieces" }).click();
  await expect(page.locator('[data-pad="10000"]')).toHaveValue("100.00");
  await page.locator('[data-pad="5000"]').fill("75");
  await expect(page.getByText(/not a whole number of 50/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Hand in" })).toBeDisabled();
  await expectAccessible(page);
});

test("the float at opening is counted and compared with what is agreed", async ({
  page,
  enterAs,
  administrator,
  centre,
  cash,
}) => {
  const float = { tillId: "*", amountMinor: 20_000, validFrom: "2026-01-01" };
  await administrator.put(`/api/centres/${centre.id}/floats`, { data: float });
  await enterAs("counter");
  await page.goto(tillOf(cash));
  const open = page.getByRole("button", { name: /^Open the till/ });
  await expect(async () => {
    // A click before the page is ready does nothing, and one after it may take a moment.
    if (await open.isVisible()) await open.click({ timeout: 1_000 });
    await expect(page.getByText(/Before the first sale/)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await fillPieces(page, { "5000": "3", "2000": "2" });
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("Agreed float")).toBeVisible();
  await expect(page.getByText("−10.00")).toBeVisible();
  await expectAccessible(page);
});

test("at closing the float stays and the rest goes to the bank", async ({
  page,
  enterAs,
  administrator,
  centre,
  cash,
}) => {
  const float = { tillId: "*", amountMinor: 20_000, validFrom: "2026-01-01" };
  await administrator.put(`/api/centres/${centre.id}/floats`, { data: float });
  await enterAs("counter");
  await page.goto(tillOf(cash, cash.tenderId));
  await fillPieces(page, { "5000": "7" });
  await expect(page.getByText("150.00", { exact: true })).toBeVisible();
  await page.getByLabel("Float to leave in the till").fill("100");
  await expect(page.getByText("250.00", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByRole("heading", { name: "Leave 100.00, bank 250.00" })).toBeVisible();
  await expect(page.getByRole("row", { name: "50 7 2 5" })).toBeVisible();
  await expectAccessible(page);
});

test("a fresh count that is asked for stands on top with its reason", async ({
  page,
  enterAs,
  finance,
  cash,
  countAs,
}) => {
  await countAs({ blindMode: "after-entry", recountsMax: 2 });
  const { shiftId, tillId, tenderId, centreId } = cash;
  const key = { centreId, businessDate: DATE, shiftId, tillId, tenderId };
  await enterAs("counter");
  await page.goto(tillOf(cash, tenderId));
  await fillPieces(page, { "1000": "3" });
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText(/reviewer has to request a recount/)).toBeVisible();
  const text = "The note of 200 is missing in this count.";
  await post(finance, "/api/till-counts/recounts", { ...key, text });
  await page.goto("/");
  await expect(page.getByText(text)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /^Recount/ }).click();
  await expect(page.getByText(text)).toBeVisible();
  await expect(page.getByText("Expected", { exact: true })).toHaveCount(0);
  await fillPieces(page, { "20000": "1", "1000": "3" });
  await expectAccessible(page);
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("Expected", { exact: true })).toBeVisible();
  const versions = await versionsOf(finance, cash);
  expect(versions.map(({ countedMinor }) => countedMinor)).toEqual([23_000, 3_000]);
});

/** Holds back the requests of one method and path until they may go on. */
async function holdBack(page: Page, method: string, path: string) {
  let reach = () => {};
  let letGo = () => {};
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(
    (address) => address.pathname === path,
    async (route) => {
      if (route.request().method() === method) {
        reach();
        await gone;
      }
      await route.fallback();
    },
  );
  return { reached, letGo };
}
