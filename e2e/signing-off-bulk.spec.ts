/** Many days are signed at once: those of a selection, and those of a period. */
import { addDays } from "../lib/domain/business-date";
import { DATE, linesOf, readSheets } from "./arrange";
import {
  countLines,
  dayOf,
  type DayKey,
  expectRefused,
  moveDay,
  linePosition,
  prepareDay,
} from "./arrange-workflow";
import { openDay, stub, switchUser } from "./pages/day";
import { padOf } from "./pages/pad";
import { expect, expectAccessible, test } from "./workflow-fixtures";

test("of the days that are selected, those that are ready move and one says why", async ({
  page,
  signatories,
  day,
}) => {
  test.setTimeout(240_000);
  const span = { from: addDays(DATE, 1), to: addDays(DATE, 6) };
  await readSheets(signatories.reviewer.api, { centreIds: [day.centreId], ...span });
  const days: DayKey[] = [];
  for (let date = span.from; date <= span.to && days.length < 2; date = addDays(date, 1)) {
    const key = { ...day, date };
    if ((await linesOf(signatories.reviewer.api, key)).length > 0) days.push(key);
  }
  expect(days.length).toBe(2);
  for (const key of [day, ...days.slice(0, 1)]) await prepareDay(signatories, key);
  await countLines(signatories, days[1] ?? day, ({ tenderKind }) =>
    tenderKind === "cash" ? null : 0,
  );
  await switchUser(page, signatories.reviewer);
  const to = days[1]?.date ?? "";
  await page.goto(`/reconciliations?centreId=${day.centreId}&from=${DATE}&to=${to}`);
  const button = page.getByRole("button", { name: "Review 3 days" });
  await expect(async () => {
    await page.getByRole("checkbox", { name: "Select every line" }).check({ timeout: 1_000 });
    await expect(button).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);
  await button.click();
  const dialog = page.getByRole("dialog", { name: "Review 2 days?" });
  await expect(dialog.getByText("1 day is left out:")).toBeVisible();
  await expect(dialog.getByText("A line is neither counted nor waived.")).toBeVisible();
  await expectAccessible(page);
  const statesOf = () =>
    Promise.all(
      [day, ...days].map(async (key) => (await dayOf(signatories.reviewer.api, key)).state),
    );
  expect(await statesOf()).toEqual(["open", "open", "open"]);
  await dialog.getByRole("button", { name: "Review 2 days" }).click();
  // The offer stands for ten seconds, so that it is taken before anything else is looked at.
  const notice = page.getByRole("region", { name: "Last sign-off" });
  await notice.getByRole("button", { name: /^Undo/ }).click();
  await expect(notice.getByRole("status")).toContainText("Undone: 2 days are as they were before");
  await expectAccessible(page);
  expect(await statesOf()).toEqual(["open", "open", "open"]);
  const { moves } = await dayOf(signatories.reviewer.api, day);
  expect(moves.map((made) => made.move)).toEqual(["undo", "review"]);
});

for (const tag of ["", " @phone"]) {
  test(`a period is closed, refuses what comes late, and is reopened with a reason${tag}`, async ({
    page,
    signatories,
    day,
    cash,
  }) => {
    test.setTimeout(120_000);
    await prepareDay(signatories, day);
    await moveDay(signatories.reviewer, { ...day, move: "review" });
    await switchUser(page, signatories.approver);
    await page.goto(`/coverage?month=${DATE.slice(0, 7)}`);
    await expectAccessible(page);
    const close = page.getByRole("button", { name: "Close the period" });
    await expect(async () => {
      await page.getByLabel("From").fill(DATE, { timeout: 1_000 });
      await page.getByLabel("To", { exact: true }).fill(DATE);
      await close.click();
      await expect(page.getByText(/Not closed yet: Mon 2 Mar/)).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await moveDay(signatories.approver, { ...day, move: "closure" });
    await close.click();
    const periods = page.getByRole("table", { name: "Closed periods" }).getByRole("row");
    await expect(periods.filter({ hasText: "closed" }).getByText("Test approver")).toBeVisible();
    await expectAccessible(page);

    const { version } = await dayOf(signatories.approver.api, day);
    await expectRefused(signatories.approver.api, {
      path: `/api/reconciliations/${day.centreId}/${day.date}/reopening`,
      data: { version, text: "One more slip." },
      reason: "period-closed",
    });
    await openDay(page, day);
    const closed = "The period of this day is closed. Reopen it first.";
    await expect(stub(page).getByText(closed)).toBeVisible();
    await expectLateCountRefused();
    await switchUser(page, signatories.counter);
    await page.goto(padOf(cash));
    await expect(page.getByRole("button", { name: "Hand in" })).toHaveCount(0);
    await expect(page.getByText(/period is closed|day is closed/).first()).toBeVisible();

    await switchUser(page, signatories.approver);
    await page.goto(`/coverage?month=${DATE.slice(0, 7)}`);
    const reopen = page.getByRole("button", { name: "Reopen the period" });
    await expect(reopen).toBeDisabled();
    await expect(async () => {
      await page.getByLabel("From").fill(DATE, { timeout: 1_000 });
      await page.getByLabel("To", { exact: true }).fill(DATE);
      await page.getByLabel("Reason").fill("A slip turned up.");
      await expect(reopen).toBeEnabled({ timeout: 1_000 });
    }).toPass();
    await reopen.click();
    await expect(periods.filter({ hasText: "reopened" })).toHaveCount(1);
    await openDay(page, day);
    await expect(page.getByRole("button", { name: "Reopen the day" })).toBeEnabled();

    async function expectLateCountRefused(): Promise<void> {
      const { centreId, businessDate } = cash;
      const count = { centreId, businessDate, ...linePosition(cash), countedMinor: 1 };
      const response = await signatories.counter.api.post("/api/till-counts", { data: count });
      expect(response.status()).toBe(422);
      expect(await response.json()).toMatchObject({ code: "REFUSED" });
    }
  });
}
