/** The main workflow: filter, see every difference, open its day, and export. */
import type { APIRequestContext, Page } from "@playwright/test";
import {
  ADMINISTRATOR,
  DATE,
  countDay,
  linesOf,
  makePerson,
  type Person,
  signedIn,
} from "./arrange";
import { explain } from "./arrange-workflow";
import { expect, expectAccessible, openMenu, signIn, test as base } from "./fixtures";
import { chooseLine } from "./pages/day";
import { makeFile, readRows } from "./pages/export-choice";

type Fixture = { reviewer: Person; api: APIRequestContext };

/**
 * The fixture is a centre whose day is counted: the first line 10.00 short, the second 5.00 over.
 */
const test = base.extend<{ fixture: Fixture }>({
  fixture: async ({ administrator, centre, baseURL }, give) => {
    const reviewer = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
    const api = await signedIn(baseURL ?? "", reviewer);
    await countDay(api, { centreId: centre.id, date: DATE }, (_, index) =>
      index === 0 ? -1000 : index === 1 ? 500 : index === 2 ? null : 0,
    );
    await give({ reviewer, api });
    await api.dispose();
  },
});

/** Uses the keyboard alone, and repeats the key until the page is interactive. */
async function selectFirst(page: Page): Promise<void> {
  const selected = page.getByRole("checkbox", { name: /^Select .+,/, checked: true });
  await expect(async () => {
    await page.locator("tr[data-index][tabindex='0']").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("x");
    await expect(selected).toHaveCount(1, { timeout: 1_000 });
  }).toPass();
}

test("every difference shows with its sign, its word and its sum", async ({ page, fixture }) => {
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  const short = page.getByRole("row").filter({ hasText: "−10.00" }).filter({ hasText: "short" });
  await expect(short.first()).toBeVisible();
  const over = page.getByRole("row").filter({ hasText: "+5.00" }).filter({ hasText: "over" });
  await expect(over.first()).toBeVisible();
  await expect(page.getByText("not counted").first()).toBeVisible();
  await page.getByRole("button", { name: "About these totals" }).click();
  await expect(
    page.getByRole("dialog").getByText("Net −5.00 = 10.00 short + 5.00 over."),
  ).toBeVisible();
});

test("filters stand in the address bar and survive a reload", async ({ page, fixture }) => {
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  const matched = page.getByRole("row").filter({ hasText: "matched" });
  const short = page.getByText("−10.00").first();
  await expect(matched.first()).toBeVisible();
  await expect(async () => {
    await page.getByRole("checkbox", { name: "Differences only" }).check();
    await expect(page).toHaveURL(/differencesOnly=true/, { timeout: 1_000 });
  }).toPass();
  await expect(matched).toHaveCount(0);
  await expect(short).toBeVisible();
  await page.reload();
  await expect(short).toBeVisible();
  await expect(matched).toHaveCount(0);
  await expect(page.getByRole("checkbox", { name: "Differences only" })).toBeChecked();
  // The print shows the values of the filters without their controls.
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("p", { hasText: /^Differences only$/ })).toBeVisible();
});

/** The first line is explained, the second is not. */
async function explainFirst({ api }: Fixture, centreId: string): Promise<void> {
  const [first] = await linesOf(api, { centreId, date: DATE });
  if (first !== undefined) await explain(api, first, "cash-handling");
}

test("lines are found by their reason, exported and printed with it, and kept as a view", async ({
  page,
  fixture,
  centre,
}) => {
  await explainFirst(fixture, centre.id);
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  const short = page.getByRole("row").filter({ hasText: "−10.00" }).filter({ hasText: "short" });
  const over = page.getByRole("row").filter({ hasText: "+5.00" }).filter({ hasText: "over" });
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  await page.getByRole("button", { name: "Reason: Any reason" }).click();
  await page.getByRole("option", { name: "Cash handling, such as wrong change" }).click();
  await expect(page).toHaveURL(/reason=cash-handling/);
  await page.keyboard.press("Escape");
  await expect(over).toHaveCount(0);
  await expect(short.first()).toBeVisible();
  const [, ...lines] = await readRows(await makeFile(page, "CSV"));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(",-10.00,short");
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}&reason=none`);
  await expect(over.first()).toBeVisible();
  await expect(short).toHaveCount(0);
  await openMenu(page, "Views");
  await page.getByRole("menuitem", { name: /^Save these filters/ }).click();
  await page.getByLabel("Name").fill("To explain");
  await page.getByRole("button", { name: "Save the view" }).click();
  await expect(page.getByRole("button", { name: "To explain" })).toBeVisible();
  await page.goto("/reconciliations");
  await expect(page).toHaveURL(/reason=none/);
  await page.emulateMedia({ media: "print" });
  await expect(page.locator("p", { hasText: /^Reasons: Not explained$/ })).toBeVisible();
});

test("a phone finds what is not explained yet @phone", async ({ page, fixture, centre }) => {
  await explainFirst(fixture, centre.id);
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  await page.getByRole("button", { name: "Filters", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reason: Any reason" }).click();
  await page.getByRole("option", { name: "Not explained" }).click();
  await expect(page).toHaveURL(/reason=none/);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Show the lines" }).click();
  await expect(page.getByText("+5.00").first()).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "−10.00" })).toHaveCount(0);
});

test("the export holds exactly the lines that are shown", async ({ page, fixture, centre }) => {
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}&differencesOnly=true`);
  const file = await makeFile(page, "CSV");
  expect(file.suggestedFilename()).toMatch(/\d{4}-\d{2}-\d{2}.*\.csv$/);
  const [head = "", ...lines] = await readRows(file);
  expect(head).toMatch(/^centre_id,centre_name,business_date,shift_id/);
  const verdicts = (await linesOf(fixture.api, { centreId: centre.id, date: DATE })).filter(
    ({ verdict }) => !["matched", "within-tolerance"].includes(verdict),
  );
  expect(lines.length).toBe(verdicts.length);
  expect(lines.filter((line) => line.includes(",-10.00,short")).length).toBe(1);
});

test("a keyboard alone leads from the list to a line's day and back", async ({ page, fixture }) => {
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  await expect(page.getByText("−10.00").first()).toBeVisible();
  await selectFirst(page);
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  // The focus returns to the row that had it.
  await expect(page.locator("tr[data-index]:focus")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/reconciliations/\\d+/${DATE}`));
});

test("an open screen follows a change without moving what is read", async ({
  page,
  fixture,
  centre,
}) => {
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  await expect(page.getByText("−10.00").first()).toBeVisible();
  await selectFirst(page);
  await countDay(fixture.api, { centreId: centre.id, date: DATE }, (_, index) =>
    index === 0 ? -777 : null,
  );
  await expect(page.getByText("1 day changed.")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("−10.00").first()).toBeVisible();
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText("−7.77").first()).toBeVisible();
});

test("at the top of a list, with nothing chosen, figures follow by themselves", async ({
  page,
  fixture,
  centre,
}) => {
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  await expect(page.getByText("−10.00").first()).toBeVisible();
  await countDay(fixture.api, { centreId: centre.id, date: DATE }, (_, index) =>
    index === 0 ? -777 : null,
  );
  await expect(page.getByText("−7.77").first()).toBeVisible({ timeout: 15_000 });
});

test("a day explains a cash line by its waterfall and keeps every count", async ({
  page,
  fixture,
  centre,
}) => {
  await countDay(fixture.api, { centreId: centre.id, date: DATE }, (line) =>
    line.tenderKind === "cash" ? -250 : null,
  );
  await signIn(page, fixture.reviewer);
  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  await expect(page.getByRole("heading", { level: 1, name: centre.name })).toBeVisible();
  const lines = await linesOf(fixture.api, { centreId: centre.id, date: DATE });
  const cash = lines.find(({ tenderKind }) => tenderKind === "cash");
  if (cash !== undefined) await chooseLine(page, cash);
  await expect(page.locator("tr[aria-current=true]")).toContainText("−2.50");
  await expect(page.getByRole("heading", { name: "What should be in the till" })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^Float/ })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: /^Cash sales/ })).toBeVisible();
  await page.getByLabel("Add a note").fill("The slip is in the safe.");
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByText("The slip is in the safe.")).toBeVisible();
  await expectAccessible(page);
});

test("a range that was never read is read on demand", async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/reconciliations?centreId=101&from=2026-02-03&to=2026-02-03`);
  await page.getByRole("button", { name: "Refresh from Cashrec" }).first().click();
  await expect(page.getByText("has not been read from Cashrec yet")).toHaveCount(0, {
    timeout: 20_000,
  });
  await expect(page.getByText(/Cash sheets read/)).toBeVisible();
});
