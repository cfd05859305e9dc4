/**
 * The pictures of the guides in docs/guides. Each test does what a guide describes and takes the
 * picture of what the user then sees, so that a guide to a removed screen fails here.
 */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import type { DayDetail } from "../../lib/contracts/reconciliation";
import { ROLES, type Role } from "../../lib/domain/permission";
import { type ApiLine, enter, get } from "../arrange";
import { fillPieces } from "../counting";
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";

const DAYS_TRIED_MAX = 14;
const DAY_MS = 86_400_000;

test.beforeEach(({ page }) => page.emulateMedia({ reducedMotion: "reduce" }));

test.describe("counters @phone", () => {
  test("the tills that wait, a till, the pad and what was handed in", async ({ page }) => {
    await signInAs(page, "counter");
    await page.goto("/");
    await draw(page, "counter-today");
    await page
      .getByRole("link", { name: /^Count/ })
      .nth(1)
      .click();
    await expect(page.getByRole("button", { name: "Count: Cash" })).toBeVisible();
    await draw(page, "counter-till");
    await expect(async () => {
      await page.getByRole("button", { name: "Count: Cash" }).click({ timeout: 1_000 });
      await expect(page.locator('[data-pad="5000"]')).toBeVisible({ timeout: 1_000 });
    }).toPass();
    await fillPieces(page, { "5000": "4", "2000": "7", "1000": "6", "500": "3", "100": "12" });
    await draw(page, "counter-pad");
    await page.getByRole("button", { name: "Hand in" }).click();
    await expect(page.getByText("1 count handed in.")).toBeVisible();
    await draw(page, "counter-handed-in");
  });
});

test("the first page of somebody who signs off", async ({ page }) => {
  await signInAs(page, "approver");
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Coverage" })).toBeVisible();
  await draw(page, "today");
});

test("the lines of several days that differ", async ({ page }) => {
  await signInAs(page, "approver");
  const { from, to } = lastDays(4);
  await page.goto(`/reconciliations?from=${from}&to=${to}&differencesOnly=true`);
  await expect(page.getByRole("columnheader", { name: "Difference" })).toBeVisible();
  await draw(page, "reconciliations");
});

test("a day with a difference and its likely causes", async ({ page }) => {
  await signInAs(page, "reviewer");
  const { centreId, businessDate } = await findDayWithCause(page.request);
  await page.goto(`/reconciliations/${centreId}/${businessDate}`);
  const panel = page.getByText("Likely causes", { exact: true }).first();
  await panel.scrollIntoViewIfNeeded();
  await draw(page, "day-likely-causes");
});

test("variances of four weeks", async ({ page }) => {
  await signInAs(page, "approver");
  const { from, to } = lastDays(28);
  await page.goto(`/variances?from=${from}&to=${to}`);
  await expect(page.getByRole("heading", { name: /by day$/ }).first()).toBeVisible();
  await page.mouse.move(600, 400);
  await page.waitForLoadState("networkidle");
  await draw(page, "variances");
});

test("the calendar of every centre", async ({ page }) => {
  await signInAs(page, "approver");
  await page.goto("/coverage");
  await expect(page.getByRole("heading", { name: "Closed periods" })).toBeVisible();
  await draw(page, "coverage");
});

test("an invitation, a draft of a rule and the connection", async ({ page }) => {
  await signInAs(page, "administrator");
  await page.goto("/settings/people");
  await pressUntil(page, "Invite someone", () => page.getByRole("dialog"));
  await page.getByRole("dialog").getByLabel("Name").fill("Nadia Costa");
  await page.getByRole("dialog").getByLabel("E-mail").fill("nadia.costa@example.test");
  await draw(page, "settings-invite");
  await page.goto("/settings/tolerances");
  await pressUntil(page, "Add a rule", () => page.getByRole("heading", { name: /rule/i }).first());
  await draw(page, "settings-tolerance");
  await page.goto("/settings/connection");
  await page.getByLabel("Centre ID").fill("101");
  await pressUntil(page, "Ask Cashrec", () => page.getByText(/can read this response/));
  await draw(page, "settings-connection");
});

test("the trail and its proof", async ({ page }) => {
  await signInAs(page, "auditor");
  await page.goto("/audit");
  await pressUntil(page, "Verify the trail", () => page.getByText(/entries are intact$/));
  await draw(page, "trail");
});

async function signInAs(page: Page, role: Role): Promise<void> {
  expect(ROLES).toContain(role);
  await enter(page.request, { email: `${role}@example.test`, password: DEMO_PASSWORD });
}

/** Takes the picture once everything is loaded, without pointer and caret. */
async function draw(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.screenshot({
    path: `docs/pictures/${name}.png`,
    caret: "hide",
    animations: "disabled",
  });
}

/** A press before the page is interactive does nothing, so it is repeated. */
async function pressUntil(page: Page, name: string, shown: () => ReturnType<Page["getByText"]>) {
  await expect(async () => {
    await page.getByRole("button", { name, exact: true }).first().click({ timeout: 1_000 });
    await expect(shown()).toBeVisible({ timeout: 5_000 });
  }).toPass();
}

function lastDays(days: number): { from: string; to: string } {
  const dateBefore = (days: number) =>
    new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
  return { from: dateBefore(days), to: dateBefore(1) };
}

/** The most recent day of the demo whose first difference has a cause. */
async function findDayWithCause(api: APIRequestContext): Promise<DayDetail> {
  for (let back = 1; back <= DAYS_TRIED_MAX; back += 1) {
    const { from: date } = lastDays(back);
    const query = `from=${date}&to=${date}&differencesOnly=true`;
    const { lines } = await get<{ lines: ApiLine[] }>(api, `/api/reconciliations?${query}`);
    for (const centreId of new Set(lines.map((line) => line.centreId))) {
      const day = await get<DayDetail>(api, `/api/reconciliations/${centreId}/${date}`);
      if ((day.causes[0]?.causes.length ?? 0) > 0) return day;
    }
  }
  throw new Error(`no day of the last ${DAYS_TRIED_MAX} of the demo has a likely cause`);
}
