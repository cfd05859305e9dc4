/** The page of a day, as a reviewer, an approver and an auditor use it. */
import { expect, type Locator, type Page } from "@playwright/test";
import type { ApiLine, Person } from "../arrange";
import type { DayKey } from "../arrange-workflow";
import { signIn } from "../fixtures";

/** Another user signs in with the same browser. */
export async function switchUser(page: Page, { person }: { person: Person }): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, person);
}

export async function openDay(page: Page, { centreId, date }: DayKey, query = ""): Promise<void> {
  await page.goto(`/reconciliations/${centreId}/${date}${query}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** The press is repeated until the page is interactive. */
export async function chooseLine(page: Page, line: ApiLine): Promise<void> {
  const button = lineButton(page, line);
  await expect(async () => {
    await button.click({ timeout: 1_000 });
    await expect(button).toHaveAttribute("aria-pressed", "true", { timeout: 1_000 });
  }).toPass();
}

/** The page shows the details of this line, whoever chose it. */
export async function expectChosen(page: Page, line: ApiLine): Promise<void> {
  await expect(lineButton(page, line)).toHaveAttribute("aria-pressed", "true");
}

function lineButton(page: Page, line: ApiLine): Locator {
  const { shiftName, shiftId, tillName, tillId, tenderName, tenderId } = line;
  const named = [shiftName ?? shiftId, tillName ?? tillId, tenderName ?? tenderId].join(", ");
  return page.getByRole("button", { name: `Show the details of ${named}`, exact: true });
}

/** Presses the button of a move, and confirms it in the dialog, with the text that it asks for. */
export async function move(page: Page, verb: string, text?: string): Promise<void> {
  await page.getByRole("button", { name: verb }).click();
  const dialog = page.getByRole("dialog", { name: new RegExp(`^${verb.split(" ")[0]}`) });
  if (text !== undefined) await dialog.getByLabel("Reason").fill(text);
  await dialog.getByRole("button", { name: verb }).click();
}

/** Expects the notice of the last signature, which offers to undo it for a moment. */
export async function expectSigned(page: Page, text: string): Promise<void> {
  const notice = page.getByRole("region", { name: "Last sign-off" });
  await expect(notice.getByRole("status")).toContainText(text);
}

export function stub(page: Page): Locator {
  return page.getByRole("complementary", { name: "The day" });
}

/** Expects the card with this stamp and the name below it. */
export async function expectStamp(page: Page, text: string, name: string): Promise<void> {
  const stamp = stub(page).getByRole("listitem").filter({ hasText: text });
  await expect(stamp).toContainText(name);
}

export async function expectAuditEntries(page: Page, texts: string[]): Promise<void> {
  const entries = page.getByRole("table", { name: /Activity on this day/ });
  for (const text of texts) await expect(entries.getByText(text).first()).toBeVisible();
}
