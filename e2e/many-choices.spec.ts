/** A choice of more than a list offers is searched by the server. */
import type { Page } from "@playwright/test";
import { ADMINISTRATOR, DATE, makePerson, post } from "./arrange";
import { expect, expectAccessible, signIn, test } from "./fixtures";

/** Has the server offer one person, as if there were more than it offers. */
async function offerOnePerson(page: Page): Promise<void> {
  await page.route("**/api/assignees?*", async (route) => {
    const url = new URL(route.request().url());
    if (url.searchParams.has("limit")) url.searchParams.set("limit", "1");
    await route.continue({ url: url.href });
  });
}

/** Has a page believe that there are more centres than it has. */
async function offerFewCentres(page: Page, path: string): Promise<void> {
  await page.route(`**${path}`, async (route) => {
    const response = await route.fetch();
    const [before, after] = [await response.text(), /(\\"count\\":)\d+(,\\"permission\\")/];
    expect(before).toMatch(after);
    await route.fulfill({ response, body: before.replace(after, "$19999$2") });
  });
}

test("people to whom lines are given are found by their name", async ({
  page,
  administrator,
  centre,
}) => {
  const name = `Zoë ${centre.id}`;
  const roles = [{ centreId: centre.id, role: "reviewer" }];
  await post(administrator, "/api/users", { email: `z${centre.id}@example.test`, name, roles });
  const reader = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
  await offerOnePerson(page);
  await signIn(page, reader);
  await page.goto(`/reconciliations?from=${DATE}&to=${DATE}`);
  const choice = page.getByRole("button", { name: /^Assigned to: / });
  await page.getByRole("button", { name: /^Filter/ }).click();
  await choice.click();
  await page.getByPlaceholder("Search").fill(`zoe ${centre.id}`);
  const option = page.getByRole("option", { name });
  await expect(page.getByRole("option")).toHaveCount(1);
  await expectAccessible(page);
  await option.click();
  await page.keyboard.press("Escape");
  await expect(choice.first()).toHaveAccessibleName(`Assigned to: ${name}`);
  await page.reload();
  await expect(choice).toHaveAccessibleName(`Assigned to: ${name}`);
});

test("whoever gives centres to a legal entity sees whose each is, also of many", async ({
  page,
  administrator,
  centre,
}) => {
  const entity = { id: `E${centre.id}`, name: `Company ${centre.id}`, basedOnVersion: 0 };
  const facts = { taxId: null, country: null, currency: null };
  await post(administrator, "/api/entities", { ...entity, ...facts });
  const centres = [centre.id];
  await post(administrator, "/api/entities/centres", { entityId: entity.id, centres, from: DATE });
  await offerFewCentres(page, "/settings/organisation");
  await signIn(page, ADMINISTRATOR);
  await page.goto("/settings/organisation");
  await page.getByRole("button", { name: "Assign centres" }).click();
  const dialog = page.getByRole("dialog", { name: "Assign centres" });
  await dialog.getByRole("button", { name: /^Centres: / }).click();
  await page.getByPlaceholder("Search").fill(centre.id);
  const hint = `${centre.id}, ${entity.name}`;
  await expect(page.getByRole("option", { name: hint })).toBeVisible();
});
