/**
 * An administrator allows a device that counters share, and a counter signs in on it with a PIN,
 * which opens nothing but counting.
 */
import { Actions } from "./actions";
import { ADMINISTRATOR, DATE, get, makePerson } from "./arrange";
import { expect, expectAccessible, openMenu, signIn, test } from "./fixtures";

const PIN = "4071";

type Pins = { pins: { userId: string; name: string }[] };

test("a device is allowed, and a counter signs in on it with a PIN @phone", async ({
  page,
  administrator,
  centre,
}) => {
  test.setTimeout(180_000);
  const counter = await makePerson(administrator, { role: "counter", centreIds: [centre.id] });
  const path = `/api/centres/${centre.id}/pins`;
  const { pins } = await get<Pins>(administrator, path);
  const userId = pins.find(({ name }) => name === counter.name)?.userId ?? "";
  const response = await administrator.put(`${path}/${userId}`, { data: { pin: PIN } });
  expect(response.ok(), await response.text()).toBe(true);

  await test.step("an administrator allows the device", async () => {
    await signIn(page, ADMINISTRATOR);
    await page.goto("/settings/devices");
    const dialog = page.getByRole("dialog", { name: "Allow this device" });
    const actions = new Actions("Administrator allows a shared device, and signs out");
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
    await actions.act(() => form.getByLabel("Name").selectOption(counter.name));
    await actions.act(() => form.getByLabel("PIN").fill(PIN));
    await actions.act(() => form.getByRole("button", { name: "Start counting" }).click());
    await expect(page.getByText(`${counter.name} is counting on a shared device.`)).toBeVisible();
    actions.expectTotal(3);
    const list = `/api/reconciliations?centreId=${centre.id}&from=${DATE}&to=${DATE}`;
    expect((await page.request.get(list)).status()).toBe(403);
  });
});
