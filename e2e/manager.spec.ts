/**
 * A manager asks on Today which of the centres is getting worse, and why, and ends at the lines of
 * the reason. The figures are those of the demonstration, whose weeks are all counted.
 */
import { DEMO_PASSWORD } from "../lib/domain/demo-people";
import { Actions } from "./actions";
import { expect, expectAccessible, test } from "./fixtures";

/** A loaded machine may compute the sums for long. */
const SLOW = { timeout: 30_000 };
const MANAGER = { email: "approver@example.test", password: DEMO_PASSWORD };

for (const tag of ["", " @phone"]) {
  test(`a manager finds the centre that gets worse, and the lines that say why${tag}`, async ({
    page,
  }) => {
    test.setTimeout(240_000);
    const actions = new Actions("Manager: which centre is getting worse, and why");
    await page.goto("/");
    await actions.signIn(page, MANAGER);
    await actions.act(() => page.getByRole("link", { name: "Variances" }).first().click());
    const dates = page.getByRole("button", { name: /^Dates: / }).filter({ visible: true });
    const lastWeek = page.getByRole("button", { name: "Last week", exact: true });
    await actions.act(() =>
      expect(async () => {
        if (!(await lastWeek.isVisible())) await dates.click({ timeout: 1_000 });
        await expect(lastWeek).toBeVisible({ timeout: 2_000 });
      }).toPass(SLOW),
    );
    const usual = await dates.innerText();
    await actions.act(() => lastWeek.click());
    await expect(dates).not.toHaveText(usual);
    await expect(page).toHaveURL(/preset=last-week/);
    await actions.act(() => page.getByRole("link", { name: "Getting worse" }).click());
    const ranking = page.getByRole("table", { name: /against the period before/ }).first();
    const worst = ranking.getByRole("row").nth(1);
    await expect(worst.getByText("worse", { exact: true })).toBeVisible(SLOW);
    const centre = await worst.getByRole("link").innerText();
    await expectAccessible(page);
    await actions.act(() => worst.getByRole("link").click());
    await expect(page).toHaveURL(/centreId=\d+.*#?/);
    const reasons = page.getByRole("table", { name: /^Differences by reason/ });
    const reason = reasons.getByRole("row").nth(1).getByRole("link");
    await expect(reason).toBeVisible(SLOW);
    await actions.act(() => reason.click());
    await expect(page).toHaveURL(/\/reconciliations\?/, SLOW);
    const line = page.locator("tr[data-index] a[data-line]").first();
    await expect(line).toHaveAttribute("aria-label", new RegExp(`^${centre}, `), SLOW);
    actions.expectTotal(9);
  });
}
