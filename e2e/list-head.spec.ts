/**
 * The head of the list says what could not be read, and nothing of the list is lost on a phone, at
 * 200 % or on paper.
 */
import type { Locator } from "@playwright/test";
import { addDays } from "../lib/domain/business-date";
import { readPdf } from "../lib/testing/read-pdf";
import {
  ADMINISTRATOR,
  countDay,
  DATE,
  get,
  type Person,
  post,
  readSheets,
  signedIn,
} from "./arrange";
import { expect, expectAccessible, signIn, test } from "./fixtures";

test("a centre that can't be read is named in place", async ({ page, administrator }) => {
  // The sandbox always responds with 500 for this number.
  await post(administrator, "/api/centres", {
    centres: [{ id: "901", name: "Dead line", currency: "EUR", timeZone: "Europe/Madrid" }],
  });
  const range = { centreIds: ["901"], from: DATE, to: DATE };
  const { id } = await post<{ id: string }>(administrator, "/api/syncs", range);
  await expect
    .poll(async () => (await get<{ state: string }>(administrator, `/api/syncs/${id}`)).state, {
      timeout: 60_000,
    })
    .toBe("failed");
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/reconciliations?centreId=901&from=${DATE}&to=${DATE}`);
  await expect(page.getByText("Dead line, Mon 2 Mar: not read.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry this part" })).toBeVisible();
  await expectAccessible(page);
});

test("a phone selects lines, moves their days and exports them @phone", async ({
  page,
  centre,
  enterAs,
  baseURL,
}) => {
  const api = await signedIn(baseURL ?? "", await enterAs("reviewer"));
  await countDay(api, { centreId: centre.id, date: DATE }, (_, at) => (at === 0 ? -1_000 : 0));
  await api.dispose();
  await page.goto(`/reconciliations?centreId=${centre.id}&from=${DATE}&to=${DATE}`);
  const line = page
    .locator("tr[data-index]")
    .filter({ hasText: "−10.00" })
    .filter({ hasText: "short" });
  const box = line.getByRole("checkbox");
  await expect(line).toBeVisible();
  await expect(box).toBeHidden();
  const heightOf = async () => (await line.boundingBox())?.height;
  const height = await heightOf();
  await expect(async () => {
    await page.getByRole("button", { name: "Select", exact: true }).click({ timeout: 1_000 });
    await expect(box).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await heightOf()).toBe(height);
  await box.check();
  await expect(page.getByText("1 line selected")).toBeVisible();
  const moves = page.getByRole("group", { name: "Sign-off of the selected days" });
  await expect(moves.getByRole("button", { name: "Review 1 day" })).toBeVisible();
  await expectAccessible(page);
  await moves.getByRole("button", { name: "Explain 1 line" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Done", exact: true }).click();
  await expect(box).toBeHidden();
  await expect(moves).toHaveCount(0);
  const file = page.getByRole("link", { name: "Export" });
  await file.scrollIntoViewIfNeeded();
  await expect(file).toBeInViewport();
  // A desk's window of 1,440 pixels at 200 % and at 400 %.
  await page.setViewportSize({ width: 720, height: 450 });
  await expect(file).toBeInViewport();
  await expect(page.getByRole("button", { name: "Select", exact: true })).toBeInViewport();
  await page.setViewportSize({ width: 360, height: 225 });
  const position = (element: Locator) => element.evaluate((one) => getComputedStyle(one).position);
  expect(await position(page.getByRole("navigation", { name: "Main" }))).toBe("static");
  expect(await position(page.locator("[data-list-bar]"))).toBe("static");
});

test("paper has a desk's table, with its heads and the centre of each line on each page", async ({
  page,
  administrator,
  centre,
}) => {
  const to = addDays(DATE, 6);
  await readSheets(administrator, { centreIds: [centre.id], from: DATE, to });
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/reconciliations?centreId=${centre.id}&from=${DATE}&to=${to}`);
  await expect(page.locator("a[data-line]").first()).toBeVisible();
  // A page prepares itself for paper once its scripts run.
  await expect(async () => {
    const { pages, sizes } = await readPdf(await page.pdf({ preferCSSPageSize: true }));
    const [width = 0, height = 0] = sizes[1] ?? [];
    expect(width).toBeGreaterThan(height);
    const [head = "", ...rows] = pages[1] ?? [];
    const heads = ["Centre, date", "Shift", "Till", "Tender", "Expected", "Counted"];
    // The file has a ligature as a text of its own.
    expect(head.replaceAll("|", "")).toContain([...heads, "Difference", "Verdict"].join(""));
    const ofLines = rows.filter((row) => /not counted|matched/.test(row));
    expect(ofLines.length).toBeGreaterThan(5);
    for (const row of ofLines) expect(row).toContain(centre.name);
  }).toPass();
});

test("the height of the page stays the same while a phone scrolls the list @phone", async ({
  page,
  administrator,
  centre,
  enterAs,
  baseURL,
}) => {
  const to = addDays(DATE, 6);
  await readSheets(administrator, { centreIds: [centre.id], from: DATE, to });
  await countShort(baseURL, { person: await enterAs("reviewer"), centreId: centre.id });
  await page.goto(`/reconciliations?centreId=${centre.id}&from=${DATE}&to=${to}`);
  await expect(page.locator("a[data-line]").first()).toBeVisible();
  // A page measures its rows once its scripts run.
  await expect(async () => {
    const { heads, lines, pages } = await page.evaluate(scrollThrough);
    expect(heads).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(pages).toHaveLength(1);
  }).toPass();
  // As wide as a page at 400 % is.
  await page.setViewportSize({ width: 320, height: 700 });
  const name = page.locator("[scope=rowgroup] b:visible").first();
  await expect(name).not.toBeEmpty();
  expect((await name.boundingBox())?.width).toBeGreaterThan(60);
});

test("a list ordered by size is no wider than its page, and a phone cuts none of its names", async ({
  page,
  administrator,
  centre,
  enterAs,
  baseURL,
}) => {
  await readSheets(administrator, { centreIds: [centre.id], from: DATE, to: DATE });
  await countShort(baseURL, { person: await enterAs("reviewer"), centreId: centre.id });
  await page.goto(`/reconciliations?centreId=${centre.id}&from=${DATE}&to=${DATE}&sort=size`);
  await expect(page.getByText("Likely").first()).toBeVisible();
  for (const width of [1440, 1280, 1024, 900, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width}`).toBe(width);
  }
  const names = page.locator("[data-line] > span:visible, [data-line] > span > span:visible");
  expect(await names.count()).toBeGreaterThan(10);
  const cut = await names.evaluateAll((all) =>
    all.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent),
  );
  expect(cut.filter((name) => name !== centre.name)).toEqual([]);
});

type CountShort = { person: Person; centreId: string };

/** Counts all lines of the day as expected, except for the first, which is 10.00 short. */
async function countShort(baseURL: string | undefined, { person, centreId }: CountShort) {
  const api = await signedIn(baseURL ?? "", person);
  await countDay(api, { centreId, date: DATE }, (_, at) => (at === 0 ? -1_000 : 0));
  await api.dispose();
}

/** Runs in the browser: collects the heights of rows and of the page on the way to its end. */
async function scrollThrough() {
  const heads = new Set<number>();
  const lines = new Set<number>();
  const pages = new Set<number>();
  const root = document.documentElement;
  for (let top = 0; top < root.scrollHeight; top += 300) {
    window.scrollTo(0, top);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    pages.add(root.scrollHeight);
    for (const row of document.querySelectorAll("tr[data-index]")) {
      const { height } = row.getBoundingClientRect();
      (row.querySelector("[scope=rowgroup]") === null ? lines : heads).add(height);
    }
  }
  window.scrollTo(0, 0);
  return { heads: [...heads], lines: [...lines], pages: [...pages] };
}
