/**
 * Whoever connects Cashrec meets responses in forms that nobody described, and comes from the
 * connection page to the first reconciled line, without a file and without a restart.
 */
import type { Page } from "@playwright/test";
import { type App, ADMIN, START_MS_MAX, startApp } from "../lib/testing/acceptance-app";
import { CREDENTIALS } from "../lib/testing/acceptance-upstream";
import { totpCodeOf } from "../lib/testing/totp-code";
import { freePort } from "../scripts/process/processes";
import { Actions } from "./actions";
import { enter } from "./arrange";
import { DAY, SECTIONED, SPANISH, startUpstream, type Upstream } from "./first-contact-upstream";
import { expect, expectAccessible, expectLegible, test } from "./fixtures";

const TEST_MS_MAX = 240_000;
const STOP_MS_MAX = 120_000;
/** A loaded machine may compute a proposal or read a day for long. */
const SLOW = { timeout: 60_000 };
/** A press before hydration has no effect, so that it is repeated. */
const PRESS = { timeout: 5_000 };

let upstream: Upstream | undefined;
let app: App | undefined;

test.beforeAll(async () => {
  test.setTimeout(START_MS_MAX + STOP_MS_MAX);
  upstream = await startUpstream(
    new Map<string, unknown>([
      ["101", SPANISH],
      ["202", SECTIONED],
    ]),
  );
  app = await startApp(await freePort(), {
    ...CREDENTIALS,
    CASHREC_API_URL: upstream.url,
    CASHREC_TOKEN_URL: `${upstream.url}/connect/token`,
    // The schedule must not read while the test does.
    SYNC_EVERY_MINUTES: "1440",
  });
});

test.afterAll(async () => {
  test.setTimeout(STOP_MS_MAX);
  try {
    await app?.stop();
  } finally {
    await upstream?.stop();
  }
});

test("the first administrator comes from an empty installation to the first matched lines", async ({
  browser,
}) => {
  test.setTimeout(TEST_MS_MAX);
  const baseURL = app?.base ?? "";
  const context = await browser.newContext({ baseURL, reducedMotion: "reduce" });
  context.setDefaultTimeout(SLOW.timeout);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  const actions = new Actions("First administrator: from an empty installation to matched lines");
  const act = (run: () => Promise<unknown>) => actions.act(run);

  await page.goto("/reconciliations");
  await act(() => page.getByLabel("E-mail").fill(ADMIN.email));
  await act(() => page.getByLabel("Password", { exact: true }).fill(ADMIN.password));
  await act(() => page.getByRole("button", { name: "Sign in", exact: true }).click());
  await expect(page.getByText("No centre yet.")).toBeVisible(SLOW);
  await expect(page.getByRole("link", { name: "Add a centre" })).toBeVisible();

  await act(() => page.getByRole("link", { name: "Today" }).first().click());
  await expect(page.getByRole("heading", { name: "Before your first day" })).toBeVisible(SLOW);
  await expect(page.getByRole("heading", { name: "Nothing has been read yet" })).toBeVisible();
  await expect(page.getByText(/everything counted|within tolerance/)).toHaveCount(0);
  await expectAccessible(page);

  await act(() => page.getByRole("link", { name: "Add centres" }).click());
  await act(() =>
    expect(async () => {
      await page.getByRole("button", { name: "Choose from Cashrec" }).click(PRESS);
      await expect(page.getByRole("dialog")).toBeVisible(PRESS);
    }).toPass(SLOW),
  );
  await act(() => page.getByLabel("Centre ids to try").fill("303-304"));
  await act(() => page.getByRole("button", { name: "Try these ids" }).click());
  await expect(page.getByLabel("Name of 303")).toHaveValue("Granada", SLOW);
  await expectAccessible(page);
  await act(() => page.getByLabel("All that can be added").check());
  await act(() => page.getByLabel("Time zone").selectOption("Europe/Madrid"));
  await act(() => page.getByRole("button", { name: "Add 2 centres" }).click());
  await expect(page.getByText("2 centres were added.")).toBeVisible(SLOW);

  await act(() => page.getByRole("link", { name: "Today" }).first().click());
  await act(() => page.getByRole("button", { name: "Read the first sheets" }).click());
  await expect(page.getByRole("heading", { name: "Before your first day" })).toHaveCount(0, SLOW);
  await expect(page.getByRole("heading", { name: "Coverage" })).toBeVisible(SLOW);

  // Whoever counts has no part in these clicks: the counts come from a file of the tills.
  const { date } = await importCounts(page, baseURL);
  await page.goto(`/reconciliations?from=${date}&to=${date}`);
  await expect(page.getByText("550.50", { exact: true }).first()).toBeVisible(SLOW);
  await expect(page.getByText("matched").first()).toBeVisible(SLOW);
  actions.expectTotal(13);
  expect(errors).toEqual([]);
  await context.close();
});

async function importCounts(page: Page, origin: string): Promise<{ date: string }> {
  const today = (await (await page.request.get("/api/today")).json()) as { to: string };
  const rows = ["303", "304"].flatMap((id) => [
    `${id},${today.to},1,T1,CASH,550.50`,
    `${id},${today.to},1,T1,CARD,500.00`,
  ]);
  const response = await page.request.post("/api/till-counts/imports", {
    headers: { origin, "content-type": "text/csv" },
    data: ["centre_id,business_date,shift_id,till_id,tender_id,counted", ...rows, ""].join("\n"),
  });
  expect(response.ok(), await response.text()).toBe(true);
  return { date: today.to };
}

test("from unknown responses to the first reconciled lines", async ({ browser }) => {
  test.setTimeout(TEST_MS_MAX);
  // The hook has started both, or the test does not run.
  const baseURL = app?.base ?? "";
  const context = await browser.newContext({ baseURL, reducedMotion: "reduce" });
  context.setDefaultTimeout(SLOW.timeout);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await enter(page.request, ADMIN);
  await addCentres(page, baseURL);

  await askFor(page, "101");
  await expect(page.getByRole("heading", { name: "Proposed field map" })).toBeVisible(SLOW);
  await expect(page.getByRole("button", { name: "Save the map" })).toBeDisabled();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectLegible(page);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "They are cents" }).click();
  await expectLine(page, /Mañana, Caja 1 EFECTIVO/, "1,146.35");
  await saveMap(page, 1);
  await readDay(page, "101", "1,146.35");

  await askFor(page, "202");
  await expectLine(page, /Noon/, "408.00");
  await expectAccessible(page);
  await saveMap(page, 2);
  await readDay(page, "202", "408.00");
  expect(errors).toEqual([]);
  await context.close();
});

async function addCentres(page: Page, origin: string): Promise<void> {
  const centres = ["101", "202"].map((id) => {
    return { id, name: `Centre ${id}`, currency: "EUR", timeZone: "Europe/Madrid" };
  });
  const response = await page.request.post("/api/centres", {
    headers: { origin },
    data: { centres },
  });
  expect(response.ok(), `centres: ${response.status()}`).toBe(true);
}

async function askFor(page: Page, centreId: string): Promise<void> {
  await page.goto("/settings/connection");
  const ask = page.getByRole("button", { name: "Ask Cashrec" });
  const working = page.getByRole("button", { name: "Asking Cashrec…" });
  const lines = page.getByRole("heading", { name: "Resulting lines" });
  await expect(async () => {
    await page.getByLabel("Centre ID").first().fill(centreId, PRESS);
    await page.getByLabel("Business date").first().fill(DAY, PRESS);
    await ask.click(PRESS);
    await expect(working.or(lines).first()).toBeVisible(PRESS);
    await expect(lines).toBeVisible(SLOW);
  }).toPass({ timeout: 2 * SLOW.timeout });
}

async function expectLine(page: Page, name: RegExp, expected: string): Promise<void> {
  const line = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
  await expect(line.filter({ hasText: expected }).first()).toBeVisible(SLOW);
}

/** Accepts what is still open, one after the other, and saves. */
async function saveMap(page: Page, version: number): Promise<void> {
  const open = page.getByRole("checkbox", { name: "This is correct", checked: false });
  const save = page.getByRole("button", { name: "Save the map" });
  await expect(async () => {
    while ((await open.count()) > 0) await open.first().check(PRESS);
    await expect(save).toBeEnabled(PRESS);
  }).toPass(SLOW);
  await expect(page.getByText("The field map can read this response.")).toBeVisible(SLOW);
  await save.click();
  await expect(page.getByText(`Version ${version} is saved`)).toBeVisible(SLOW);
}

async function readDay(page: Page, centreId: string, expected: string): Promise<void> {
  await page.goto(`/reconciliations?from=${DAY}&to=${DAY}&centreId=${centreId}`);
  await expect(async () => {
    await page.getByRole("button", { name: "Refresh from Cashrec" }).first().click(PRESS);
    await expect(page.getByText(expected, { exact: true }).first()).toBeVisible({
      timeout: 20_000,
    });
  }).toPass({ timeout: 2 * SLOW.timeout });
}

/** It is the last one here, because from then on the password alone opens nothing. */
test("an administrator who needs a second factor sets it up first", async ({ browser }) => {
  const baseURL = app?.base ?? "";
  const context = await browser.newContext({ baseURL, reducedMotion: "reduce" });
  context.setDefaultTimeout(SLOW.timeout);
  const page = await context.newPage();
  await enter(page.request, ADMIN);
  await requireSecondFactor(page, baseURL);
  await context.close();
});

/** Nobody else uses this installation, so that it alone can require a second factor here. */
async function requireSecondFactor(page: Page, origin: string): Promise<void> {
  await page.goto("/settings/security");
  await page.getByLabel("Two-step sign-in is required of").selectOption("signatories");
  const rules = page.getByRole("region", { name: "Sign-in", exact: true });
  await rules.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("The rules for signing in are saved.")).toBeVisible(SLOW);

  await page.goto(`${origin}/reconciliations`);
  await expect(page).toHaveURL(/settings\/second-factor/);
  await expect(page.getByText("Your roles require two-step sign-in.")).toBeVisible(SLOW);
  await expect(page.getByRole("link", { name: "Reconcile" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Set up an app" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password").fill(ADMIN.password);
  await dialog.getByRole("button", { name: "Continue" }).click();
  const secret = await dialog.getByRole("textbox", { name: "Secret" }).inputValue();
  const code = totpCodeOf(secret.replaceAll(" ", ""));
  await dialog.getByRole("textbox", { name: "Code" }).fill(code);
  await dialog.getByRole("button", { name: "Turn on" }).click();
  await dialog.getByRole("button", { name: "I wrote them down" }).click();
  await page.getByRole("link", { name: "Reconcile" }).first().click();
  await expect(page).toHaveURL(/reconciliations/);
}
