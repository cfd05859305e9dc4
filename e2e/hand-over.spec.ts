/**
 * A shift lead at a shared device: signs in by PIN, counts, adds a note to a typed total, and hands
 * the till over to a colleague, both by denomination.
 */
import { Actions } from "./actions";
import { ADMINISTRATOR, enter, get, type Person, post } from "./arrange";
import { fillPieces, test, tillOf } from "./counting";
import { makePerson, DATE } from "./arrange";
import { expect, expectAccessible } from "./fixtures";
import type { DayDetail } from "../lib/contracts/reconciliation";

const PIN = "2580";

test("a till changes hands by denomination on a shared device @phone", async ({
  page,
  administrator,
  finance,
  centre,
  cash,
}) => {
  // Two people count one after the other, and axe looks at seven screens.
  test.setTimeout(300_000);
  const arranged = { centreIds: [centre.id] };
  const counter = await makePerson(administrator, { role: "counter", ...arranged });
  const taker = await makePerson(administrator, { role: "reviewer", ...arranged });
  await enter(page.request, ADMINISTRATOR);
  await post(page.request, "/api/devices", { centreId: centre.id, name: "Tablet" });
  await page.context().clearCookies({ name: /session-token/ });
  for (const { email } of [counter, taker]) await setPin(email);

  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { name: `Count at ${centre.name}` })).toBeVisible();
  await expectAccessible(page);
  await signInByPin(counter, "9713");
  await expect(page.getByText("Centre, name or PIN is wrong")).toBeVisible();
  await expectAccessible(page);
  await signInByPin(counter, PIN);
  await expect(page).toHaveURL(/till-counts/);

  await page.goto(tillOf(cash));
  const total = page.locator("input[data-tender]").first();
  await expect(total).toBeVisible();
  await total.fill("12,5o");
  await total.blur();
  await expect(page.getByText("This is not an amount. Write it as 1,146.35.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Hand in" })).toBeDisabled();
  await total.fill("12.50");
  await page.getByRole("button", { name: "Hand in" }).click();
  await page.getByRole("button", { name: /^Add a note or photo/ }).click();
  await page.getByLabel("Anything we should know?").fill("One slip was voided.");
  await page.getByRole("button", { name: "Send note" }).click();
  const sent = page.getByRole("region", { name: "Sent" });
  await expect(sent.getByText("One slip was voided.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Back to the till" }).first().click();
  await expect(page.getByRole("button", { name: /^1 note or photo/ })).toBeVisible();

  const actions = new Actions("Hand-over of a till by denomination, both people");
  const handOver = page.getByRole("button", { name: "Hand over", exact: true });
  await actions.act(() => handOver.click());
  await actions.act(() => fillPieces(page, { "2000": "7" }));
  await actions.act(() => fillPieces(page, { "200": "5" }));
  await actions.act(() => page.getByLabel("For the next shift").fill("Terminal 2 is slow."));
  await expectAccessible(page);
  await actions.act(() => handOver.click());
  await expect(page.getByText("Counted by Test counter")).toBeVisible();
  const whoTakes = page.getByLabel("Who takes over");
  await actions.act(() => whoTakes.selectOption({ label: taker.name }));
  await actions.act(() => fillPieces(page, { "2000": "7" }));
  await actions.act(() => fillPieces(page, { "200": "4" }));
  await actions.act(() => page.getByLabel(`${taker.name}: PIN`).fill(PIN));
  await expectAccessible(page);
  const takeOver = page.getByRole("button", { name: "Take over", exact: true });
  await actions.act(() => takeOver.click());
  actions.expectTotal(10);
  await expect(page.getByRole("button", { name: "Hand over again" })).toBeVisible();
  await expect(page.getByRole("row", { name: "2 5 4" })).toBeVisible();
  await expect(page.getByText("−2.00")).toBeVisible();
  await expectAccessible(page);

  const day = await get<DayDetail>(finance, `/api/reconciliations/${cash.centreId}/${DATE}`);
  expect(day.tillEvents[0]?.handOvers).toMatchObject([
    { givenMinor: 15_000, taken: { takenMinor: 14_800, by: taker.name, confirmedBy: "pin" } },
  ]);
  expect(day.notes).toMatchObject([{ text: "One slip was voided." }]);

  async function setPin(email: string): Promise<void> {
    const { users } = await get<{ users: { id: string; email: string }[] }>(
      administrator,
      "/api/users",
    );
    const id = users.find((user) => user.email === email)?.id ?? "";
    const path = `/api/centres/${centre.id}/pins/${id}`;
    const response = await administrator.put(path, { data: { pin: PIN } });
    expect(response.ok(), await response.text()).toBe(true);
  }

  async function signInByPin({ name }: Person, pin: string): Promise<void> {
    await page.getByLabel("Name", { exact: true }).selectOption({ label: name });
    await page.getByLabel("PIN", { exact: true }).fill(pin);
    await page.getByRole("button", { name: "Start counting" }).click();
  }
});
