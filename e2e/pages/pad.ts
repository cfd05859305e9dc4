/** The pad on which a counter enters notes and coins. */
import { expect, type Page } from "@playwright/test";
import type { ApiLine } from "../arrange";

/** Small denominations only: a count without a 200 note could be explained by a missing one. */
const PIECES = [5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

export function padOf({ centreId, businessDate, shiftId, tillId, tenderId }: ApiLine): string {
  const position = { centreId, date: businessDate, shift: shiftId, till: tillId, tender: tenderId };
  return `/till-counts?${new URLSearchParams(position).toString()}`;
}

/** Enters an amount by denomination and submits it. */
export async function countOnPad(page: Page, amountMinor: number): Promise<void> {
  let left = amountMinor;
  for (const piece of PIECES) {
    const quantity = Math.floor(left / piece);
    left -= quantity * piece;
    if (quantity > 0) await enter(page, piece, quantity);
  }
  await page.getByRole("button", { name: "Hand in" }).click();
}

/** Typing is repeated until the page is interactive and has stored the text. */
async function enter(page: Page, piece: number, quantity: number): Promise<void> {
  await expect(async () => {
    await page.locator(`[data-pad="${piece}"]`).fill(String(quantity), { timeout: 2_000 });
    await expect(page.locator(`[data-pad-row="${piece}"] output`)).not.toHaveText("not entered", {
      timeout: 1_000,
    });
  }).toPass();
}
