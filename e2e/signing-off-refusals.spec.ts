/**
 * A user who may not make a move reads why, and who can; a user with an outdated page sees the
 * current day.
 */
import { linesOf } from "./arrange";
import {
  askRecount,
  countLine,
  countLines,
  dayOf,
  explain,
  expectRefused,
  makeSignatory,
  moveDay,
  linePosition,
  prepareDay,
} from "./arrange-workflow";
import { expectSigned, expectStamp, move, openDay, stub, switchUser } from "./pages/day";
import { padOf } from "./pages/pad";
import { expect, expectAccessible, isSame, test } from "./workflow-fixtures";

// Several users sign in one after another, which takes its time on a busy machine.
test.describe.configure({ timeout: 180_000 });

for (const tag of ["", " @phone"]) {
  test(`a review waits for a fresh count, a count, and an explanation${tag}`, async ({
    page,
    signatories,
    day,
    cash,
    other,
  }) => {
    const { counter, reviewer } = signatories;
    await countLines(signatories, day, (line) =>
      isSame(line, other) ? null : isSame(line, cash) ? -321 : 0,
    );
    await askRecount(reviewer.api, cash, "Is it really 3.21?");
    await switchUser(page, reviewer);
    const expectReason = async (reason: string) => {
      await openDay(page, day);
      await expect(stub(page).getByText(reason)).toBeVisible();
      await expect(page.getByRole("button", { name: "Review the day" })).toBeDisabled();
      const review = { path: `/api/reconciliations/${day.centreId}/${day.date}/review` };
      const { version, may } = await dayOf(reviewer.api, day);
      const code = may.review?.reason ?? "";
      await expectRefused(reviewer.api, { ...review, data: { version }, reason: code });
      return code;
    };
    expect(await expectReason("A recount of one line is requested first.")).toBe("recount-wanted");
    await expectAccessible(page);
    await countLine(counter.api, cash, (cash.expectedMinor ?? 0) - 321);
    const uncounted = "One line is neither counted nor waived. Count or waive, then review.";
    expect(await expectReason(uncounted)).toBe("uncounted");
    await explain(reviewer.api, other, "count-lost");
    const unexplained = "One difference has no explanation yet. Explain, then review.";
    expect(await expectReason(unexplained)).toBe("unexplained");
    await explain(reviewer.api, cash, "cash-handling");
    await openDay(page, day);
    await expect(page.getByRole("button", { name: "Review the day" })).toBeEnabled();
  });
}

test("who counted does not review, and reads who can", async ({
  page,
  signatories,
  day,
  administrator,
  baseURL,
}) => {
  const both = await makeSignatory(administrator, {
    baseURL: baseURL ?? "",
    centreId: day.centreId,
    roles: ["counter", "reviewer"],
  });
  await prepareDay({ ...signatories, counter: both }, day);
  await switchUser(page, both);
  await openDay(page, day);
  const why =
    /^You counted on this day, so someone else must do this. This can be done by: .*Test reviewer/;
  await expect(stub(page).getByText(why)).toBeVisible();
  await expect(page.getByRole("button", { name: "Review the day" })).toBeDisabled();
  await expectAccessible(page);
  const { version } = await dayOf(both.api, day);
  await expectRefused(both.api, {
    path: `/api/reconciliations/${day.centreId}/${day.date}/review`,
    data: { version },
    reason: "counted-by-you",
  });
  await both.api.dispose();
});

test("who reviewed does not approve, and a large difference is approved before closing", async ({
  page,
  signatories,
  day,
  cash,
  administrator,
  baseURL,
}) => {
  const both = await makeSignatory(administrator, {
    baseURL: baseURL ?? "",
    centreId: day.centreId,
    roles: ["reviewer", "approver"],
  });
  await prepareDay(signatories, day, (line) => (isSame(line, cash) ? -2_345 : 0));
  await switchUser(page, both);
  await openDay(page, day);
  await move(page, "Review the day");
  await expectSigned(page, "reviewed");
  const why =
    /^You reviewed this day, so someone else must do this. This can be done by: .*Test approver/;
  await expect(stub(page).getByText(why)).toBeVisible();
  await expect(page.getByRole("button", { name: "Approve the day" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Close the day" })).toBeDisabled();
  await expectAccessible(page);
  await switchUser(page, signatories.approver);
  await openDay(page, day);
  const first = "One difference is above the approval limit. Approve before closing.";
  await expect(stub(page).getByText(first)).toBeVisible();
  await expect(page.getByRole("button", { name: "Close the day" })).toBeDisabled();
  const path = `/api/reconciliations/${day.centreId}/${day.date}`;
  const { version } = await dayOf(both.api, day);
  await expectRefused(both.api, {
    path: `${path}/approval`,
    data: { version },
    reason: "reviewed-by-you",
  });
  await expectRefused(signatories.approver.api, {
    path: `${path}/closure`,
    data: { version },
    reason: "approval-needed",
  });
  await both.api.dispose();
});

test("a closed day takes neither note nor count", async ({ page, signatories, day, cash }) => {
  await prepareDay(signatories, day);
  await switchUser(page, signatories.reviewer);
  await openDay(page, day);
  const note = page.getByLabel("Add a note");
  await expect(async () => {
    await note.fill("Typed before it was closed.");
    await expect(page.getByRole("button", { name: "Save the note" })).toBeEnabled();
  }).toPass();
  await moveDay(signatories.reviewer, { ...day, move: "review" });
  await moveDay(signatories.approver, { ...day, move: "closure" });
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(stub(page).getByText("closed", { exact: true })).toBeVisible();
  await expect(page.getByText(/Your note is kept/)).toBeVisible();
  await page.getByRole("button", { name: "Save the note" }).click();
  await expect(page.getByText(/The day is closed. Reopen it to add a note./)).toBeVisible();
  await expect(note).toHaveValue("Typed before it was closed.");
  await expectAccessible(page);
  await openDay(page, day);
  await expect(note).toHaveCount(0);
  const { version } = await dayOf(signatories.reviewer.api, day);
  await expectRefused(signatories.reviewer.api, {
    path: `/api/reconciliations/${day.centreId}/${day.date}/notes`,
    data: { version, text: "Too late." },
    reason: "day-closed",
  });
  await switchUser(page, signatories.counter);
  await page.goto(padOf(cash));
  await expect(page.getByText(/This day is closed/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Hand in" })).toHaveCount(0);
  await expectAccessible(page);
  const { centreId, businessDate } = cash;
  await expectRefused(signatories.counter.api, {
    path: "/api/till-counts",
    reason: "day-not-open",
    data: { centreId, businessDate, ...linePosition(cash), countedMinor: 1 },
  });
});

test("who is a second late sees the day as it is", async ({ page, signatories, day }) => {
  await prepareDay(signatories, day);
  await switchUser(page, signatories.reviewer);
  await openDay(page, day);
  const [line] = await linesOf(signatories.reviewer.api, day);
  expect(line?.verdict).toBe("matched");
  // The dialog has a button of the same name.
  const rail = page.getByRole("complementary", { name: "The day" });
  const review = rail.getByRole("button", { name: "Review the day" });
  await expect(review).toBeEnabled();
  const dialog = page.getByRole("dialog", { name: /^Review .*\?$/ });
  await expect(async () => {
    // A second press beside the dialog would close it again.
    if (!(await dialog.isVisible())) await review.click({ timeout: 1_000 });
    await expect(dialog).toBeVisible({ timeout: 10_000 });
  }).toPass();
  await page.route("**/api/reconciliations/moves", async (route) => {
    await moveDay(signatories.reviewer, { ...day, move: "review" });
    await route.continue();
  });
  await dialog.getByRole("button", { name: "Review the day" }).click();
  const late = page.getByRole("dialog", { name: "Nothing to review here" });
  await expect(late.getByText("The day changed after it was shown.")).toBeVisible();
  await expect(late.getByRole("listitem").getByText("Already done.")).toBeVisible();
  await expectAccessible(page);
  await late.getByRole("button", { name: "Back" }).click();
  await expectStamp(page, "Reviewed", "Test reviewer");
  await expect(review).toHaveCount(0);
  await expectAccessible(page);
});
