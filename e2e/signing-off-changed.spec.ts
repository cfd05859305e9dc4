/**
 * When a sheet changes after its day was signed, the change is shown and the signed state stays.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { get } from "./arrange";
import { amendSheet, dayOf, moveDay, prepareDay } from "./arrange-workflow";
import { expectStamp, move, openDay, stub, switchUser } from "./pages/day";
import { formatMoney } from "../lib/domain/format";
import { minor } from "../lib/domain/money";
import { expect, expectAccessible, isSame, test } from "./workflow-fixtures";

const say = (amountMinor: number) => formatMoney(minor(amountMinor), "EUR", "en");

for (const tag of ["", " @phone"]) {
  test(`a change after sign-off shows old and new, and is accepted with a reason${tag}`, async ({
    page,
    signatories,
    day,
    cash,
    centre,
    administrator,
  }) => {
    test.setTimeout(120_000);
    const { reviewer, approver } = signatories;
    await prepareDay(signatories, day, (line) => (isSame(line, cash) ? -2_345 : 0));
    await moveDay(reviewer, { ...day, move: "review" });
    const signed = await moveDay(approver, { ...day, move: "approval" });
    const more = await amendSheet(administrator, day);

    const changed = await dayOf(approver.api, day);
    expect(changed).toMatchObject({ state: "approved", expectedMinor: signed.expectedMinor });
    const [line] = changed.changed?.lines ?? [];
    expect(line).toMatchObject({ changeMinor: more });
    await switchUser(page, approver);
    await page.goto("/");
    await expect(page.getByText(`${centre.name}, Mon 2 Mar, changed after sign-off`)).toBeVisible();
    await expectAccessible(page);
    await openDay(page, day);
    await expect(page.getByRole("heading", { name: "Changed after sign-off" })).toBeVisible();
    const row = page
      .getByRole("table", { name: /Signed-off figures beside/ })
      .getByRole("row")
      .nth(1);
    await expect(row).toContainText(say(line?.signedMinor ?? 0));
    await expect(row).toContainText(say((line?.signedMinor ?? 0) + more));
    await expect(row).toContainText("+12.34");
    await expect(stub(page)).toContainText(say(signed.expectedMinor));
    await expectStamp(page, "Approved", "Test approver");
    await expectAccessible(page);

    await move(page, "Accept the change", "The terminal sent its last slip late.");
    await expect(stub(page).getByText("The change is accepted")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Changed after sign-off" })).toHaveCount(0);
    await expect(stub(page)).toContainText(say(signed.expectedMinor));
    expect(await dayOf(approver.api, day)).toMatchObject({
      state: "approved",
      changed: null,
      expectedMinor: signed.expectedMinor,
    });
  });
}

test("a reopened day takes up the new sheet, and as known then it still says the old", async ({
  page,
  signatories,
  day,
  administrator,
}) => {
  test.setTimeout(120_000);
  const { reviewer, approver } = signatories;
  await prepareDay(signatories, day);
  const signed = await moveDay(reviewer, { ...day, move: "review" });
  await sleep(50);
  const then = new Date().toISOString();
  await sleep(50);
  const more = await amendSheet(administrator, day);
  await switchUser(page, approver);
  await openDay(page, day);
  await move(page, "Reopen the day", "The new sheet is right.");
  await expect(stub(page).getByText("Reopened.")).toBeVisible();
  const now = signed.expectedMinor + more;
  await expect(stub(page)).toContainText(say(now));
  expect((await dayOf(approver.api, day)).expectedMinor).toBe(now);

  const known = await dayOf(approver.api, day, then);
  expect(known).toMatchObject({ state: "reviewed", netMinor: signed.netMinor, changed: null });
  expect(known.lineDetails).toEqual(signed.lineDetails);
  const query = new URLSearchParams({ centreId: day.centreId, from: day.date, to: day.date });
  const sumOf = async (search: string) => {
    const list = await get<{ lines: { expectedMinor: number | null }[] }>(
      approver.api,
      `/api/reconciliations?${search}`,
    );
    return list.lines.reduce((sum, { expectedMinor }) => sum + (expectedMinor ?? 0), 0);
  };
  expect(await sumOf(query.toString())).toBe(now);
  query.set("asOf", then);
  expect(await sumOf(query.toString())).toBe(signed.expectedMinor);

  await openDay(page, day, `?${new URLSearchParams({ asOf: then })}`);
  await expect(page.getByText(/^As at .*\.$/).last()).toBeVisible();
  await expect(stub(page)).toContainText(say(signed.expectedMinor));
  await expectStamp(page, "Reviewed", "Test reviewer");
  await expect(page.getByRole("button", { name: "Review the day" })).toHaveCount(0);
  await expectAccessible(page);
  await page.goto(`/reconciliations?${query}`);
  await expect(page.getByText(/^As at .*\.$/).last()).toBeVisible();
  await expect(page.getByText(say(signed.expectedMinor)).first()).toBeVisible();
  await expect(page.getByText(say(now))).toHaveCount(0);
  await expectAccessible(page);
});
