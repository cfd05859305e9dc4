/** The three export formats have the lines on the screen; other libraries open the files. */
import { readFile } from "node:fs/promises";
import type { Download } from "@playwright/test";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import readWorkbook from "read-excel-file/node";
import { formatDifference } from "../lib/domain/format";
import { countDay, DATE, get, signedIn } from "./arrange";
import { expect, expectAccessible, test } from "./fixtures";
import { makeFile, openChoice, readRows } from "./pages/export-choice";

type Totals = { totals: { currency: string; netMinor: number; expectedMinor: number }[] };

test("the three files come to what the screen says", async ({ page, centre, baseURL, enterAs }) => {
  const api = await signedIn(baseURL ?? "", await enterAs("reviewer"));
  await countDay(api, { centreId: centre.id, date: DATE }, (_, index) => -index * 101);
  const query = `centreId=${centre.id}&from=${DATE}&to=${DATE}`;
  const { totals } = await get<Totals>(api, `/api/reconciliations?${query}`);
  const [total] = totals;
  const net = formatDifference(total?.netMinor ?? 0, total?.currency ?? "EUR", "en");
  await page.goto(`/reconciliations?${query}`);
  await expect(page.getByText(net).first()).toBeVisible();

  const [head = "", ...rows] = await readRows(await makeFile(page, "CSV"));
  const at = head.split(",").indexOf("difference");
  // The last row has one cell, when days were never read.
  const figures = rows.map((row) => row.split(",")).filter((cells) => cells.length > at);
  const cents = figures.map((cells) => Math.round(Number(cells[at]) * 100));
  expect(cents.reduce((sum, amount) => sum + amount, 0)).toBe(total?.netMinor);

  const book = await makeFile(page, "Excel workbook", "centre");
  expect(book.suggestedFilename()).toBe(`reconciliations-${DATE}.xlsx`);
  const sheets = await readWorkbook(await readFile(await pathOf(book)));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["Lines", "All columns", "Totals"]);
  const sums = sheets[2]?.data ?? [];
  const netAt = sums[0]?.indexOf("Net difference") ?? -1;
  const all = sums.find(([name]) => name === "All");
  expect(Math.round(Number(all?.[netAt]) * 100)).toBe(total?.netMinor);

  const print = await makeFile(page, "PDF", "business date");
  const text = await textOf(await readFile(await pathOf(print)));
  expect(text).toContain(`Total ${total?.currency}`);
  expect(text).toContain(net);
  await api.dispose();
});

test("the choice of files can be reached and read by everyone", async ({ page, enterAs }) => {
  await enterAs("reviewer");
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  await openChoice(page);
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Other files and subtotals" })).toBeFocused();
});

test("a file that takes long says so, and can be let go of", async ({ page, enterAs }) => {
  await enterAs("reviewer");
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  // The request gets no response, as from an overloaded server.
  await page.route("**/api/exports/**", () => undefined);
  await openChoice(page);
  await page.getByRole("button", { name: "Create the file" }).click();
  await expect(page.getByText("Preparing the file…")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Preparing the file…")).toHaveCount(0);
});

async function pathOf(download: Download): Promise<string> {
  return download.path();
}

async function textOf(bytes: Buffer): Promise<string> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let at = 1; at <= document.numPages; at += 1) {
    const { items } = await (await document.getPage(at)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  await task.destroy();
  return pages.join("\n");
}
