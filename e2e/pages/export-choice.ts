/** The choice of files of the list of lines: the format, and what its subtotals are made by. */
import { readFile } from "node:fs/promises";
import { type Download, expect, type Page } from "@playwright/test";

/** A press before hydration does nothing, so it is repeated until the choice is open. */
export async function openChoice(page: Page): Promise<void> {
  const choice = page.getByLabel("File", { exact: true });
  await expect(async () => {
    // A second press would close it again.
    if (!(await choice.isVisible())) {
      await page.getByRole("button", { name: "Other files and subtotals" }).click();
    }
    await expect(choice).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

export async function makeFile(page: Page, format: string, groupBy?: string): Promise<Download> {
  await openChoice(page);
  await page.getByLabel("File", { exact: true }).selectOption(format);
  if (groupBy !== undefined) await page.getByLabel("Subtotals by").selectOption(groupBy);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Create the file" }).click(),
  ]);
  return download;
}

/** Returns the rows of a CSV file without the mark of its encoding; the first one is the head. */
export async function readRows(file: Download): Promise<string[]> {
  const text = await readFile(await file.path(), "utf8");
  return text.replace("\ufeff", "").trim().split("\r\n");
}
