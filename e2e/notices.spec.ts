/**
 * People are informed at the times they choose, by two instances and a real mail server: of a till
 * that is not counted, and of yesterday in the centres of their area. Each comes once.
 */
import { randomInt } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { addDays, localTime } from "../lib/domain/business-date";
import { type MailServer, startMailServer } from "../lib/testing/mail-server";
import type { Running } from "../lib/testing/acceptance-upstream";
import { startSecondInstance } from "../lib/testing/second-instance";
import { countDay, get, linesOf, makePerson, post, readSheets, signedIn } from "./arrange";
import { changeTree } from "./arrange-organisation";
import { expect, expectAccessible, signIn, test } from "./fixtures";
import { MAIL_PORT, SECOND_PORT } from "./ports";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
const CENTRES_TRIED_MAX = 20;
/** Before the business date changes, a time of this night belongs to yesterday's. */
const NIGHT_HOUR = 2;
const NOON = 12;
const ALERT = "A till is not counted by a certain time";
const DIGEST = "Every morning, a summary of yesterday in my centres";

test.setTimeout(3 * MS_MAX);

let mails: MailServer;
let second: Running;
test.beforeAll(async () => {
  test.setTimeout(MS_MAX);
  [mails, second] = await Promise.all([
    startMailServer(MAIL_PORT),
    startSecondInstance(SECOND_PORT, {
      DATA_DIR: ".data/e2e",
      SMTP_URL: `smtp://127.0.0.1:${MAIL_PORT}`,
      MAIL_FROM: "Counterfoil <counterfoil@example.test>",
    }),
  ]);
});
test.afterAll(() => Promise.all([mails.stop(), second.stop()]));

test("a till that is not counted by a clock time is one notification and one mail of two instances", async ({
  page,
  administrator,
}) => {
  const timeZone = zoneWhereItIs(NIGHT_HOUR);
  const [centre] = await makeTradingCentres(administrator, { count: 1, timeZone });
  const person = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
  await signIn(page, person);
  await page.goto("/settings/notifications");
  // Browsers call some time zones by other names than the server, which renders the chosen alone.
  const html = await (await page.request.get("/settings/notifications")).text();
  expect(html.includes("America/Lima"), "the server lists time zones").toBe(false);
  await expect(page.locator("option[value='America/Lima']")).toBeAttached();
  await choose(page, ALERT, "Time at the centre");
  await expectAccessible(page);
  await saveUntilDue(page, { label: "Time at the centre", timeZone });
  // Both instances work on the jobs, and saving again runs this one again.
  const other = await signedIn(second.url, person);
  await Promise.all([
    page.getByRole("button", { name: "Save", exact: true }).click(),
    expect(() => addDigestDueNow(other)).toPass({ timeout: MS_MAX }),
  ]);
  await expect.poll(() => titlesTo(person.email), { timeout: MS_MAX }).toHaveLength(2);
  const titles = titlesTo(person.email);
  expect(titles.filter((title) => title.startsWith("Not counted in time:"))).toHaveLength(1);
  for (const at of [second.url, ""]) {
    await page.goto(`${at}/notices`);
    const row = page.getByRole("listitem").filter({ hasText: "Not counted in time" });
    await expect(row).toHaveCount(1);
    await expect(row).toContainText(centre.name);
  }
  await expectAccessible(page);
  await page.getByRole("button", { name: "Mark as read: Not counted in time" }).click();
  await expect(page.getByText("Not counted in time").first()).toBeVisible();
  await other.dispose();
});

test("an area manager sees her area alone, and her summary by mail names no other centre", async ({
  page,
  administrator,
}) => {
  // By the clocks of her centres and of her own it is far from midnight.
  const timeZone = zoneWhereItIs(NOON);
  const [centre, other] = await makeTradingCentres(administrator, { count: 2, timeZone });
  for (const { id, date } of [centre, other]) {
    await countDay(administrator, { centreId: id, date }, (_, index) => (index === 0 ? 12_34 : 0));
  }
  const area = `A-${centre.id}`;
  await changeTree(administrator, [
    { kind: "area", id: area, name: `North ${centre.id}`, parentId: null },
    { kind: "centre", id: centre.id, parentId: area },
  ]);
  const manager = await makePerson(administrator, { role: "reviewer", nodeIds: [area] });
  await signIn(page, manager);
  const { centres } = await get<{ centres: { id: string }[] }>(page.request, "/api/centres");
  expect(centres.map(({ id }) => id)).toEqual([centre.id]);

  await saveZone(page.request, timeZone);
  await page.goto("/settings/notifications");
  await choose(page, DIGEST, "Time for you");
  await saveUntilDue(page, { label: "Time for you", timeZone });
  await page.goto("/notices");
  const row = page.getByRole("listitem").filter({ hasText: "Yesterday in your centres" });
  await expect(row).toHaveCount(1);
  const { date } = centre;
  const link = row.getByRole("link").first();
  await expect(link).toHaveAttribute("href", `/reconciliations?from=${date}&to=${date}`);
  await link.click();
  await expect(page).toHaveURL(/\/reconciliations/);
  await expect(page.getByText(centre.name).first()).toBeVisible();
  await expect(page.getByText(other.name)).toHaveCount(0);

  await expect.poll(() => mailsTo(manager.email).length, { timeout: MS_MAX }).toBe(1);
  const [mail] = mailsTo(manager.email);
  const content = `${mail?.subject} ${mail?.text} ${mail?.html}`;
  expect(mail?.text).toContain(centre.name);
  expect(mail?.text).toContain("12.34 EUR");
  expect(content).not.toContain(other.name);
  expect(content).not.toContain(other.id);
});

/** By mail too. */
async function choose(page: Page, kind: string, field: string): Promise<void> {
  const alert = page.getByRole("checkbox", { name: kind, exact: true });
  await expect(async () => {
    await alert.check({ timeout: 1_000 });
    await expect(page.getByLabel(field)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("checkbox", { name: `Also by mail: ${kind}` }).check();
}

type Saved = { version: number; available: string[]; subscriptions: object[] } & Record<
  "language" | "timeZone" | "quietFrom" | "quietTo",
  string | null
>;

async function save(api: APIRequestContext, change: (saved: Saved) => object): Promise<void> {
  const saved = await get<Saved>(api, "/api/notice-settings");
  const { version, language, timeZone, quietFrom, quietTo, subscriptions } = saved;
  const settings = { version, language, timeZone, quietFrom, quietTo, subscriptions };
  const response = await api.put("/api/notice-settings", {
    data: { ...settings, ...change(saved) },
  });
  expect(response.ok(), await response.text()).toBe(true);
}

const saveZone = (api: APIRequestContext, timeZone: string) => save(api, () => ({ timeZone }));

/** Its mail is sent after every earlier one. */
async function addDigestDueNow(api: APIRequestContext): Promise<void> {
  await save(api, ({ timeZone, subscriptions }) => {
    const atTime = localTime(Date.now(), timeZone ?? "UTC").slice(11, 16);
    const digest = { kind: "digest", mail: true, atTime, amountMinor: null, currency: null };
    return { subscriptions: [...subscriptions.filter(isNoDigest), digest] };
  });
  await expect.poll(() => countNotices(api), { timeout: 10_000 }).toBe(2);
}

const isNoDigest = (one: object) => !("kind" in one) || one.kind !== "digest";

const mailsTo = (address: string) =>
  mails.mails.filter((mail) => JSON.stringify(mail.to).includes(address) && !isOfSignIn(mail));
const titlesTo = (address: string) => mailsTo(address).map((mail) => mail.subject ?? "");

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

function zoneWhereItIs(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  // The sign of these zones is that of the distance to UTC, not of the clock.
  return ahead === 0 ? "Etc/GMT" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

type Trading = { id: string; name: string; date: string };

/** Centres with uncounted tills on the calendar date before today's. */
async function makeTradingCentres<Count extends 1 | 2>(
  api: APIRequestContext,
  { count, timeZone }: { count: Count; timeZone: string },
): Promise<Count extends 1 ? [Trading] : [Trading, Trading]> {
  const date = addDays(localTime(Date.now(), timeZone).slice(0, 10), -1);
  const found: Trading[] = [];
  for (let tried = 0; tried < CENTRES_TRIED_MAX && found.length < count; tried += 1) {
    const id = String(randomInt(900_000, 999_999));
    const centre = { id, name: `Night centre ${id}` };
    await post(api, "/api/centres", { centres: [{ ...centre, currency: "EUR", timeZone }] });
    await readSheets(api, { centreIds: [id], from: date, to: date });
    const lines = await linesOf(api, { centreId: id, date });
    if (lines.some(({ verdict }) => verdict === "uncounted")) found.push({ ...centre, date });
  }
  expect(found, "centres of the sandbox that traded on that date").toHaveLength(count);
  return found as Count extends 1 ? [Trading] : [Trading, Trading];
}

/** A test signs people in from several browsers, which has mails of its own. */
function isOfSignIn(mail: MailServer["mails"][number]): boolean {
  return mail.subject?.startsWith("New sign-in") === true;
}
