/** The main job: choose, see every difference, follow it to its day, and take it along. */
import { readFile } from "node:fs/promises";
import type { APIRequestContext, Page } from "@playwright/test";
import { countDay, linesOf, makePerson, type Person, readSheets, signedIn } from "./arrange";
import { expect, expectAccessible, signIn, test as base } from "./fixtures";

const DATE = "2026-03-02";

type World = { reviewer: Person; api: APIRequestContext };

/** A centre whose day is read and counted: the first line 10.00 short, the second 5.00 over. */
const test = base.extend<{ world: World }>({
  world: async ({ administrator, centre, baseURL }, use) => {
    const reviewer = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
    const api = await signedIn(baseURL ?? "", reviewer);
    await readSheets(api, { centreIds: [centre.id], from: DATE, to: DATE });
    await countDay(api, { centreId: centre.id, date: DATE }, (_, index) =>
      index === 0 ? -1000 : index === 1 ? 500 : index === 2 ? null : 0,
    );
    await use({ reviewer, api });
    await api.dispose();
  },
});

const table = (page: Page) => page.getByRole("grid").or(page.getByRole("table")).last();

test("every difference shows with its sign, its word and its sum", async ({ page, world }) => {
  await signIn(page, world.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  const short = page.getByRole("row").filter({ hasText: "−10.00" }).filter({ hasText: "short" });
  await expect(short.first()).toBeVisible();
  const over = page.getByRole("row").filter({ hasText: "+5.00" }).filter({ hasText: "over" });
  await expect(over.first()).toBeVisible();
  await expect(page.getByText("not counted").first()).toBeVisible();
  await expect(page.getByText("Net −5.00 hides 15.00 of movement")).toBeVisible();
});

test("filters stand in the address bar and survive a reload", async ({ page, world }) => {
  await signIn(page, world.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  const rows = page.getByRole("row");
  const before = await rows.count();
  await page.getByRole("checkbox", { name: "Differences only" }).click();
  await expect(page).toHaveURL(/differencesOnly=true/);
  await expect.poll(() => rows.count()).toBeLessThan(before);
  const after = await rows.count();
  await page.reload();
  await expect.poll(() => rows.count()).toBe(after);
  await expect(page.getByRole("checkbox", { name: "Differences only" })).toBeChecked();
});

test("the export holds exactly the lines that are shown", async ({ page, world, centre }) => {
  await signIn(page, world.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}&differencesOnly=true`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /export/i }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\d{4}-\d{2}-\d{2}.*\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  const [head = "", ...lines] = text.trim().split(/\r?\n/);
  expect(head.replace("\ufeff", "")).toMatch(/^centre_id,centre_name,business_date,shift_id/);
  const verdicts = (await linesOf(world.api, { centreId: centre.id, date: DATE })).filter(
    ({ verdict }) => !["matched", "within-tolerance"].includes(verdict),
  );
  expect(lines.length).toBe(verdicts.length);
  expect(lines.filter((line) => line.includes(",-10.00,short")).length).toBe(1);
});

test("a keyboard alone leads from the list to a line's day and back", async ({ page, world }) => {
  await signIn(page, world.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  await expect(page.getByText("−10.00").first()).toBeVisible();
  const first = table(page).locator("tr[tabindex='0']");
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("x");
  await expect(page.getByRole("row", { selected: true })).toHaveCount(1);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "All keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/reconciliations/\\d+/${DATE}`));
});

test("an open screen follows a change without moving what is read", async ({
  page,
  world,
  centre,
}) => {
  await signIn(page, world.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  await expect(page.getByText("−10.00").first()).toBeVisible();
  await countDay(world.api, { centreId: centre.id, date: DATE }, (_, index) =>
    index === 0 ? -777 : null,
  );
  await expect(page.getByText("1 day changed.")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("−10.00").first()).toBeVisible();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("−7.77").first()).toBeVisible();
});

test("a day explains a cash line by its waterfall and keeps every count", async ({
  page,
  world,
  centre,
}) => {
  await countDay(world.api, { centreId: centre.id, date: DATE }, (line) =>
    line.tenderKind === "cash" ? -250 : null,
  );
  await signIn(page, world.reviewer);
  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  await expect(page.getByRole("heading", { level: 1, name: centre.name })).toBeVisible();
  await page.getByRole("row").filter({ hasText: "−2.50" }).first().click();
  await expect(page.getByRole("heading", { name: "What should be in the till" })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^Float/ })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^Cash sales/ })).toBeVisible();
  await page.getByLabel("Add a note").fill("The slip is in the safe.");
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByText("The slip is in the safe.")).toBeVisible();
  await expectAccessible(page);
});

test("asking Cashrec again shows the progress and what failed", async ({ page, administrator }) => {
  // Centres of the sandbox whose number begins so are never answered.
  await signIn(page, { email: "administrator@example.test", password: "counterfoil-demo-1" });
  await page.goto(`/reconciliations?centreId=101&from=2026-02-03&to=2026-02-03`);
  await page.getByRole("button", { name: "Read again" }).click();
  await expect(page.getByText("Cashrec was not asked about")).toHaveCount(0, { timeout: 20_000 });
  await expect(page.getByText(/Cash sheets read/)).toBeVisible();
  await administrator.dispose();
});
