/** An administrator lets a rule review the quiet days of a centre, at a desk and on a phone. */
import { ADMINISTRATOR } from "./arrange";
import { expect, signIn, test } from "./fixtures";

for (const tag of ["", " @phone"]) {
  test(`a rule is switched on with its rate and off again, and the trail has its seed${tag}`, async ({
    page,
    centre,
  }) => {
    await signIn(page, ADMINISTRATOR);
    await page.goto("/settings/quiet-days");
    await expect(page.getByRole("heading", { name: /^What the rules saved/ })).toBeVisible();
    // The table has a search where there are more centres than it shows.
    const search = page.getByRole("searchbox", { name: "Search centres" });
    if (await search.isVisible()) await search.fill(centre.id);
    const row = page.getByRole("row").filter({ hasText: centre.name });
    await expect(row).toContainText("Off");
    const choose = async () => {
      await page.getByRole("button", { name: /^Centres/ }).click();
      await page.getByRole("combobox", { name: "Centres" }).fill(centre.id);
      await page.getByRole("option", { name: centre.name }).first().click();
      await page.keyboard.press("Escape");
    };
    await choose();
    await page.getByLabel("Share that goes to a person, in per cent").fill("101");
    await expect(page.getByText("Enter a whole number from 1 to 100.")).toBeVisible();
    await page.getByLabel("Share that goes to a person, in per cent").fill("25");
    await page.getByRole("button", { name: "Switch on" }).click();
    await expect(row).toContainText("sample 25 %");
    const trail = await page.request.get("/api/audit?action=quiet-days.changed&limit=1");
    const { entries } = (await trail.json()) as { entries: { after: { seed: string } }[] };
    expect(entries[0]?.after.seed).toMatch(/^[0-9a-f]{64}$/);
    await choose();
    await page.getByRole("button", { name: "Switch off" }).click();
    await expect(row).toContainText("Off");
  });
}
