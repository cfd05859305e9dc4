/** From a peak in a chart to the lines behind it, and to an export with the same amounts. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import readWorkbook from "read-excel-file/node";
import { addDays } from "../lib/domain/business-date";
import { formatBusinessDate, formatDifference } from "../lib/domain/format";
import { countDay, DATE, get, makeCentre, makePerson, readSheets, signedIn } from "./arrange";
import { expect, expectAccessible, signIn, test } from "./fixtures";

/** A loaded machine may compute the sums, or open the list behind a mark, for long. */
const SLOW = { timeout: 30_000 };

type Rows = { rows: { businessDate: string; currency: string; netMinor: number }[] };

test.setTimeout(120_000);

test("a manager goes from a peak to its lines and exports them", async ({
  page,
  administrator,
  centre,
  baseURL,
  enterAs,
}) => {
  const api = await signedIn(baseURL ?? "", await enterAs("approver"));
  const from = addDays(DATE, -2);
  await readSheets(api, { centreIds: [centre.id], from, to: addDays(DATE, -1) });
  await countDay(
    administrator,
    { centreId: centre.id, date: DATE },
    (_, index) => -5_000 - index * 101,
  );
  await countDay(administrator, { centreId: centre.id, date: from }, (_, index) =>
    index === 0 ? 35 : 0,
  );

  const query = `centreId=${centre.id}&from=${from}&to=${DATE}`;
  const { rows } = await get<Rows>(api, `/api/variances?${query}&by=day`);
  const peak = rows.find(({ businessDate }) => businessDate === DATE);
  const net = peak?.netMinor ?? 0;
  const currency = peak?.currency ?? "EUR";
  const text = formatDifference(net, currency, "en");
  expect(net).toBeLessThan(0);

  await page.goto(`/variances?${query}`);
  await expect(page.getByRole("heading", { name: "Short, over and net by day" })).toBeVisible();
  const day = formatBusinessDate(DATE, "en", "short");
  await page.getByRole("link", { name: `${day}: net ${text}` }).click();

  await expect(page).toHaveURL(new RegExp(`/reconciliations\\?.*from=${DATE}&to=${DATE}`), SLOW);
  await expect(page.getByText(text).first()).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export" }).click(),
  ]);
  const sheets = await readWorkbook(await readFile(await download.path()));
  const [head = [], ...sums] = sheets.find(({ sheet }) => sheet === "Totals")?.data ?? [];
  const sum = sums.find((cells) => cells.includes(currency));
  expect(Math.round(Number(sum?.[head.indexOf("Net difference")]) * 100)).toBe(net);
  await api.dispose();
});

test("everyone can reach the charts, and read them as tables", async ({
  page,
  administrator,
  centre,
  baseURL,
  enterAs,
}) => {
  const api = await signedIn(baseURL ?? "", await enterAs("approver"));
  const from = addDays(DATE, -2);
  await readSheets(api, { centreIds: [centre.id], from, to: addDays(DATE, -1) });
  await countDay(administrator, { centreId: centre.id, date: DATE }, () => -500);
  await page.goto(`/variances?from=${from}&to=${DATE}`);
  await expect(page.getByRole("heading", { name: "Tenders" })).toBeVisible();
  const marks = page.getByRole("group", { name: "Lines behind each mark" }).getByRole("link");
  await marks.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(marks.nth(1)).toBeFocused();
  // The drawing itself is not focusable, only the figures above it and its marks.
  await page.keyboard.press("Shift+Tab");
  const totals = page.getByRole("table", { name: /^Totals and previous periods/ });
  await expect(totals.getByRole("link").last()).toBeFocused();
  await page.getByText("Show as table").first().click();
  await expect(page.getByRole("columnheader", { name: "Cumulative net" })).toBeVisible();
  await expectAccessible(page);
  await api.dispose();

  // Tables with long amounts scroll by themselves, by keys too, and the page does not.
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(`/variances?from=${from}&to=${DATE}&view=why`);
  for (const name of [/^Differences by reason, /, /^Unexplained differences by age, /]) {
    const table = page.getByRole("region", { name });
    await expect(table).toBeVisible(SLOW);
    await table.locator("td").evaluateAll((cells) => {
      for (const cell of cells) cell.style.minWidth = "120px";
    });
    await table.focus();
    await expect(table).toBeFocused();
  }
  const { wide, shown } = await page.evaluate(() => {
    const { scrollWidth: wide, clientWidth: shown } = document.documentElement;
    return { wide, shown };
  });
  expect(wide).toBe(shown);
});

test("a small screen fetches charts when the reader gets there, and paper has them all", async ({
  page,
  administrator,
  centre,
  baseURL,
  enterAs,
}) => {
  const api = await signedIn(baseURL ?? "", await enterAs("approver"));
  const before = { from: addDays(DATE, -2), to: addDays(DATE, -1) };
  await readSheets(api, { centreIds: [centre.id], ...before });
  await countDay(administrator, { centreId: centre.id, date: DATE }, () => -500);
  await api.dispose();
  // The window is too low to show the first chart, so that none is drawn yet.
  await page.setViewportSize({ width: 412, height: 420 });
  await page.goto(`/variances?from=${addDays(DATE, -2)}&to=${DATE}`, { waitUntil: "networkidle" });
  const charts = page.locator(".recharts-surface");
  const day = formatBusinessDate(DATE, "en", "short");
  await expect(page.getByRole("img", { name: `largest day: ${day}` })).toBeAttached();
  await expect(page.getByRole("heading", { name: "Tenders" })).toBeAttached();
  await expect(charts).toHaveCount(0);
  // A print at this point has the figures without the drawing.
  const table = page.getByRole("table", { name: /^Short, over and net, / });
  // The page listens once its scripts run, which the network being idle does not promise.
  await expect(async () => {
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    await expect(table).toBeAttached({ timeout: 1_000 });
  }).toPass();
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await expect(table).toHaveCount(0);

  await page.keyboard.press("End");
  await expect(page.getByRole("link", { name: "Cash" })).toBeVisible();
  await page.keyboard.press("Home");
  // The days have two charts: bars and a line.
  await expect(charts.nth(1)).toBeAttached();
  const drawn = () =>
    page.evaluate(() => {
      window.dispatchEvent(new Event("beforeprint"));
      const count = document.querySelectorAll(".recharts-surface").length;
      window.dispatchEvent(new Event("afterprint"));
      return count;
    });
  // The print has the control chart as well, wherever the page was scrolled to.
  await expect.poll(drawn).toBe(3);
  await expectAccessible(page);
});

test("the sum of a weekday leads to its dates, and each of these to its lines", async ({
  page,
  administrator,
  centre,
  baseURL,
  enterAs,
}) => {
  const api = await signedIn(baseURL ?? "", await enterAs("approver"));
  await countDay(administrator, { centreId: centre.id, date: DATE }, () => -500);
  await api.dispose();
  await page.goto(`/variances?from=${DATE}&to=${DATE}`);
  const weekdays = page.getByRole("table", { name: /^Weekday and shift/ });
  await weekdays.getByRole("row").nth(1).getByRole("cell").last().getByRole("button").click();
  const date = formatBusinessDate(DATE, "en", "short-year");
  await page.getByRole("dialog").getByRole("link", { name: date }).click();
  await expect(page).toHaveURL(new RegExp(`/reconciliations\\?.*from=${DATE}&to=${DATE}`), SLOW);
});

test("currencies stand side by side, and one of them opens again under its name", async ({
  page,
  administrator,
  centre,
  baseURL,
}) => {
  const pounds = await makeCentre(administrator, { currency: "GBP" });
  const centreIds = [centre.id, pounds.id];
  const manager = await makePerson(administrator, { role: "reviewer", centreIds });
  const api = await signedIn(baseURL ?? "", manager);
  const from = addDays(DATE, -2);
  await readSheets(api, { centreIds, from, to: DATE });
  await api.dispose();
  // As much as a large group has.
  await countDay(administrator, { centreId: centre.id, date: DATE }, (_, index) =>
    index === 0 ? 90_000_000 : 0,
  );
  await signIn(page, manager);
  await page.goto(`/variances?from=${from}&to=${DATE}`);
  for (const currency of ["EUR", "GBP"]) {
    const totals = page.getByRole("table", { name: `Totals and previous periods, ${currency}` });
    await expect(totals).toBeVisible(SLOW);
    const marks = page.getByRole("group", { name: `Lines behind each mark, ${currency}` });
    await expect(marks.getByRole("link")).toHaveCount(3, SLOW);
  }
  await expect(page.locator("svg text", { hasText: /^\+1,000,000$/ })).toHaveCount(2);
  expect(await listCutTexts(page)).toEqual([]);
  await page.getByRole("button", { name: "Only GBP" }).click();
  await expect(page).toHaveURL(/currency=GBP/);
  await expect(page.getByRole("table", { name: /, EUR$/ })).toHaveCount(0);

  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: /^Save these filters/ }).click();
  await page.getByLabel("Name").fill("Pounds");
  await page.getByRole("button", { name: "Save the view" }).click();
  await expect(page.getByRole("button", { name: "Pounds" })).toBeVisible();
  await page.goto("/variances");
  await expect(page).toHaveURL(new RegExp(`from=${from}.*currency=GBP`));
});

test("days of which nothing is held say so, and what to do", async ({ page, enterAs }) => {
  await enterAs("approver");
  await page.goto("/variances?from=2020-01-01&to=2020-01-28");
  await expect(page.getByText("No lines from 1–28 Jan 2020.")).toBeVisible();
  await expectAccessible(page);
});

/** What begins to the left of its chart, where nobody sees the sign. */
function listCutTexts(page: Page): Promise<(string | null)[]> {
  return page.locator("svg").evaluateAll((charts) =>
    charts.flatMap((chart) => {
      const { left } = chart.getBoundingClientRect();
      const texts = [...chart.querySelectorAll("text")];
      return texts
        .filter((text) => text.getBoundingClientRect().left < left)
        .map((text) => text.textContent);
    }),
  );
}
