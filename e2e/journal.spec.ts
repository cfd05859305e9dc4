/** A closed month is posted, and a day that is reopened is reversed in the next batch. */
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { type APIRequestContext, type Page } from "@playwright/test";
import type { JournalBatchList } from "../lib/contracts/journal";
import { PURPOSES } from "../lib/domain/journal/purpose";
import { get, post } from "./arrange";
import { makeSignatory, moveDay, prepareDay } from "./arrange-workflow";
import { switchUser } from "./pages/day";
import { expect, test } from "./workflow-fixtures";

const MONTH = { from: "2026-03-01", to: "2026-03-31" };

test("a closed month is posted, and a reopened day is reversed in the next batch", async ({
  page,
  signatories,
  day,
  administrator,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const { reviewer, approver } = signatories;
  await mapEverything(administrator);
  await prepareDay(signatories, day);
  await moveDay(reviewer, { ...day, move: "review" });
  await moveDay(approver, { ...day, move: "approval" });
  await moveDay(approver, { ...day, move: "closure" });
  const period = { centreId: day.centreId, ...MONTH };
  await post(approver.api, "/api/periods", { ...period, action: "closed" });

  const everywhere = { baseURL: baseURL ?? "", centreId: "*", roles: ["approver"] as ["approver"] };
  const poster = await makeSignatory(administrator, everywhere);
  await switchUser(page, poster);
  await page.goto("/coverage");
  await page.getByRole("link", { name: "Post closed days to the books" }).click();
  const first = await postMonth(page, poster.api);
  const rows = rowsOf(await download(page, first), day.centreId);
  expect(rows.length).toBeGreaterThan(1);
  expect(rows.every((row) => row.startsWith(`${first},`) && row.split(",")[2] === "")).toBe(true);

  const text = "The second drawer was left out.";
  await post(approver.api, "/api/periods", { ...period, action: "reopened", text });
  await moveDay(approver, { ...day, move: "reopening", text });
  const second = await postMonth(page, poster.api);
  expect(second).toBeGreaterThan(first);
  const reversed = rowsOf(await download(page, second), day.centreId);
  const swapped = rows.map((row) => sidesOf(row).toReversed().join(" "));
  expect(reversed.map((row) => sidesOf(row).join(" ")).toSorted()).toEqual(swapped.toSorted());
  const again = await download(page, first);
  expect(rowsOf(again, day.centreId)).toEqual(rows);
  await expectAgreement(poster.api, first, again);
  await poster.api.dispose();
});

/** One account for each purpose; another test may have chosen them already. */
async function mapEverything(administrator: APIRequestContext): Promise<void> {
  for (const [index, purpose] of PURPOSES.entries()) {
    const response = await administrator.post("/api/journal/accounts", {
      data: {
        scopeId: "*",
        purpose,
        selector: "*",
        account: String(570_000 + index),
        validFrom: "2026-01-01",
        basedOnVersion: 0,
      },
    });
    expect([201, 409]).toContain(response.status());
  }
}

/** Returns the number of the batch. The press is repeated until the page is interactive. */
async function postMonth(page: Page, api: APIRequestContext): Promise<number> {
  await expect(page.getByRole("heading", { level: 1, name: "Journal" })).toBeVisible();
  const due = page.getByRole("heading", { name: "The next batch" });
  await expect(async () => {
    await page.getByLabel("From").fill(MONTH.from);
    await page.getByLabel("Until").fill(MONTH.to);
    await page.getByRole("button", { name: "Show what is due" }).click();
    await expect(due).toBeVisible({ timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole("button", { name: "Post the batch" }).click();
  await expect(page.getByText(/Batch \d+ is posted/)).toBeVisible();
  await expect(due).toHaveCount(0);
  const { batches } = await get<JournalBatchList>(api, "/api/journal/batches");
  return batches[0]?.number ?? 0;
}

async function download(page: Page, number: number): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: `Download batch ${number}`, exact: true }).click(),
  ]);
  return readFile(await file.path(), "utf8");
}

function rowsOf(file: string, centreId: string): string[] {
  return file.split("\r\n").filter((row) => row.split(",")[3] === centreId);
}

/** hledger, a program of another make, reads the batch as downloaded, where it is installed. */
async function expectAgreement(api: APIRequestContext, number: number, csv: string) {
  if (spawnSync("hledger", ["--version"]).status !== 0) return;
  const file = await api.get(`/api/journal/batches/${number}/file?format=hledger`);
  const args = ["-f", "-", "balance", "--flat", "--no-total", "-O", "csv"];
  const run = spawnSync("hledger", args, { input: await file.text(), encoding: "utf8" });
  expect([run.status, run.stderr]).toEqual([0, ""]);
  const cents = new Map<string, number>();
  for (const row of csv.trim().split("\r\n").slice(1)) {
    const [, , , , , , currency = "", account = "", debit = "", credit = ""] = row.split(",");
    const key = `${account} ${currency}`;
    const amount = Math.round(100 * (Number(debit) - Number(credit)));
    cents.set(key, (cents.get(key) ?? 0) + amount);
  }
  const ours = [...cents].filter(([, amount]) => amount !== 0);
  const rows = [...run.stdout.matchAll(/^"(.*)","(-?[\d.]+ [A-Z]{3}.*)"$/gm)];
  const theirs = rows.flatMap(([, account = "", balances = ""]) =>
    balances.split(", ").map((balance) => {
      const [amount = "", currency = ""] = balance.split(" ");
      return [`${account} ${currency}`, Math.round(100 * Number(amount))] as const;
    }),
  );
  expect(new Map(theirs)).toEqual(new Map(ours));
}

/** The account and the amount of a row, on whichever side; names have no commas here. */
function sidesOf(row: string): string[] {
  const [, , , , , , , account, debit, credit] = row.split(",");
  return [`${account} ${debit ?? ""},`, `${account} ${credit ?? ""},`];
}
