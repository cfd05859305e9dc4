/** The head of the list says what is shown, what is not known, and what could not be read. */
import { ADMINISTRATOR, DATE, get, post } from "./arrange";
import { expect, expectAccessible, signIn, test } from "./fixtures";

test("a centre that can't be read is named in place", async ({ page, administrator }) => {
  // The sandbox always responds with 500 for this number.
  await post(administrator, "/api/centres", {
    centres: [{ id: "901", name: "Dead line", currency: "EUR", timeZone: "Europe/Madrid" }],
  });
  const range = { centreIds: ["901"], from: DATE, to: DATE };
  const { id } = await post<{ id: string }>(administrator, "/api/syncs", range);
  await expect
    .poll(async () => (await get<{ state: string }>(administrator, `/api/syncs/${id}`)).state, {
      timeout: 60_000,
    })
    .toBe("failed");
  await signIn(page, ADMINISTRATOR);
  await page.goto(`/reconciliations?centreId=901&from=${DATE}&to=${DATE}`);
  await expect(page.getByText("Dead line, Mon 2 Mar: not read.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry this part" })).toBeVisible();
  await expectAccessible(page);
});
