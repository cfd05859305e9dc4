/** Cash sheets are imported by hand: shown first, stored whole, and marked as imported. */
import type { Page } from "@playwright/test";
import { ADMINISTRATOR, makeCentre } from "./arrange";
import { expect, expectAccessible, signIn, test } from "./fixtures";

/** The sandbox has no sheets of a day long past until somebody reads it. */
const DATE = "2019-03-04";

type Saved = { name: string; text: string };

async function choose(page: Page, ...files: Saved[]): Promise<void> {
  await page.getByLabel("Files", { exact: true }).setInputFiles(
    files.map(({ name, text }) => {
      return { name, mimeType: "application/octet-stream", buffer: Buffer.from(text, "utf8") };
    }),
  );
}

const saved = (centerId: string, amount: number): Saved => ({
  name: "monday.json",
  text: JSON.stringify([
    {
      centerId,
      businessDay: DATE,
      shifts: [
        {
          shiftId: 1,
          tillId: "T1",
          cashFund: 100,
          payments: [{ id: "CASH", amount }],
          expenses: [{ concept: `Tips ${centerId}`, amount: 2 }],
        },
      ],
    },
  ]),
});

/** The expense is one of this centre alone, so that no other day of the run changes. */
async function nameTips(page: Page, centreId: string): Promise<void> {
  await page.goto("/settings/item-kinds");
  await page.getByRole("button", { name: "Add an item" }).click();
  const dialog = page.getByRole("dialog", { name: "Tip, gift card or rounding" });
  await dialog.getByLabel("Where it stands").selectOption("entry");
  await dialog.getByLabel("Description").fill(`tips ${centreId}`);
  await dialog.getByLabel("What it is").selectOption("tip");
  await dialog.getByLabel("From business day").fill(DATE);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. 1 open day has it.")).toBeVisible();
  await expect(page.getByRole("row", { name: `tips ${centreId}` })).toContainText("Tip");
}

for (const tag of ["", " @phone"]) {
  test(`files are previewed, refused by their rows, and stored whole${tag}`, async ({
    page,
    administrator,
  }) => {
    const { id, name } = await makeCentre(administrator);
    await signIn(page, ADMINISTRATOR);
    await page.goto("/settings/cash-sheets");
    await expect(page.getByRole("heading", { name: "Import cash sheets" })).toBeVisible();

    const heading = "centerId;businessDay;shiftId;tillId;paymentMethod;amount";
    const row = (amount: string) => `${id};2019-03-05;1;T1;CASH;${amount}`;
    await choose(page, saved(id, 12.5), {
      name: "tuesday.csv",
      text: [heading, row("1,50"), row("ten")].join("\n"),
    });
    await expect(page.getByRole("alert").getByText("1 error; nothing was stored")).toBeVisible();
    await expect(page.getByRole("row", { name: /tuesday\.csv 3 amount/ })).toBeVisible();

    await choose(page, saved(id, 12.5), {
      name: "tuesday.csv",
      text: [heading, row("1.234,50")].join("\n"),
    });
    await expect(page.getByText("2 centre-days would be stored")).toBeVisible();
    await expect(page.getByText("This installation uses the sandbox.")).toBeVisible();
    await expect(page.getByText("1,234.50")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Store 2 centre-days" }).click();
    await expect(page.getByText("2 centre-days stored")).toBeVisible();

    await page.getByRole("link", { name: "See the reconciliations" }).click();
    await expect(page.getByText("imported").filter({ visible: true }).first()).toBeVisible();
    await page.goto(`/reconciliations/${id}/${DATE}`);
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByText("Cash sheet imported from a file")).toBeVisible();
    await expect(
      page.getByText(`imported from monday.json by ${ADMINISTRATOR.name}`),
    ).toBeVisible();

    const step = page.getByRole("row").filter({ hasText: `Tips ${id}` });
    await expect(step.getByRole("rowheader", { name: /^Expenses paid in cash/ })).toBeVisible();
    await nameTips(page, id);
    await page.goto(`/reconciliations/${id}/${DATE}`);
    await expect(step.getByRole("rowheader", { name: /^Tips/ })).toBeVisible();
    await expect(step).toContainText("−2.00");
  });
}
