/** A schedule is made on its page, mailed to a real server, and its file opened. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import type { ParsedMail } from "mailparser";
import type { RunList } from "../lib/contracts/schedule";
import { addDays, computeBusinessDate, listDays } from "../lib/domain/business-date";
import { formatMoney } from "../lib/domain/format";
import { type MailServer, startMailServer } from "../lib/testing/mail-server";
import { readPdf } from "../lib/testing/read-pdf";
import { get, linesOf, post, readSheets } from "./arrange";
import { expect, expectAccessible, signInByForm, test } from "./fixtures";
import { MAIL_PORT } from "./ports";

/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;
const CLOCK = { timeZone: "Europe/Madrid", dayStartsAt: "05:00" };

let server: MailServer;
test.beforeAll(async () => {
  server = await startMailServer(MAIL_PORT);
});
test.afterAll(() => server.stop());

test("a schedule is mailed as a PDF of its view, and as a link that wants a sign-in", async ({
  page,
  enterAs,
  centre,
}) => {
  test.setTimeout(3 * MS_MAX);
  const reviewer = await enterAs("reviewer");
  const today = computeBusinessDate(Date.now(), CLOCK);
  // A day may begin while the test runs.
  const range = { from: addDays(today, -7), to: today };
  await readSheets(page.request, { centreIds: [centre.id], ...range });
  const query = `centreId=${encodeURIComponent(centre.id)}`;
  await post(page.request, "/api/views", { page: "reconciliations", name: "My lines", query });

  await page.goto("/reports");
  await expect(page.getByText("No schedules yet")).toBeVisible();
  const dialog = await openForm(page);
  await expect(dialog.getByLabel("Saved view")).toContainText("My lines");
  // A centre of the sandbox is closed on some days, and never for a week.
  await dialog.getByLabel("Days").selectOption("last-7-days");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole("button", { name: "Run My lines now" }).click();

  const [mail] = await mailsTo(reviewer.email, 1);
  const { runs } = await get<RunList>(page.request, "/api/report-runs");
  const { from, to } = runs[0] ?? {};
  const dates = listDays({ from: from ?? "", to: to ?? "" });
  const [attached] = mail?.attachments ?? [];
  expect(attached?.contentType).toBe("application/pdf");
  const { pages } = await readPdf(attached?.content ?? Buffer.alloc(0));
  const text = pages.flat().join("\n");
  const lines = (
    await Promise.all(dates.map((date) => linesOf(page.request, { centreId: centre.id, date })))
  ).flat();
  expect(lines.length).toBeGreaterThan(0);
  expect(text).toContain(centre.name);
  for (const { expectedMinor } of lines) {
    if (expectedMinor !== null) expect(text).toContain(formatMoney(expectedMinor, "EUR", "en"));
  }
  const file = await downloadFrom(page, /^Open reconciliations-/);
  expect(file.equals(attached?.content ?? Buffer.alloc(0)), "the same bytes").toBe(true);

  await page.getByRole("button", { name: "Change My lines" }).click();
  await page.getByRole("dialog").getByLabel("By mail").selectOption("link");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("button", { name: "Run My lines now" }).click();
  const [, linked] = await mailsTo(reviewer.email, 2);
  expect(linked?.attachments).toEqual([]);
  const [link = ""] = /https?:\S+\/reports\?file=\S+/.exec(linked?.text ?? "") ?? [];
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page).toHaveURL(/sign-in/);
  await signInByForm(page, reviewer);
  await page.goto(link);
  expect((await downloadFrom(page, "Download")).subarray(0, 5).toString()).toBe("%PDF-");
});

async function openForm(page: Page) {
  const dialog = page.getByRole("dialog");
  // A press before hydration does nothing.
  await expect(async () => {
    if (!(await dialog.isVisible())) {
      await page.getByRole("button", { name: "Create a schedule" }).click({ timeout: 1_000 });
    }
    await expect(dialog).toBeVisible({ timeout: 5_000 });
  }).toPass();
  return dialog;
}

async function mailsTo(address: string, count: number): Promise<ParsedMail[]> {
  // A test signs people in from several browsers, which has mails of its own.
  const mails = () =>
    server.mails.filter(
      (mail) =>
        JSON.stringify(mail.to).includes(address) &&
        mail.subject?.startsWith("New sign-in") !== true,
    );
  await expect.poll(() => mails().length, { timeout: MS_MAX }).toBe(count);
  return mails();
}

async function downloadFrom(page: Page, name: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name }).first().click(),
  ]);
  return readFile(await download.path());
}
