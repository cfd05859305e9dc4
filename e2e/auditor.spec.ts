/**
 * An auditor signs in, verifies the whole trail, reads what happened on one business day, and takes
 * the packet of that day away. The days are those of the demonstration, which were signed off.
 */
import { readFile } from "node:fs/promises";
import { addDays } from "../lib/domain/business-date";
import { DEMO_PASSWORD } from "../lib/domain/demo-people";
import { Actions } from "./actions";
import { expect, expectAccessible, test } from "./fixtures";

/** A loaded machine may read and verify for long. */
const SLOW = { timeout: 30_000 };
const AUDITOR = { email: "auditor@example.test", password: DEMO_PASSWORD };
/** Days of this age are closed, except for a few. */
const AGE_DAYS = 12;

for (const tag of ["", " @phone"]) {
  test(`an auditor verifies the trail, and takes one day away${tag}`, async ({ page }) => {
    test.setTimeout(180_000);
    const day = addDays(new Date().toISOString().slice(0, 10), -AGE_DAYS);
    const actions = new Actions("Auditor: trail verified, entries and packet of a day");
    await page.goto("/");
    await actions.signIn(page, AUDITOR);
    await actions.act(() => page.getByRole("link", { name: "Trail" }).first().click());
    const intact = page.getByText(/^All [\d,]+ entries are intact$/);
    await actions.act(() =>
      expect(async () => {
        await page.getByRole("button", { name: "Verify the trail" }).click({ timeout: 1_000 });
        await expect(intact).toBeVisible({ timeout: 10_000 });
      }).toPass({ timeout: 60_000 }),
    );
    const filters = page.getByRole("button", { name: "Filters", exact: true });
    const isPhone = await filters.isVisible();
    if (isPhone) await actions.act(() => filters.click());
    const field = page.getByLabel("Business day").filter({ visible: true });
    await actions.act(() => field.fill(day));
    await actions.act(() => field.press("Enter"));
    await expect(page).toHaveURL(new RegExp(`=${day}`));
    if (isPhone) {
      await actions.act(() => page.getByRole("button", { name: "Show", exact: true }).click());
    }
    const entry = page.getByRole("button", { name: "Closed the day" }).first();
    await expect(entry).toBeVisible(SLOW);
    await actions.act(() => entry.click());
    await expect(page.getByText("Previous hash")).toBeVisible();
    await expectAccessible(page);
    await actions.act(() => page.getByRole("link", { name: "Open this day" }).click());
    await expect(page).toHaveURL(new RegExp(`/reconciliations/\\d+/${day}`), SLOW);
    const activity = page.getByRole("table", { name: /Activity on this day/ });
    await expect(activity.getByText("Closed the day").first()).toBeVisible();
    const [packet] = await Promise.all([
      page.waitForEvent("download"),
      actions.act(() => page.getByRole("link", { name: "Sign-off packet" }).click()),
    ]);
    expect((await readFile(await packet.path())).subarray(0, 5).toString()).toBe("%PDF-");
    actions.expectTotal(isPhone ? 12 : 10);
  });
}
