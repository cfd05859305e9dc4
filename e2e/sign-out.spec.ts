/** Signing out leaves no figure in the browser, in no tab. */
import { expect, openMenu, test } from "./fixtures";

test("signing out in one tab signs out in the others, and Back shows nothing", async ({
  page,
  context,
  enterAs,
}) => {
  await enterAs("reviewer");
  await page.goto("/reconciliations");
  const other = await context.newPage();
  await other.goto("/variances");
  await expect(other.getByRole("button", { name: /sign out/ })).toBeVisible();
  // A background tab renders no frames, so nothing in it ever counts as stable to click.
  await page.bringToFront();
  await openMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expect(other).toHaveURL(/sign-in\?next=%2Fvariances/);
  await page.goBack();
  await expect(page).toHaveURL(/sign-in\?next=%2Freconciliations/);
});
