/**
 * Somebody who uses no mouse signs in, opens a line from the list, explains two differences, has
 * the day reviewed, undoes that, and reviews it again. What has the focus is visible all the way.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { Actions } from "./actions";
import { countLines } from "./arrange-workflow";
import { expectSigned, expectStamp, openDay, switchUser } from "./pages/day";
import { expect, expectAccessible, FLOAT_MINOR, isSame, test } from "./workflow-fixtures";

const CODE_LATE_MS = 700;

/** What has the focus is in view, with an outline or a shadow that tells it from the rest. */
async function expectFocusShown(page: Page): Promise<void> {
  await expect
    .poll(() =>
      page.evaluate(() => {
        const focused = document.activeElement;
        if (focused === null || !focused.matches(":focus-visible")) return "no focus";
        const { top, bottom } = focused.getBoundingClientRect();
        if (bottom <= 0 || top >= innerHeight) return "out of view";
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
        const hasOutline = outlineStyle !== "none" && outlineWidth !== "0px";
        return hasOutline || boxShadow !== "none" ? "shown" : "not marked";
      }),
    )
    .toBe("shown");
}

/** A key that was pressed before hydration is pressed again, and may have been taken after all. */
function countSteps(page: Page, from: string): Promise<number> {
  return page
    .getByRole("button", { name: /^Show the details of/ })
    .evaluateAll(
      (lines, name) =>
        lines.findIndex((line) => line.ariaPressed === "true") -
        lines.findIndex((line) => line.ariaLabel === name),
      from,
    );
}

/**
 * Presses a key at the very moment at which the line is shown as chosen, as fast typists do by
 * chance. It acts upon that line, and not upon the one that was shown before.
 */
async function pressOnceShown(page: Page, key: string, name: string): Promise<void> {
  await page.evaluate(
    ([pressed, label]) => {
      const observer = new MutationObserver(() => {
        const chosen = document.querySelector("button[aria-pressed=true][aria-label^='Show the']");
        if (chosen?.getAttribute("aria-label") !== label) return;
        observer.disconnect();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: pressed, bubbles: true }));
      });
      observer.observe(document.body, { subtree: true, attributes: true, childList: true });
    },
    [key, name] as const,
  );
}

/** On a slow network the figures of a dialog come before its code. */
async function sendCodeLate(page: Page): Promise<void> {
  await page.route("**/_next/static/chunks/**", async (route) => {
    await sleep(CODE_LATE_MS);
    await route.continue();
  });
}

test("a day is explained, reviewed, undone and approved without a mouse", async ({
  page,
  signatories,
  day,
  cash,
  other,
}) => {
  test.setTimeout(240_000);
  const { reviewer, approver } = signatories;
  await countLines(signatories, day, (line) =>
    isSame(line, cash) ? -FLOAT_MINOR : isSame(line, other) ? -777 : 0,
  );
  const actions = new Actions("Keyboard alone: sign in, explain 2 lines, review, undo, review");
  const press = (key: string) => actions.act(() => page.keyboard.press(key));
  const type = (text: string) => actions.act(() => page.keyboard.type(text));

  await test.step("signs in, and goes to the line that differs most", async () => {
    const { centreId, date } = day;
    const filter = `centreId=${centreId}&from=${date}&to=${date}&verdict=short&sort=size`;
    await page.goto(`/reconciliations?${filter}`);
    const email = page.getByLabel("E-mail");
    const isThere = () => email.evaluate((field) => field === document.activeElement);
    while (!(await isThere())) await press("Tab");
    await expectFocusShown(page);
    await type(reviewer.person.email);
    await press("Tab");
    await expectFocusShown(page);
    await type(reviewer.person.password);
    await press("Enter");
    const row = page.locator("tr[data-index]:focus");
    await expect(page.locator("tr[data-index]")).toHaveCount(2);
    await actions.act(() =>
      expect(async () => {
        await page.keyboard.press("j");
        await expect(row).toContainText("−200.00", { timeout: 1_000 });
      }).toPass(),
    );
    await expectFocusShown(page);
    await press("Enter");
  });

  const pressed = page.getByRole("button", { name: /^Show the details of/, pressed: true });
  const nameOf = ({ shiftName, tillName, tenderName }: typeof cash) =>
    `Show the details of ${shiftName}, ${tillName}, ${tenderName}`;
  await test.step("takes the likely cause of the first line, and explains the second", async () => {
    await expect(pressed).toHaveAttribute("aria-label", nameOf(cash));
    const first = await pressed.getAttribute("aria-label");
    await expect(async () => {
      await page.keyboard.press("j");
      await expect(pressed).not.toHaveAttribute("aria-label", first ?? "", { timeout: 5_000 });
    }).toPass();
    const steps = await countSteps(page, first ?? "");
    await actions.act(() => pressOnceShown(page, "c", first ?? ""));
    for (let step = 0; step < steps; step += 1) await page.keyboard.press("k");
    await expect(pressed).toHaveAttribute("aria-label", nameOf(other));
    await press("e");
    await expect(page.getByLabel("Reason", { exact: true })).toBeFocused();
    await expectFocusShown(page);
    await type("Cash handling");
    await press("Tab");
    await expectFocusShown(page);
    await type("Wrong change, says the till.");
    await press("Control+Enter");
    await expect(page.getByText("Wrong change, says the till.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Withdraw" })).toBeVisible();
  });

  await test.step("reviews the day, undoes it, changes her mind, and reviews it", async () => {
    const dialog = page.getByRole("dialog", { name: /^Review .*\?$/ });
    const review = dialog.getByRole("button", { name: "Review the day" });
    await sendCodeLate(page);
    await press("r");
    await expect(review).toBeFocused();
    await page.unrouteAll({ behavior: "wait" });
    await expectFocusShown(page);
    await expect(
      dialog.getByText("Differences above tolerance that have a reason: 2 of 2."),
    ).toBeVisible();
    await expectAccessible(page);
    await press("Enter");
    await expectSigned(page, "reviewed");
    await press("u");
    await expectSigned(page, "Undone: the day is as it was before");
    await expectStamp(page, "Reviewed", "not yet");
    await page.keyboard.press("r");
    await expect(review).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expectStamp(page, "Reviewed", "not yet");
    await press("r");
    await expect(review).toBeFocused();
    await press("Enter");
    await expectSigned(page, "reviewed");
    actions.expectTotal(18);
  });

  await test.step("somebody else approves it", async () => {
    await switchUser(page, approver);
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
});
