/**
 * A reviewer clears twelve differences in at most three actions each, and is always on the next
 * line: in the panel beside the list, with the keyboard alone, and on a phone.
 */
import type { APIRequestContext, Page } from "@playwright/test";
import { addDays } from "../lib/domain/business-date";
import { Actions } from "./actions";
import { countDay, DATE, get, readSheets } from "./arrange";
import { expect, expectAccessible, test as base } from "./fixtures";

const DIFFERENCES = 12;
const EACH_MAX = 3;
/** A small centre has few lines a day, and is closed on some days. */
const TO = addDays(DATE, 6);
/** A line that expects less than this would be counted below zero. */
const EXPECTED_MIN = 1_500;

type List = { address: string; days: number; countOpen: () => Promise<number> };

/** Twelve lines of some days are short, each by another amount; somebody else counted them. */
const test = base.extend<{ list: List }>({
  list: async ({ administrator, centre, enterAs }, give) => {
    const person = enterAs("reviewer");
    await readSheets(administrator, { centreIds: [centre.id], from: addDays(DATE, 1), to: TO });
    let made = 0;
    const days = new Set<string>();
    for (let date = DATE; date <= TO && made < DIFFERENCES; date = addDays(date, 1)) {
      await countDay(administrator, { centreId: centre.id, date }, ({ expectedMinor }) => {
        if (made >= DIFFERENCES || (expectedMinor ?? 0) < EXPECTED_MIN) return 0;
        made += 1;
        days.add(date);
        return -(1_013 + 7 * made);
      });
    }
    expect(made).toBe(DIFFERENCES);
    await person;
    const filter = `centreId=${centre.id}&from=${DATE}&to=${TO}&verdict=short`;
    await give({
      address: `/reconciliations?${filter}&sort=size`,
      days: days.size,
      countOpen: () => countLines(administrator, `${filter}&reason=none`),
    });
  },
});

async function countLines(api: APIRequestContext, filter: string): Promise<number> {
  const { lines } = await get<{ lines: unknown[] }>(api, `/api/reconciliations?${filter}`);
  return lines.length;
}

const rowsOf = (page: Page) => page.locator("tr[data-index]");
const panelOf = (page: Page) => page.getByRole("complementary", { name: "The chosen line" });
const nothingLeft = (page: Page) =>
  panelOf(page).getByText("Nothing else in this list needs an explanation.");
const reasonOf = (page: Page) => page.getByLabel("Reason", { exact: true });
const differencesOf = (page: Page) => page.locator("tr[data-index] td[data-wash]").allInnerTexts();

/** The panel and the list show one line, in view, whose form is empty and ready. */
async function expectAt(page: Page, difference: string): Promise<void> {
  const row = page.locator("tr[data-index][aria-current=true]");
  await expect(row).toContainText(difference);
  await expect(row).toBeInViewport();
  await expect(panelOf(page).getByText(difference).first()).toBeVisible();
  await expect(reasonOf(page)).toHaveValue("");
}

async function openList(page: Page, { address }: List): Promise<string[]> {
  await page.goto(address);
  let differences: string[] = [];
  // While a page hydrates, the rows below a phone's window are left out for a moment.
  await expect(async () => {
    differences = await differencesOf(page);
    expect(new Set(differences).size).toBe(DIFFERENCES);
  }).toPass();
  return differences.map((text) => text.split("\n")[0] ?? "");
}

/** The list responds to keys once it is hydrated. A click before that follows a link to the day. */
async function waitUntilHydrated(page: Page): Promise<void> {
  await expect(async () => {
    await page.locator("tr[data-index][tabindex='0']").focus({ timeout: 1_000 });
    await page.keyboard.press("ArrowDown");
    const below = page.locator("tr[data-index]:focus:not([data-index='0'])");
    await expect(below).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

test("twelve differences are cleared in the panel beside the list", async ({ page, list }) => {
  test.setTimeout(180_000);
  const differences = await openList(page, list);
  const actions = new Actions("Reviewer clears 12 differences");
  await waitUntilHydrated(page);
  await actions.act(() => rowsOf(page).first().click());
  actions.expectSince(1);
  await expectAt(page, differences[0] ?? "");
  await expectAccessible(page);
  const explain = panelOf(page).getByRole("button", { name: /^Explain and go to next/ });
  for (const difference of differences) {
    await expectAt(page, difference);
    await actions.act(() => reasonOf(page).selectOption("cash-handling"));
    await actions.act(() => explain.click());
    actions.expectSince(EACH_MAX);
  }
  await expect(nothingLeft(page)).toBeVisible();
  await expect.poll(list.countOpen).toBe(0);
  actions.expectTotal(25);
});

test("twelve differences are cleared with the keyboard alone", async ({ page, list }) => {
  test.setTimeout(180_000);
  const differences = await openList(page, list);
  const actions = new Actions("Reviewer clears 12 differences, keyboard alone");
  await actions.act(() =>
    expect(async () => {
      if (await panelOf(page).isVisible()) return;
      await page.locator("tr[data-index][tabindex='0']").focus({ timeout: 1_000 });
      await page.keyboard.press("e");
      await expect(panelOf(page)).toBeVisible({ timeout: 3_000 });
    }).toPass(),
  );
  actions.expectSince(1);
  for (const difference of differences) {
    await expectAt(page, difference);
    await actions.act(() => page.keyboard.press("e"));
    await expect(reasonOf(page)).toBeFocused();
    await actions.act(() =>
      // The browser takes letters that come late for another search.
      expect(async () => {
        await page.keyboard.type("Cash h");
        await expect(reasonOf(page)).toHaveValue("cash-handling", { timeout: 2_000 });
      }).toPass(),
    );
    await actions.act(() => page.keyboard.press("Control+Enter"));
    actions.expectSince(EACH_MAX);
  }
  await expect(nothingLeft(page)).toBeVisible();
  await expect.poll(list.countOpen).toBe(0);
  await page.keyboard.press("Escape");
  await expect(panelOf(page)).toHaveCount(0);
  await expect(page.locator("tr[data-index]:focus")).toBeInViewport();
  actions.expectTotal(37);
});

test("twelve differences are cleared on a phone @phone", async ({ page, list }) => {
  test.setTimeout(180_000);
  const differences = await openList(page, list);
  const actions = new Actions("Reviewer clears 12 differences");
  const current = page.locator("tr[aria-current=true]");
  await actions.act(() => rowsOf(page).first().tap());
  actions.expectSince(1);
  await expect(current).toContainText(differences[0] ?? "");
  const onward = page.getByRole("link", { name: /^Next to explain/ });
  const back = page.getByRole("link", { name: "Back to the list" });
  for (let left = DIFFERENCES; left > 0; left -= 1) {
    await expect(reasonOf(page)).toHaveValue("");
    const before = page.url();
    await actions.act(() =>
      expect(async () => {
        await reasonOf(page).selectOption("cash-handling");
        await expect(reasonOf(page)).toHaveValue("cash-handling", { timeout: 500 });
      }).toPass(),
    );
    await actions.act(() => page.getByRole("button", { name: "Explain", exact: true }).tap());
    await expect.poll(list.countOpen).toBe(left - 1);
    // The next line of the day follows by itself; after its last one a link leads on.
    const follows = async () => page.url() !== before || (await onward.or(back).isVisible());
    await expect.poll(follows).toBe(true);
    if (await onward.isVisible()) {
      await actions.act(() => onward.tap());
      await expect(page).not.toHaveURL(before);
    }
    actions.expectSince(EACH_MAX);
  }
  await back.tap();
  await expect(rowsOf(page)).toHaveCount(DIFFERENCES);
  actions.expectTotal(1 + 2 * DIFFERENCES + list.days - 1);
});
