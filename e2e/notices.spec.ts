/**
 * People are informed at the times they choose: of a till that is not counted, and of yesterday in
 * the centres of their area. Each comes once.
 */
import type { APIRequestContext, Page } from "@playwright/test";
import { addDays, localTime } from "../lib/domain/business-date";
import { get, linesOf, makeCentre, makePerson, post, readSheets } from "./arrange";
import { expect, expectAccessible, signIn, test } from "./fixtures";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
const CENTRES_TRIED_MAX = 20;
const NIGHT_HOUR = 2;

test.setTimeout(3 * MS_MAX);

test("a till that is not counted by a clock time is one notification, until it is read", async ({
  page,
  administrator,
}) => {
  const timeZone = zoneWhereItIsNight();
  const centre = await makeUncountedCentre(administrator, timeZone);
  await signIn(page, await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] }));
  await page.goto("/settings/notifications");
  await choose(page, "A till is not counted by a certain time", "Time at the centre");
  await expectAccessible(page);
  await saveUntilDue(page, { label: "Time at the centre", timeZone });
  // Saving again runs the job again, and the fact stays one.
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.goto("/notices");
  const row = page.getByRole("listitem").filter({ hasText: "Not counted in time" });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(centre.name);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Mark as read: Not counted in time" }).click();
  await expect(page.getByText("All read")).toBeVisible();
});

test("an area manager sees her area alone, and gets a summary of it at her hour", async ({
  page,
  administrator,
  centre,
}) => {
  const other = await makeCentre(administrator);
  const area = `A-${centre.id}`;
  const rows = [
    { kind: "area", id: area, name: `North ${centre.id}`, parentId: null, from: "2000-01-01" },
    { kind: "centre", id: centre.id, parentId: area, from: "2000-01-01" },
  ];
  const { version } = await get<{ version: number }>(administrator, "/api/organisation");
  await post(administrator, "/api/organisation", { basedOnVersion: version, rows });
  const email = `area-${centre.id}@example.test`;
  const { inviteUrl } = await post<{ inviteUrl: string }>(administrator, "/api/users", {
    email,
    name: "Area manager",
    roles: [{ nodeId: area, role: "reviewer" }],
  });
  const token = new URL(inviteUrl).pathname.split("/").at(-1) ?? "";
  const password = "a phrase of the area manager";
  await post(administrator, `/api/invitations/${token}`, { password });
  await signIn(page, { email, password });
  const { centres } = await get<{ centres: { id: string }[] }>(page.request, "/api/centres");
  expect(centres.map(({ id }) => id)).toEqual([centre.id]);

  await page.goto("/settings/notifications");
  const kind = "Every morning, a summary of yesterday in my centres";
  await choose(page, kind, "Time for you");
  const timeZone = await page.getByLabel("Time zone").inputValue();
  await saveUntilDue(page, { label: "Time for you", timeZone });
  await page.goto("/notices");
  const row = page.getByRole("listitem").filter({ hasText: "Yesterday in your centres" });
  await expect(row).toHaveCount(1);
  const date = addDays(localTime(Date.now(), timeZone).slice(0, 10), -1);
  const link = row.getByRole("link").first();
  await expect(link).toHaveAttribute("href", `/reconciliations?from=${date}&to=${date}`);
  await link.click();
  await expect(page).toHaveURL(/\/reconciliations/);
  await expect(page.getByText(other.name)).toHaveCount(0);
});

async function choose(page: Page, kind: string, field: string): Promise<void> {
  const alert = page.getByRole("checkbox", { name: kind, exact: true });
  await expect(async () => {
    await alert.check({ timeout: 1_000 });
    await expect(page.getByLabel(field)).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** The minute may pass between the choice and the job, so that it is chosen again. */
async function saveUntilDue(
  page: Page,
  { label, timeZone }: { label: string; timeZone: string },
): Promise<void> {
  await expect(async () => {
    await page.getByLabel(label).fill(localTime(Date.now(), timeZone).slice(11, 16));
    const saved = page.waitForResponse((response) => response.request().method() === "PUT");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    expect((await saved).ok()).toBe(true);
    await expect.poll(() => countNotices(page.request), { timeout: 10_000 }).toBeGreaterThan(0);
  }).toPass({ timeout: MS_MAX });
}

async function countNotices(api: APIRequestContext): Promise<number> {
  return (await get<{ notices: unknown[] }>(api, "/api/notices")).notices.length;
}

/** Before the business date changes, a time of this night belongs to yesterday's. */
function zoneWhereItIsNight(): string {
  const ahead = ((NIGHT_HOUR - new Date().getUTCHours() + 36) % 24) - 12;
  // The sign of these zones is that of the distance to UTC, not of the clock.
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

async function makeUncountedCentre(api: APIRequestContext, timeZone: string) {
  const date = addDays(localTime(Date.now(), timeZone).slice(0, 10), -1);
  for (let tried = 0; tried < CENTRES_TRIED_MAX; tried += 1) {
    const id = String(900_000 + (Date.now() % 90_000) + tried);
    const centre = { id, name: `Night centre ${id}` };
    await post(api, "/api/centres", { centres: [{ ...centre, currency: "EUR", timeZone }] });
    await readSheets(api, { centreIds: [id], from: date, to: date });
    const lines = await linesOf(api, { centreId: id, date });
    if (lines.some(({ verdict }) => verdict === "uncounted")) return centre;
  }
  throw new Error("No centre of the sandbox traded on that date.");
}
