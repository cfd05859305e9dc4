/**
 * A day goes from its blind counts to its closure and back, with the mouse and with the keyboard
 * alone.
 */
import { countLines } from "./arrange-workflow";
import {
  chooseLine,
  expectSigned,
  expectStamp,
  expectAuditEntries,
  move,
  openDay,
  stub,
  switchUser,
} from "./pages/day";
import { countOnPad, padOf } from "./pages/pad";
import { expect, expectAccessible, FLOAT_MINOR, isSame, test } from "./workflow-fixtures";

const AGAIN = "The float of 200.00 may be missing. Please count again.";

for (const tag of ["", " @phone"]) {
  test(`a day is counted blind, explained, signed, and opened again${tag}`, async ({
    page,
    signatories,
    day,
    cash,
    other,
  }) => {
    test.setTimeout(240_000);
    const { counter, reviewer, approver } = signatories;
    await countLines(signatories, day, (line) =>
      isSame(line, cash) || isSame(line, other) ? null : 0,
    );

    await test.step("the counter counts, and is asked to count again", async () => {
      await switchUser(page, counter);
      await page.goto(padOf(cash));
      await countOnPad(page, 3_000);
      await expect(page.getByText("1 count handed in.")).toBeVisible();
      await switchUser(page, reviewer);
      await openDay(page, day);
      await chooseLine(page, cash);
      await page.getByRole("button", { name: "Request a recount" }).click();
      await page.getByLabel(/What should be checked/).fill(AGAIN);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Request", exact: true }).click();
      await expect(page.getByText("Recount requested", { exact: true })).toBeVisible();
      await switchUser(page, counter);
      await page.goto("/");
      await expect(page.getByText(AGAIN)).toBeVisible();
      await page.getByRole("link", { name: /^Recount/ }).click();
      await expect(page.getByText(AGAIN)).toBeVisible();
      await countOnPad(page, (cash.expectedMinor ?? 0) - FLOAT_MINOR);
      await expect(page.getByText("1 count handed in.")).toBeVisible();
      await expect(page.getByText("Expected", { exact: true })).toHaveCount(0);
    });

    await test.step("the reviewer takes the likely cause, waives a line, and reviews", async () => {
      await switchUser(page, reviewer);
      await openDay(page, day);
      await chooseLine(page, cash);
      await expect(page.getByText("A recount was requested and has been made")).toBeVisible();
      const cause = page.getByRole("listitem").filter({ hasText: "Float not counted" });
      await expect(cause).toContainText("strong fit");
      await expect(cause).toContainText("200.00 short equals the float of Till 1.");
      await expectAccessible(page);
      await cause.getByRole("button", { name: "Use this reason" }).click();
      await expect(cause.getByText(/^Reason since .*, Test reviewer$/)).toBeVisible();
      await chooseLine(page, other);
      await page.getByLabel("Reason", { exact: true }).selectOption({ label: "Count lost" });
      await page
        .getByRole("textbox", { name: "Details" })
        .fill("The slip of the terminal was thrown away.");
      await page.getByRole("button", { name: "Waive the count" }).click();
      await expect(page.getByText("The slip of the terminal was thrown away.")).toBeVisible();
      await move(page, "Review the day");
      await expectSigned(page, "reviewed");
      await expectStamp(page, "Reviewed", "Test reviewer");
      await expectAccessible(page);
    });

    await test.step("the approver approves, closes, and opens it again", async () => {
      await switchUser(page, approver);
      await openDay(page, day);
      await move(page, "Approve the day");
      await expectSigned(page, "approved");
      await move(page, "Close the day");
      await expectSigned(page, "closed");
      await expectStamp(page, "Counted", "Test counter");
      await expectStamp(page, "Reviewed", "Test reviewer");
      await expectStamp(page, "Approved", "Test approver");
      await expectStamp(page, "Closed", "Test approver");
      await expectAuditEntries(page, ["Closed the day", "Approved the day", "Reviewed the day"]);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Reopen the day" }).click();
      const dialog = page.getByRole("dialog", { name: "Reopen this day?" });
      await expect(dialog.getByRole("button", { name: "Reopen the day" })).toBeDisabled();
      await expectAccessible(page);
      await dialog.getByLabel("Reason").fill("The slip was found.");
      await dialog.getByRole("button", { name: "Reopen the day" }).click();
      await expect(stub(page).getByText("Reopened.")).toBeVisible();
      await expectStamp(page, "Reviewed", "not yet");
      await expectStamp(page, "Closed", "not yet");
      await expectAuditEntries(page, [
        "Reopened the day",
        "Waived a count",
        "Explained a difference",
      ]);
    });
  });
}

test("a day is explained, reviewed and approved without a mouse", async ({
  page,
  signatories,
  day,
  cash,
  other,
}) => {
  test.setTimeout(240_000);
  await countLines(signatories, day, (line) =>
    isSame(line, cash) ? -FLOAT_MINOR : isSame(line, other) ? -777 : 0,
  );
  await switchUser(page, signatories.reviewer);
  await openDay(page, day);
  const pressed = page.getByRole("button", { name: /^Show the details of/, pressed: true });
  const nameOf = async () => (await pressed.getAttribute("aria-label")) ?? "";
  /** One line at a time, each of which is shown before the next key is pressed. */
  const walkTo = async ({ shiftName, tillName, tenderName }: typeof cash) => {
    const rows = page.getByRole("button", { name: /^Show the details of/ });
    const names = await rows.evaluateAll((all) => all.map((row) => row.ariaLabel ?? ""));
    const goal = names.findIndex((name) =>
      name.endsWith(` ${shiftName}, ${tillName}, ${tenderName}`),
    );
    expect(goal).not.toBe(-1);
    for (let at = names.indexOf(await nameOf()); at !== goal;) {
      const by = goal > at ? 1 : -1;
      await page.keyboard.press(by === 1 ? "j" : "k");
      at += by;
      await expect(rows.nth(at)).toHaveAttribute("aria-pressed", "true");
    }
  };
  const first = await nameOf();
  await expect(async () => {
    await page.keyboard.press("j");
    expect(await nameOf()).not.toBe(first);
  }).toPass();
  await walkTo(cash);
  await page.keyboard.press("c");
  await expect(page.getByText(/^Reason since .*, Test reviewer$/)).toBeVisible();
  await walkTo(other);
  await page.keyboard.press("e");
  await expect(page.getByLabel("Reason", { exact: true })).toBeFocused();
  await page.keyboard.type("Cash handling");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Wrong change, says the till.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Wrong change, says the till.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Withdraw" })).toBeVisible();
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog", { name: /^Review .*\?$/ });
  await expect(dialog.getByRole("button", { name: "Review the day" })).toBeFocused();
  await expect(
    dialog.getByText("Differences above tolerance that have a reason: 2 of 2."),
  ).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expectSigned(page, "reviewed");
  await page.keyboard.press("u");
  await expectSigned(page, "Undone: the day is as it was before");
  await expectStamp(page, "Reviewed", "not yet");
  await page.keyboard.press("r");
  await expect(dialog.getByRole("button", { name: "Review the day" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expectStamp(page, "Reviewed", "not yet");
  await page.keyboard.press("r");
  await expect(dialog.getByRole("button", { name: "Review the day" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectSigned(page, "reviewed");
  await switchUser(page, signatories.approver);
  await openDay(page, day);
  const approve = page.getByRole("dialog").getByRole("button", { name: "Approve the day" });
  await expect(async () => {
    await page.keyboard.press("a");
    await expect(approve).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expectSigned(page, "approved");
  await expectStamp(page, "Approved", "Test approver");
});
