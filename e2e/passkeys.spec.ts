/** Passkeys with Chromium's own authenticator: added, used as a second step and alone, removed. */
import { makePerson } from "./arrange";
import { expect, expectAccessible, openMenu, test } from "./fixtures";
import { PORT } from "./ports";

/** Browsers keep passkeys under a name, and accept no address for it. */
const BASE = `http://localhost:${PORT}`;

test("a passkey is added, is the second step and then the only one, and is removed", async ({
  page,
  context,
  administrator,
  centre,
}) => {
  const person = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
  const devtools = await context.newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const signOut = async () => {
    await page.goto(`${BASE}/`);
    await openMenu(page);
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/sign-in/);
  };

  await page.goto(`${BASE}/sign-in`);
  await page.getByLabel(/e-?mail/i).fill(person.email);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${BASE}/settings/second-factor`);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Test computer");
  await dialog.getByLabel("Password").fill(person.password);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(dialog.getByRole("list", { name: "Recovery codes" })).toBeVisible();
  await dialog.getByRole("button", { name: "I wrote them down" }).click();
  await expect(page.getByRole("row", { name: /Test computer .*never/ })).toBeVisible();
  await expectAccessible(page);

  await signOut();
  await page.getByLabel(/e-?mail/i).fill(person.email);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Confirm that it is you" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).not.toHaveURL(/sign-in/);

  await signOut();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${BASE}/settings/sessions`);
  await expect(page.getByText("with a passkey", { exact: true })).toBeVisible();

  // Nobody verified: the passkey alone is then not enough.
  await signOut();
  await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("Your browser did not use a passkey")).toBeVisible();
  await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).not.toHaveURL(/sign-in/);

  await page.goto(`${BASE}/settings/second-factor`);
  await page.getByRole("button", { name: "Edit the passkey Test computer" }).click();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await dialog.getByRole("button", { name: "Confirm with a passkey" }).click();
  await expect(page.getByText("The passkey Test computer was removed.")).toBeVisible();
  await signOut();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("This passkey was not accepted")).toBeVisible();
});
