/**
 * An accountant signs in and takes away the workbook of a month's discrepancies, which comes to
 * what the API says.
 */
import { readFile } from "node:fs/promises";
import readWorkbook from "read-excel-file/node";
import { addDays } from "../lib/domain/business-date";
import { Actions } from "./actions";
import { countDay, DATE, get, makePerson, readSheets } from "./arrange";
import { expect, test } from "./fixtures";

type Totals = { totals: { currency: string; netMinor: number }[] };

/** The whole month; of its days, two are read and counted. */
const FROM = "2026-03-01";
const TO = "2026-03-31";

for (const tag of ["", " @phone"]) {
  test(`an accountant takes away the workbook of a month${tag}`, async ({
    page,
    administrator,
    centre,
  }) => {
    test.setTimeout(180_000);
    const next = addDays(DATE, 1);
    await readSheets(administrator, { centreIds: [centre.id], from: next, to: next });
    for (const date of [DATE, next]) {
      await countDay(administrator, { centreId: centre.id, date }, (_, index) =>
        index % 3 === 0 ? -1_000 - index * 101 : 0,
      );
    }
    const query = `centreId=${centre.id}&from=${FROM}&to=${TO}`;
    const { totals } = await get<Totals>(administrator, `/api/reconciliations?${query}`);
    const accountant = await makePerson(administrator, { role: "auditor", centreIds: [centre.id] });

    const actions = new Actions("Accountant: workbook of a month's discrepancies");
    await page.goto("/");
    await actions.signIn(page, accountant);
    await actions.act(() => page.getByRole("link", { name: "Reconcile" }).first().click());
    const dates = page.getByRole("button", { name: /^Dates: / }).filter({ visible: true });
    const first = page.getByLabel("First day");
    await actions.act(() =>
      expect(async () => {
        if (!(await first.isVisible())) await dates.click({ timeout: 1_000 });
        await expect(first).toBeVisible({ timeout: 2_000 });
      }).toPass(),
    );
    await actions.act(() => first.fill(FROM));
    await actions.act(() => page.getByLabel("Last day").fill(TO));
    await actions.act(() => page.getByRole("button", { name: "Use these dates" }).click());
    await expect(page).toHaveURL(new RegExp(`from=${FROM}&to=${TO}`));
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      actions.act(() =>
        page.getByRole("link", { name: "Export" }).filter({ visible: true }).click(),
      ),
    ]);
    const sheets = await readWorkbook(await readFile(await download.path()));
    const [head = [], ...sums] = sheets.find(({ sheet }) => sheet === "Totals")?.data ?? [];
    const sum = sums.find((cells) => cells.includes("EUR"));
    expect(totals[0]?.netMinor).toBeLessThan(0);
    expect(Math.round(Number(sum?.[head.indexOf("Net difference")]) * 100)).toBe(
      totals[0]?.netMinor,
    );
    actions.expectTotal(9);
  });
}
