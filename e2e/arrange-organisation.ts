/** Arranges the tree above the centres, which all specs share. */
import { type APIRequestContext, expect, type Locator } from "@playwright/test";
import { get, post } from "./arrange";

type Row = { kind: "area" | "centre"; id: string; name?: string; parentId: string | null };

/** From long ago on. The tree may change between the two requests, so that they are repeated. */
export async function changeTree(api: APIRequestContext, rows: readonly Row[]): Promise<void> {
  const dated = rows.map((row) => ({ ...row, from: "2000-01-01" }));
  await expect(async () => {
    const { version } = await get<{ version: number }>(api, "/api/organisation");
    await post(api, "/api/organisation", { basedOnVersion: version, rows: dated });
  }).toPass();
}

/** Submits a dialog that changes the tree: again, where another spec changed it meanwhile. */
export async function submitTreeChange(dialog: Locator, submit: string): Promise<void> {
  const button = dialog.getByRole("button", { name: submit, exact: true });
  await expect(async () => {
    if (await dialog.isVisible()) await button.click({ timeout: 1_000 });
    await expect(dialog).toHaveCount(0, { timeout: 5_000 });
  }).toPass();
}
