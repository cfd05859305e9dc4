/** Several lines get one reason and one slip; both sides of a swap are explained with one press. */
import type { Page } from "@playwright/test";
import { Actions } from "./actions";
import { type ApiLine, countDay, DATE, linesOf } from "./arrange";
import { dayOf } from "./arrange-workflow";
import { expect, expectAccessible, test } from "./fixtures";
import { PHOTO } from "./photo";

const SHORT = 3;
const SWAPPED = 4_321;
const TEXT = "The new colleague gave wrong change.";

const rowsOf = (page: Page) => page.locator("tr[data-index]");

for (const tag of ["", " @phone"]) {
  test(`lines are explained with one reason, one text and one slip${tag}`, async ({
    page,
    administrator,
    centre,
    enterAs,
  }) => {
    test.setTimeout(180_000);
    const key = { centreId: centre.id, date: DATE };
    await Promise.all([
      enterAs("reviewer"),
      countDay(administrator, key, (_, index) => (index < SHORT ? -1_000 - index * 101 : 0)),
    ]);
    const actions = new Actions("Reviewer explains 3 lines at once, with a slip");
    const day = `centreId=${centre.id}&from=${DATE}&to=${DATE}`;
    await page.goto(`/reconciliations?${day}&verdict=short`);
    await expect(page.locator("tr[data-index] a[data-line]")).toHaveCount(SHORT);
    const explain = page.getByRole("button", { name: `Explain ${SHORT} lines…` });
    if (tag === "") {
      await actions.act(() =>
        expect(async () => {
          await page.getByRole("checkbox", { name: "Select every line" }).check({ timeout: 1_000 });
          await expect(explain).toBeVisible({ timeout: 2_000 });
        }).toPass(),
      );
    } else {
      const boxes = page.locator("tr[data-index]").getByRole("checkbox");
      await actions.act(() =>
        expect(async () => {
          // The press may have worked later than it was waited for, and the button is another then.
          if (await boxes.first().isVisible()) return;
          await page.getByRole("button", { name: "Select", exact: true }).tap({ timeout: 1_000 });
          await expect(boxes.first()).toBeVisible({ timeout: 2_000 });
        }).toPass(),
      );
      for (let at = 0; at < SHORT; at += 1) await actions.act(() => boxes.nth(at).tap());
    }
    await actions.act(() => explain.click());
    const dialog = page.getByRole("dialog", { name: `Explain ${SHORT} lines` });
    await actions.act(() => dialog.getByLabel("Reason").selectOption("cash-handling"));
    await actions.act(() => dialog.getByLabel("Details").fill(TEXT));
    await actions.act(() => dialog.getByLabel("Slip (optional)").setInputFiles(PHOTO));
    await expectAccessible(page);
    await actions.act(() => dialog.getByRole("button", { name: `Explain ${SHORT} lines` }).click());
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(`${SHORT} lines explained.`)).toBeVisible();
    const { explanations, attachments } = await dayOf(administrator, key);
    expect(explanations.map(({ reason, text }) => [reason, text])).toEqual(
      Array.from({ length: SHORT }, () => ["cash-handling", TEXT]),
    );
    expect(attachments.map(({ fileName }) => fileName)).toContain(PHOTO.name);
    actions.expectTotal(tag === "" ? 6 : 9);
  });

  test(`both sides of a swap are explained at once${tag}`, async ({
    page,
    administrator,
    centre,
    enterAs,
  }) => {
    test.setTimeout(180_000);
    const key = { centreId: centre.id, date: DATE };
    const lines = await linesOf(administrator, key);
    const [missing, found] = findPair(lines);
    await Promise.all([
      enterAs("reviewer"),
      countDay(administrator, key, (line) =>
        isAt(line, missing) ? -SWAPPED : isAt(line, found) ? SWAPPED : 0,
      ),
    ]);
    const actions = new Actions("Reviewer explains both sides of a swap");
    await page.goto(
      `/reconciliations?centreId=${centre.id}&from=${DATE}&to=${DATE}&verdict=short&sort=size`,
    );
    const cause = page.getByRole("listitem").filter({ hasText: "Counted under another tender" });
    const both = cause.getByRole("button", { name: "Use for both lines" });
    await actions.act(() =>
      expect(async () => {
        if (!(await both.isVisible())) await rowsOf(page).last().click({ timeout: 1_000 });
        await expect(both).toBeVisible({ timeout: 5_000 });
      }).toPass(),
    );
    await expect(cause.getByRole("checkbox", { name: /^Also explain .*\+43\.21/ })).toBeChecked();
    await expectAccessible(page);
    await actions.act(() => both.click());
    await expect.poll(async () => (await dayOf(administrator, key)).explanations.length).toBe(2);
    const { explanations } = await dayOf(administrator, key);
    expect(explanations.map(({ reason }) => reason)).toEqual(["wrong-tender", "wrong-tender"]);
    actions.expectTotal(2);
  });
}

const isAt = (line: ApiLine, { shiftId, tillId, tenderId }: ApiLine) =>
  line.shiftId === shiftId && line.tillId === tillId && line.tenderId === tenderId;

/** Two tenders of one till, each of which expects more than was swapped. */
function findPair(lines: ApiLine[]): [ApiLine, ApiLine] {
  const sizeable = lines.filter(({ expectedMinor }) => (expectedMinor ?? 0) > 2 * SWAPPED);
  for (const one of sizeable) {
    const other = sizeable.find(
      (each) =>
        each.shiftId === one.shiftId &&
        each.tillId === one.tillId &&
        each.tenderId !== one.tenderId,
    );
    if (other !== undefined) return [one, other];
  }
  throw new Error("a till of the sandbox takes more than one tender");
}
