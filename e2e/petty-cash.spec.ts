/**
 * A fund on a phone: an administrator opens it, a shift lead pays a receipt with its photo and
 * counts, and somebody else approves and explains what is missing.
 */
import type { Page } from "@playwright/test";
import { ADMINISTRATOR, enter, makePerson, type Person } from "./arrange";
import { fillPieces } from "./counting";
import { expect, expectAccessible, test } from "./fixtures";
import { PHOTO } from "./photo";

test("a receipt is paid, approved by somebody else, and the count explained @phone", async ({
  page,
  administrator,
  centre,
}) => {
  test.setTimeout(180_000);
  const arranged = { centreIds: [centre.id] };
  const lead = await makePerson(administrator, { role: "counter", ...arranged });
  const approver = await makePerson(administrator, { role: "approver", ...arranged });

  await enter(page.request, ADMINISTRATOR);
  await page.goto("/settings/petty-cash");
  await page.getByRole("button", { name: "Open a fund" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Centre").selectOption({ label: centre.name });
  await dialog.getByLabel("Float, EUR").fill("100.00");
  await dialog.getByLabel("Photo from, EUR").fill("10.00");
  await dialog.getByRole("button", { name: "Open a fund" }).click();
  await expect(page.getByRole("row", { name: centre.name })).toContainText("100.00");

  await switchTo(page, lead);
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Petty cash" }).click();
  await expect(page.getByText("This fund has not been counted yet.")).toBeVisible();
  await page.getByRole("button", { name: "Top up" }).click();
  await dialog.getByLabel("Amount, EUR").fill("100.00");
  await dialog.getByRole("button", { name: "Record" }).click();
  await page.getByRole("button", { name: "Add a receipt" }).click();
  await dialog.getByLabel("Amount with VAT, EUR").fill("12.10");
  await dialog.getByLabel("VAT %").fill("21");
  await dialog.getByLabel("Supplier").fill("Paper shop");
  await expect(dialog.getByText("12.10 = 10.00 net + 2.10 VAT")).toBeVisible();
  await expect(dialog.getByText("A receipt of this amount needs a photo.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Record" })).toBeDisabled();
  await dialog.locator('input[type="file"]').setInputFiles(PHOTO);
  await expect(dialog.getByRole("img", { name: "Photo of the receipt" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Record" }).click();
  await expect(page.getByRole("row", { name: /Paper shop/ })).toContainText("−12.10");
  await page.getByRole("button", { name: "Count", exact: true }).click();
  await fillPieces(page, { "5000": "1", "2000": "1", "1000": "1", "500": "1" });
  await page.getByRole("button", { name: "Save the count" }).click();
  await expect(page.getByRole("heading", { name: "Counts" })).toBeVisible();
  // The centre counts blind: nothing says what the fund should contain.
  await expect(page.getByText("87.90")).toHaveCount(0);

  await switchTo(page, approver);
  await page.goto(`/petty-cash?centreId=${centre.id}`);
  await expect(page.getByText("The last count differs by −2.90 EUR")).toBeVisible();
  await page.getByRole("button", { name: "Explain" }).click();
  await dialog.getByLabel("Reason").selectOption("cash-handling");
  await dialog.getByLabel("Note").fill("Change was given twice.");
  await dialog.getByRole("button", { name: "Explain" }).click();
  await expect(page.getByRole("row", { name: /Difference of a count/ })).toContainText("−2.90");
  await page.getByRole("button", { name: "Approve 2 entries" }).click();
  // What the approver explained is approved by somebody else again.
  await expect(page.getByText("1 entry waits for approval.")).toBeVisible();
  await expect(page.getByText("You recorded them; somebody else approves.")).toBeVisible();
  await page.getByRole("button", { name: /Paper shop/ }).click();
  await expect(dialog.getByText(`${approver.name} ·`)).toBeVisible();
  await expect(dialog.getByRole("img", { name: "Photo of the receipt" })).toBeVisible();
  await expectAccessible(page);
});

async function switchTo(page: Page, person: Person): Promise<void> {
  await page.context().clearCookies({ name: /session-token/ });
  await enter(page.request, person);
}
