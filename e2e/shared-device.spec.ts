/**
 * Counters share a device: an administrator allows it, a counter signs in with a PIN, and hands the
 * till over to the next one, who confirms it with a PIN of their own.
 */
import { Actions } from "./actions";
import { ADMINISTRATOR, DATE, get, linesOf, makePerson } from "./arrange";
import { expect, expectAccessible, openMenu, signIn, test } from "./fixtures";

const EARLY = { name: "Early Shift", pin: "4071" };
const LATE = { name: "Late Shift", pin: "9352" };
const NOTE = "The coins of the safe are counted.";

type Pins = { pins: { userId: string; name: string }[] };

test.beforeEach(async ({ administrator, centre }) => {
  const centreIds = [centre.id];
  for (const { name } of [EARLY, LATE]) {
    await makePerson(administrator, { role: "counter", centreIds, name });
  }
  const path = `/api/centres/${centre.id}/pins`;
  const { pins } = await get<Pins>(administrator, path);
  for (const { name, pin } of [EARLY, LATE]) {
    const userId = pins.find((one) => one.name === name)?.userId ?? "";
    const response = await administrator.put(`${path}/${userId}`, { data: { pin } });
    expect(response.ok(), await response.text()).toBe(true);
  }
});

test("a till is handed over on a shared device, each person with a PIN @phone", async ({
  page,
  administrator,
  centre,
}) => {
  test.setTimeout(120_000);
  const [line] = await linesOf(administrator, { centreId: centre.id, date: DATE });
  const till = `${line?.shiftName}, ${line?.tillName}`;

  await test.step("an administrator allows the device", async () => {
    await signIn(page, ADMINISTRATOR);
    await page.goto("/settings/devices");
    const dialog = page.getByRole("dialog", { name: "Allow this device" });
    const actions = new Actions("Administrator allows a shared device");
    await actions.act(() =>
      expect(async () => {
        const allow = page.getByRole("button", { name: "Allow this device" });
        if (!(await dialog.isVisible())) await allow.first().click({ timeout: 1_000 });
        await expect(dialog).toBeVisible({ timeout: 2_000 });
      }).toPass(),
    );
    await actions.act(() => dialog.getByLabel("Name").fill("Tablet at the bar"));
    await actions.act(() => dialog.getByLabel("Centre").selectOption(centre.id));
    await actions.act(() => dialog.getByRole("button", { name: "Allow this device" }).click());
    await expect(dialog).toHaveCount(0);
    await actions.act(() => openMenu(page));
    await actions.act(() => page.getByRole("menuitem", { name: "Sign out" }).click());
    await expect(page).toHaveURL(/sign-in/);
    actions.expectTotal(6);
  });

  await test.step("a counter signs in with a PIN, which opens nothing but counting", async () => {
    const form = page.getByRole("region", { name: `Count at ${centre.name}` });
    await expectAccessible(page);
    const actions = new Actions("Counter signs in with a PIN");
    await actions.act(() => form.getByLabel("Name").selectOption(EARLY.name));
    await actions.act(() => form.getByLabel("PIN").fill(EARLY.pin));
    await actions.act(() => form.getByRole("button", { name: "Start counting" }).click());
    await expect(page.getByText(`${EARLY.name} is counting on a shared device.`)).toBeVisible();
    actions.expectTotal(3);
    const list = `/api/reconciliations?centreId=${centre.id}&from=${DATE}&to=${DATE}`;
    expect((await page.request.get(list)).status()).toBe(403);
  });

  await test.step("both people count what is handed over", async () => {
    await page.goto(`/till-counts?centreId=${centre.id}&date=${DATE}`);
    const actions = new Actions("Hand-over of a till, both people");
    const handOver = page.getByRole("button", { name: "Hand over", exact: true });
    await actions.act(() =>
      expect(async () => {
        if (!(await handOver.isVisible())) {
          await page.getByRole("button", { name: till }).first().click({ timeout: 1_000 });
        }
        await expect(handOver).toBeVisible({ timeout: 2_000 });
      }).toPass(),
    );
    await actions.act(() => handOver.click());
    await actions.act(() => page.getByLabel(/^Left in the till/).fill("200"));
    await actions.act(() => page.getByLabel("For the next shift").fill(NOTE));
    await actions.act(() => page.getByRole("button", { name: `Hand over ${till}` }).click());
    await expect(page.getByText(NOTE)).toBeVisible();
    await actions.act(() => page.getByLabel("takes over").selectOption(LATE.name));
    await actions.act(() => page.getByLabel(`Counted by ${LATE.name}`).fill("195.50"));
    await actions.act(() => page.getByLabel(`${LATE.name}: PIN`).fill(LATE.pin));
    await expectAccessible(page);
    await actions.act(() => page.getByRole("button", { name: `Take over ${till}` }).click());
    const record = page.getByRole("region", { name: "Earlier hand-overs" });
    await expect(record.getByText(EARLY.name, { exact: true })).toBeVisible();
    await expect(record.getByText(LATE.name, { exact: true })).toBeVisible();
    await expect(record.getByText("−4.50")).toBeVisible();
    await expectAccessible(page);
    actions.expectTotal(9);
  });
});
