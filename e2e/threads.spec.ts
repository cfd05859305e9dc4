/**
 * A reviewer asks the centre about a line and takes it on at a desk; whoever counted replies on a
 * phone that shows the question as a notification, with a photo; the reviewer reads the reply on
 * Today.
 */
import { devices, type Locator } from "@playwright/test";
import { startPushService, verifyVapid } from "../lib/testing/push-service";
import { addDays } from "../lib/domain/business-date";
import { get, post } from "./arrange";
import { countLines } from "./arrange-workflow";
import { signIn } from "./fixtures";
import { deliverPush, listShown, readServerKey, usePushService } from "./push";
import { expect, expectAccessible, isSame, test } from "./workflow-fixtures";

const QUESTION = "Was the second bag counted?";
const REPLY = "It went with the pickup. The receipt is attached.";
/** A PNG of a single pixel. */
const PHOTO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const ASKS = "asks about a line that you counted or explain";
/** A busy machine takes many times what a quiet one does. */
const MS_MAX = 120_000;

/** Today shows questions about days of the last 400, which the date of other tests will be past. */
const RECENT_DATE = addDays(new Date().toISOString().slice(0, 10), -140);

test.use({ date: RECENT_DATE });
test.setTimeout(300_000);

test("a line is assigned, the centre is asked, and replies with a photo @notifications", async ({
  page,
  browser,
  centre,
  signatories,
  day,
  cash,
}) => {
  await countLines(signatories, day, (line) => (isSame(line, cash) ? -4_321 : 0));
  const { reviewer, counter } = signatories;
  const context = await browser.newContext({ ...devices["Pixel 7"] });
  const phone = await context.newPage();
  const service = await startPushService();
  const receiver = service.subscribe();
  await usePushService(phone, receiver.subscription);

  await test.step("the phone explains that its browser refuses, and is added once it allows", async () => {
    await signIn(phone, counter.person);
    await context.grantPermissions([]);
    await phone.goto("/settings/notifications");
    await expect(phone.getByText("This browser blocks notifications.")).toBeVisible();
    await expect(phone.getByRole("button", { name: "Notify this device" })).toHaveCount(0);
    await context.grantPermissions(["notifications"]);
    await phone.reload();
    await pressUntil(
      phone.getByRole("button", { name: "Notify this device" }),
      phone.getByRole("button", { name: /^Remove/ }),
    );
    await expect(phone.getByText(/ · this device/)).toBeVisible();
    await expect(phone.getByRole("button", { name: "Notify this device" })).toHaveCount(0);
    await expectAccessible(phone);
  });

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

  await test.step("the phone shows the question once, encrypted on its way and without amounts", async () => {
    // The job of each minute is run by saving as well.
    await phone.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => service.received.length, { timeout: MS_MAX }).toBe(1);
    const [sent] = service.received;
    verifyVapid(sent?.headers.authorization, await readServerKey(phone));
    await deliverPush(phone, receiver.decrypt(sent?.body ?? Buffer.alloc(0)));
    await expect.poll(() => listShown(phone)).toHaveLength(1);
    const [shown] = await listShown(phone);
    expect(shown).toMatchObject({ title: `${reviewer.person.name} ${ASKS}`, lang: "en" });
    expect(`${shown?.title} ${shown?.body}`).not.toContain("43.21");
    expect(shown?.body).toContain(centre.name);
  });

  await test.step("the counter replies on a phone, with a photo, and sees no difference", async () => {
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

  await test.step("a phone that was removed is not notified again", async () => {
    await phone.goto("/settings/notifications");
    await pressUntil(
      phone.getByRole("button", { name: /^Remove/ }),
      phone.getByRole("button", { name: "Notify this device" }),
    );
    const { shiftId, tillId, tenderId } = cash;
    const path = `/api/reconciliations/${day.centreId}/${day.date}/messages`;
    const again = { shiftId, tillId, tenderId, kind: "question", text: "And the third?" };
    await post(reviewer.api, path, again);
    await phone.getByRole("button", { name: "Save", exact: true }).click();
    const inbox = async () =>
      (await get<{ notices: unknown[] }>(counter.api, "/api/notices")).notices.length;
    await expect.poll(inbox, { timeout: MS_MAX }).toBe(2);
    const { devices: left } = await get<{ devices: unknown[] }>(counter.api, "/api/push-devices");
    expect(left).toEqual([]);
    expect(service.received, "nothing after the removal").toHaveLength(1);
    await service.stop();
    await context.close();
  });
});

/** A press before hydration does nothing, so that it is repeated until its effect is there. */
async function pressUntil(button: Locator, effect: Locator): Promise<void> {
  await expect(async () => {
    if (!(await effect.isVisible())) await button.click({ timeout: 1_000 });
    // A second press, while a busy machine still draws, would close a panel.
    await expect(effect).toBeVisible({ timeout: 20_000 });
  }).toPass();
}
