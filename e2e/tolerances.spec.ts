/** A rule is tried on stored lines, saved, applied to the open days, superseded and withdrawn. */
import type { APIRequestContext } from "@playwright/test";
import { ADMINISTRATOR, countDay, DATE, get, makePerson, post, signedIn } from "./arrange";
import { expect, expectAccessible, signIn, test } from "./fixtures";

type Lines = { lines: { tenderKind: string | null; verdict: string }[] };

/** Returns the verdicts of the counted cash lines. */
async function cashVerdicts(api: APIRequestContext, centreId: string): Promise<string[]> {
  const query = new URLSearchParams({ centreId, from: DATE, to: DATE });
  const { lines } = await get<Lines>(api, `/api/reconciliations?${query}`);
  const cash = lines.filter(({ tenderKind }) => tenderKind === "cash");
  return [...new Set(cash.map(({ verdict }) => verdict))].filter((text) => text !== "uncounted");
}

test("a rule is tried, saved, superseded, withdrawn", async ({
  page,
  administrator,
  centre,
  baseURL,
}) => {
  const reviewer = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
  const api = await signedIn(baseURL ?? "", reviewer);
  await countDay(api, { centreId: centre.id, date: DATE }, ({ tenderKind }) =>
    tenderKind === "cash" ? 7_00 : 0,
  );
  const cash = () => cashVerdicts(api, centre.id);

  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/tolerances");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Where").selectOption({ label: centre.name });
  await page.getByRole("button", { name: /^Dates/ }).click();
  await page.getByLabel("First day").fill("2026-03-01");
  await page.getByLabel("Last day").fill("2026-03-31");
  await page.getByRole("button", { name: "Use these dates" }).click();
  const sentence = page.getByText(/^With this rule/);
  await expect(sentence).toContainText(/100\s% of the money/);

  const explain = page.getByRole("group", { name: "Explain" });
  const approve = page.getByRole("group", { name: "Approve" });
  await explain.getByLabel("Amount (EUR)").fill("8");
  await explain.getByLabel("% of sales").fill("0");
  await expect(page.getByText("may not be below those to explain")).toBeVisible();
  await approve.getByRole("slider", { name: "Approve: amount" }).press("End");
  await expect(sentence).toContainText(/With this rule 0 of/);
  await expectAccessible(page);

  await page.getByLabel("First business date").fill("2026-03-01");
  await page.getByRole("button", { name: "Save the rule" }).click();
  // A pass that runs by its plan may have read other days of the centre meanwhile.
  await expect(page.getByText(/open days? (was|were) re-evaluated/)).toBeVisible();
  expect(await cash()).toEqual(["within-tolerance"]);

  const rules = page.getByRole("table", { name: "Tolerances by centre and tender" });
  const row = rules.getByRole("row").filter({ hasText: centre.name });
  await expect(row).toContainText("8.00");
  await row.getByRole("button", { name: /^Open/ }).click();
  await explain.getByLabel("Amount (EUR)").fill("6.50");
  await page.getByLabel("First business date").fill(DATE);
  await page.getByRole("button", { name: "Save the rule" }).click();
  await expect(row).toContainText("6.50");
  expect(await cash()).toEqual(["over"]);

  await row.getByRole("button", { name: /^Open/ }).click();
  await page.getByLabel("First business date").fill("2026-04-01");
  await page.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Withdraw" }).click();
  await row.getByRole("button", { name: /^3 versions of / }).click();
  await expect(page.getByText("Version 3")).toBeVisible();
  await expect(page.getByText(/1 Mar 2026 to 1 Mar 2026/)).toBeVisible();
  await api.dispose();
});

test("whoever was slower sees what is said now @phone", async ({ page, administrator, centre }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/tolerances");
  await page.getByRole("button", { name: "Add a rule" }).click();
  await page.getByLabel("Where").selectOption({ label: centre.name });
  const limit = { amountMinor: 4_00, ppm: 0 };
  const level = { short: limit, over: limit };
  await post(administrator, "/api/tolerances", {
    centreId: centre.id,
    tenderId: "kind:cash",
    currency: "EUR",
    monthlyMinor: null,
    explain: level,
    approve: level,
    validFrom: DATE,
    basedOnVersion: 0,
  });
  await page.getByRole("button", { name: "Save the rule" }).click();
  await expect(page.getByText("Someone else has just changed this")).toBeVisible();
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByText(/Current rule.*explain above 4\.00/)).toBeVisible();
  await page.getByRole("button", { name: "Save the rule" }).click();
  await expect(page.getByText(/^Rule saved/)).toBeVisible();
  await expectAccessible(page);
});

test("a reviewer may try a rule, and not say one", async ({ page, enterAs }) => {
  await enterAs("reviewer");
  await page.goto("/settings/tolerances");
  await page.getByRole("button", { name: "Try a rule" }).click();
  await expect(page.getByRole("heading", { name: "What it would have flagged" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Save the rule" })).toHaveCount(0);
});
