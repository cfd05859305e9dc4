/** A list of more rows than a page has is searched by the server, and paged through. */
import type { APIRequestContext } from "@playwright/test";
import { ADMINISTRATOR, get, post } from "./arrange";
import { expect, expectAccessible, signIn, test } from "./fixtures";

const ROWS = 50;

/** Other tests have made some already. */
async function makeManyCentres(api: APIRequestContext): Promise<void> {
  const { count } = await get<{ count: number }>(api, "/api/centres?limit=1");
  if (count > ROWS) return;
  const centres = Array.from({ length: ROWS + 1 - count }, (_, index) => ({
    id: `MANY-${index}`,
    name: `Many ${index}`,
    currency: "EUR",
    timeZone: "Europe/Madrid",
    dayStartsAt: "05:00",
  }));
  await post(api, "/api/centres", { centres });
}

for (const tag of ["", " @phone"]) {
  test(`rules of quiet days are found by a search and by the keyboard${tag}`, async ({
    page,
    administrator,
    centre,
  }) => {
    await makeManyCentres(administrator);
    await signIn(page, ADMINISTRATOR);
    await page.goto("/settings/quiet-days");
    const table = page.getByRole("region", { name: "Rules in force" });
    const rows = table.locator("tbody tr");
    const range = table.getByRole("status");
    await expect(range).toHaveText(/^1 to 50 of \d+$/);
    await table.getByRole("button", { name: "Next" }).focus();
    await page.keyboard.press("Enter");
    await expect(range).toHaveText(/^51 to \d+ of \d+$/);
    await table.getByRole("button", { name: "Previous" }).click();
    await expect(range).toHaveText(/^1 to 50 of \d+$/);
    await expectAccessible(page);
    const search = table.getByRole("searchbox", { name: "Search centres" });
    await search.fill(`${centre.id} test`);
    await expect(rows).toHaveCount(1);
    await expect(rows).toContainText(centre.name);
    await search.fill("nothing is called so");
    await expect(table.getByText("No centre matches.")).toBeVisible();
  });
}
