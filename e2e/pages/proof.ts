/** A session whose proof is too old, as a page sees it, and the dialog that asks for another. */
import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "../fixtures";

/**
 * Refuses the first request as the server does ten minutes after signing in, and returns the list
 * of what is sent.
 */
export async function refuseStaleProof(
  page: Page,
  address: string,
): Promise<{ key: string | undefined; body: string | null }[]> {
  const sent: { key: string | undefined; body: string | null }[] = [];
  await page.route(address, async (route) => {
    const request = route.request();
    sent.push({ key: request.headers()["idempotency-key"], body: request.postData() });
    if (sent.length > 1) return route.continue();
    const code = "INSUFFICIENT_USER_AUTHENTICATION";
    return route.fulfill({
      status: 401,
      contentType: "application/problem+json",
      json: {
        type: `urn:counterfoil:problem:${code.toLowerCase()}`,
        code,
        status: 401,
        detail: "",
      },
    });
  });
  // Another tab may have proved it: then nobody is asked.
  await page.route("**/api/me/proof", async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    const response = await route.fetch();
    const ways = (await response.json()) as object;
    return route.fulfill({ response, json: { ...ways, isFresh: false } });
  });
  return sent;
}

/** Works by keyboard alone, and says what is wrong. */
export async function confirmIdentity(page: Page, password: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  const field = dialog.getByLabel("Password");
  await expect(field).toBeFocused();
  await page.keyboard.type("not my password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  await expectAccessible(page);
  await field.fill(password);
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
}
