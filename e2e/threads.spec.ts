/**
 * A reviewer asks the centre about a line and takes it on at a desk; whoever counted replies on a
 * phone, with a photo; the reviewer reads the reply on Today.
 */
import { devices, type Locator } from "@playwright/test";
import { countLines } from "./arrange-workflow";
import { signIn } from "./fixtures";
import { expect, expectAccessible, isSame, test } from "./workflow-fixtures";

const QUESTION = "Was the second bag counted?";
const REPLY = "It went with the pickup. The receipt is attached.";
/** A PNG of a single pixel. */
const PHOTO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test.setTimeout(180_000);

test("a line is assigned, the centre is asked, and replies on a phone with a photo", async ({
  page,
  browser,
  signatories,
  day,
  cash,
}) => {
  await countLines(signatories, day, (line) => (isSame(line, cash) ? -4_321 : 0));
  const { reviewer, counter } = signatories;
  const line = `${cash.shiftId},${cash.tillId},${cash.tenderId}`;

  await test.step("the reviewer takes the line and asks, at a desk", async () => {
    await signIn(page, reviewer.person);
    await page.goto(`/reconciliations/${day.centreId}/${day.date}?line=${line}`);
    await pressUntil(
      page.getByRole("button", { name: "Assign or ask the centre" }),
      page.getByLabel("Assigned to", { exact: true }),
    );
    await page
      .getByLabel("Assigned to", { exact: true })
      .selectOption({ label: reviewer.person.name });
    await page.getByRole("button", { name: "Assign", exact: true }).click();
    await expect(page.getByRole("button", { name: "Assign", exact: true })).toHaveCount(0);
    await page.getByLabel("Question to the centre").fill(QUESTION);
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await expect(page.getByText("Waiting for the centre to reply")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("the counter replies on a phone, with a photo, and sees no difference", async () => {
    const context = await browser.newContext({ ...devices["Pixel 7"] });
    const phone = await context.newPage();
    await signIn(phone, counter.person);
    await phone.goto("/");
    await expect(phone.getByText(QUESTION)).toBeVisible();
    await expectAccessible(phone);
    await pressUntil(
      phone.getByRole("button", { name: /^Reply/ }),
      phone.getByLabel("Reply", { exact: true }),
    );
    await expect(phone.getByText("43.21")).toHaveCount(0);
    await phone.getByLabel("Add a photo").setInputFiles({
      name: "receipt.png",
      mimeType: "image/png",
      buffer: PHOTO,
    });
    await expect(phone.getByText("receipt.png")).toBeVisible();
    await phone.getByLabel("Reply", { exact: true }).fill(REPLY);
    await phone.getByRole("button", { name: "Send reply" }).click();
    // The reply is an item of the question's own item.
    await expect(phone.getByRole("listitem").filter({ hasText: REPLY }).last()).toContainText(
      "receipt.png",
    );
    await expectAccessible(phone);
    await context.close();
  });

  await test.step("the reviewer reads the reply on Today, and nothing is left to read", async () => {
    await page.goto("/");
    const panel = page.getByRole("complementary");
    await pressUntil(page.getByRole("button", { name: /^Read the reply/ }), panel);
    await expect(panel.getByText(REPLY)).toBeVisible();
    await expect(panel.getByRole("img")).toHaveCount(0);
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: /^Read the reply/ })).toHaveCount(0);
    await expect(page.getByRole("link", { name: /^Explain/ })).toBeVisible();
  });
});

/** A press before hydration does nothing, so that it is repeated until its effect is there. */
async function pressUntil(button: Locator, effect: Locator): Promise<void> {
  await expect(async () => {
    if (!(await effect.isVisible())) await button.click({ timeout: 1_000 });
    await expect(effect).toBeVisible({ timeout: 5_000 });
  }).toPass();
}
