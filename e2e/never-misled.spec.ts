/** No page shows a figure that is not known or is covered, nor a colour that means nothing. */
import type { APIRequestContext, Page } from "@playwright/test";
import {
  ADMINISTRATOR,
  countDay,
  DATE,
  linesOf,
  makeCentre,
  makePerson,
  readSheets,
  signedIn,
} from "./arrange";
import { expect, signIn, test } from "./fixtures";

const CURRENCIES = ["EUR", "GBP", "JPY"];
const LAST_DATE = "2026-03-05";
const LINES_VISIBLE_MIN = 18;
const SCREEN = { width: 1440, height: 900 };
const atZoom = (factor: number) => ({
  width: SCREEN.width / factor,
  height: SCREEN.height / factor,
});

/** Reads days of one centre of each currency, with more lines than a screen holds. */
async function readCurrencies(api: APIRequestContext): Promise<string> {
  const centres = await Promise.all(CURRENCIES.map((currency) => makeCentre(api, { currency })));
  const centreIds = centres.map(({ id }) => id);
  await readSheets(api, { centreIds, from: DATE, to: LAST_DATE });
  const query = new URLSearchParams({ from: DATE, to: LAST_DATE });
  for (const id of centreIds) query.append("centreId", id);
  return `/reconciliations?${query}`;
}

const rows = (page: Page) => page.locator("tr[data-index]");
const segments = (page: Page) => page.getByRole("list", { name: "Filter by verdict" });

test("three currencies leave room for the lines, and what is not known is a dash", async ({
  page,
  administrator,
}) => {
  test.setTimeout(120_000);
  const list = await readCurrencies(administrator);
  await signIn(page, ADMINISTRATOR);
  await page.goto(list);
  await expect(rows(page).nth(LINES_VISIBLE_MIN)).toBeVisible();
  for (const currency of CURRENCIES) {
    await expect(page.getByRole("rowheader", { name: currency, exact: true })).toBeVisible();
  }
  const visible = await rows(page).evaluateAll(
    (all, bottom) =>
      all.filter((row) => {
        const box = row.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= bottom && row.querySelector("a") !== null;
      }).length,
    SCREEN.height,
  );
  expect(visible).toBeGreaterThanOrEqual(LINES_VISIBLE_MIN);

  // The responses of the next filter stay away.
  await page.route(/\/api\/reconciliations/, () => undefined);
  await expect(async () => {
    await page.getByLabel("Differences only").click({ timeout: 1_000 });
    await expect(page).toHaveURL(/differencesOnly=true/, { timeout: 1_000 });
  }).toPass();
  await expect(segments(page).getByRole("button", { name: /^All/ })).toHaveText(/All —/);
  await expect(segments(page).getByText("0", { exact: true })).toHaveCount(0);
  await page.unrouteAll({ behavior: "ignoreErrors" });

  // Ordered by size, what is explained already can still be seen.
  await page.goto(`${list}&sort=size`);
  await expect(page.getByRole("columnheader", { name: /explanation/ })).toBeVisible();
  await expect(rows(page).first().getByRole("link")).toBeVisible();
});

test("a difference within tolerance is neither red nor blue, and a counted day has a trail", async ({
  page,
  administrator,
  centre,
  baseURL,
}) => {
  const lines = await linesOf(administrator, { centreId: centre.id, date: DATE });
  const chosen = lines.findIndex(({ tenderKind }) => tenderKind === "cash");
  const counter = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
  const api = await signedIn(baseURL ?? "", counter);
  await countDay(api, { centreId: centre.id, date: DATE }, (_, index) =>
    index === chosen ? -20 : 0,
  );
  await api.dispose();
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/reconciliations?centreId=${centre.id}&from=${DATE}&to=${DATE}`);
  await expect(page.getByText("−0.20").first()).toBeVisible();
  const inks = await page.getByText("−0.20", { exact: true }).evaluateAll((all) => {
    const probe = document.createElement("i");
    document.body.append(probe);
    const read = (name: string) => {
      probe.className = name;
      return getComputedStyle(probe).color;
    };
    const loud = [read("text-short"), read("text-over")];
    probe.remove();
    return all.filter((one) => loud.includes(getComputedStyle(one).color)).length;
  });
  expect(inks).toBe(0);

  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  await expect(page.getByRole("banner")).toContainText(centre.name);
  await expect(page.getByText("No activity yet.")).toHaveCount(0);
  await expect(page.getByRole("table", { name: /Activity on this day/ })).toContainText(
    "Counted a till",
  );
});

test("zoom takes no function away, and forced colours tell what is chosen", async ({
  page,
  centre,
}) => {
  await signIn(page, ADMINISTRATOR);
  await page.setViewportSize(atZoom(2));
  await page.goto(`/reconciliations?centreId=${centre.id}&from=${DATE}&to=${DATE}`);
  await expect(page.getByRole("link", { name: "Export", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Select", exact: true }).click();
  await expect(page.getByRole("checkbox", { name: /^Select Test centre/ }).first()).toBeVisible();

  await page.setViewportSize(atZoom(4));
  const fixedHeight = await page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((one) => ["fixed", "sticky"].includes(getComputedStyle(one).position))
      .map((one) => one.getBoundingClientRect())
      .filter(({ width, height }) => width > innerWidth / 2 && height > 0)
      .reduce((sum, { height }) => sum + height, 0),
  );
  expect(fixedHeight).toBeLessThan(atZoom(4).height / 4);

  await page.setViewportSize(SCREEN);
  await page.emulateMedia({ forcedColors: "active" });
  const look = (name: RegExp) =>
    segments(page)
      .getByRole("button", { name })
      .evaluate((one) => {
        const { borderBottomColor, backgroundColor, outlineStyle } = getComputedStyle(one);
        return [borderBottomColor, backgroundColor, outlineStyle].join();
      });
  expect(await look(/^All/)).not.toBe(await look(/^Matched/));
});

test("tables with long amounts stay in their parts of the page, and scroll by keys too", async ({
  page,
  centre,
  administrator,
}) => {
  await readSheets(administrator, { centreIds: [centre.id], from: DATE, to: DATE });
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/variances?centreId=${centre.id}&from=${DATE}&to=${DATE}`);
  const tables = ["Totals and previous periods", "Centres", "Tenders"];
  for (const name of tables) {
    await expect(scrollerOf(page, name)).toBeVisible({ timeout: 30_000 });
  }
  await page.getByRole("cell").evaluateAll((cells) => {
    for (const cell of cells) cell.style.minWidth = "180px";
  });
  for (const name of tables) {
    const scroller = scrollerOf(page, name);
    await scroller.focus();
    await expect(scroller).toBeFocused();
    const isInside = await scroller.evaluate((one) => {
      const part = one.closest("section")?.getBoundingClientRect();
      const box = one.getBoundingClientRect();
      return part !== undefined && box.left >= part.left && box.right <= part.right;
    });
    expect(isInside, name).toBe(true);
  }
  const overWidth = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(overWidth).toBe(0);
});

test("browsers are asked to translate no page, because that breaks what React updates", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("translate", "no");
  const meta = page.locator("meta[name=google]");
  await expect(meta).toHaveAttribute("content", "notranslate");
});

/** It has the name of its table. */
const scrollerOf = (page: Page, name: string) =>
  page
    .getByRole("region", { name: new RegExp(`^${name}, `) })
    .filter({ has: page.locator("table") });
