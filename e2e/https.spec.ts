/** Behind a proxy that terminates TLS, cookies are bound to the host, also by single sign-on. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADMIN, type App, START_MS_MAX, startApp } from "../lib/testing/acceptance-app";
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type OidcServer,
  startOidcServer,
} from "../lib/testing/oidc-server";
import { startTlsProxy, type TlsProxy } from "../lib/testing/tls-proxy";
import { freePort } from "../scripts/process/processes";
import { expect, expectAccessible, openMenu, test } from "./fixtures";

const folder = mkdtempSync(join(tmpdir(), "counterfoil-https-"));
let proxy: TlsProxy;
let provider: OidcServer | undefined;
let app: App | undefined;

test.beforeAll(async () => {
  test.setTimeout(START_MS_MAX);
  proxy = await startTlsProxy(folder);
  provider = await startOidcServer([`${proxy.base}/api/auth/callback/example`]);
  provider.signInAs({ sub: "admin", email: ADMIN.email, email_verified: true });
  const providers = join(folder, "providers.json");
  writeFileSync(
    providers,
    JSON.stringify([
      {
        id: "example",
        name: "Example",
        issuer: provider.issuer,
        clientId: CLIENT_ID,
        clientSecret: CLIENT_SECRET,
        domains: [ADMIN.email.split("@")[1]],
      },
    ]),
  );
  const port = await freePort();
  proxy.forwardTo(port);
  app = await startApp(port, { NEXTAUTH_URL: proxy.base, OIDC_PROVIDERS: providers });
});

test.afterAll(async () => {
  test.setTimeout(120_000);
  await app?.stop();
  await provider?.close();
  await proxy.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a browser signs in through a provider and out of both, with cookies of this host alone", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const context = await browser.newContext({ baseURL: proxy.base, ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const opened = await page.goto("/sign-in");
  expect(opened?.headers()["strict-transport-security"]).toMatch(/^max-age=\d{8,}/);
  await page.getByRole("button", { name: "Sign in with Example" }).click();
  await expect(page.getByRole("button", { name: /language, theme, sign out$/ })).toBeVisible();

  const cookies = await context.cookies(proxy.base);
  const ours = cookies.filter(({ domain }) => domain === "localhost");
  expect(ours.map(({ name }) => name)).toContain("__Host-next-auth.session-token");
  expect(ours.filter(({ name }) => !name.startsWith("__Host-"))).toEqual([]);
  for (const { name, secure, path, sameSite } of ours) {
    expect({ name, secure, path, sameSite }).toEqual({
      name,
      secure: true,
      path: "/",
      sameSite: "Lax",
    });
  }

  await openMenu(page);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign out of Example too?" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Sign out of both" }).click();
  // The provider of the test asks, too.
  await page.getByRole("button", { name: /yes/i }).click();
  await expect(
    page.getByText("You are signed out here and at your identity provider"),
  ).toBeVisible();
  expect((await context.cookies(proxy.base)).map(({ name }) => name)).not.toContain(
    "__Host-next-auth.session-token",
  );
  await context.close();
});
