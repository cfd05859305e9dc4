/**
 * axe finds no violation on any page, in light and dark mode, on a desktop and on a phone, and none
 * scrolls sideways.
 */
import type { APIRequestContext, Page } from "@playwright/test";
import { ADMINISTRATOR, DATE, get, linesOf, makePerson, type Person, signedIn } from "./arrange";
import { countLine, makeSignatory } from "./arrange-workflow";
import { expect, expectAccessible, expectLegible, signIn, signInByForm, test } from "./fixtures";

/** `{centre}` is replaced by a centre whose day was read, `{person}` by one of its reviewers. */
const PAGES = [
  "/",
  `/reconciliations?from=${DATE}&to=${DATE}`,
  "/reconciliations?from=2001-01-01&to=2001-01-02",
  `/reconciliations/{centre}/${DATE}`,
  `/coverage?month=${DATE.slice(0, 7)}`,
  `/variances?from=${DATE}&to=${DATE}`,
  "/reports",
  "/audit",
  "/journal",
  "/settings/centres",
  "/settings/organisation",
  "/settings/people",
  "/settings/access",
  "/settings/devices",
  "/settings/second-factor",
  "/settings/single-sign-on",
  "/settings/sessions",
  "/settings/tokens",
  "/settings/password",
  "/settings/security?show=everything",
  "/settings/notifications",
  "/prove",
  "/notices",
  "/settings/operations",
  "/settings/webhooks",
  "/settings/tolerances",
  "/settings/reasons",
  "/settings/counting",
  "/settings/quiet-days",
  "/settings/connection",
  "/settings/personal-data",
  "/settings/personal-data?person={person}",
  "/settings/cash-sheets",
  "/settings/item-kinds",
  "/settings/journal",
  "/petty-cash",
  `/owed?month=${DATE.slice(0, 7)}`,
  "/settings/petty-cash",
  "/no-such-page",
];
const PAGES_OF_COUNTING = [
  `/reconciliations/{centre}/${DATE}`,
  "/till-counts",
  `/till-counts?centreId={centre}&date=${DATE}`,
  "/till-counts/import",
];

/** Parts run side by side, and when a page fails, only its part runs again. */
test.describe.configure({ mode: "parallel" });
const PARTS = [0, 1];
const CASES = PARTS.flatMap((part) => ["", " @phone"].map((tag) => ({ part, tag })));

for (const { part, tag } of CASES) {
  const title = `all pages are accessible, part ${part + 1} of ${PARTS.length}${tag}`;
  test(title, async ({ page, administrator, centre, baseURL }) => {
    test.setTimeout(600_000);
    // Otherwise axe would judge colours in the middle of the transition from light to dark.
    await page.emulateMedia({ reducedMotion: "reduce" });
    const reviewer = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
    const person = await idOf(administrator, reviewer);
    await visit(["/sign-in"]);
    const api = await signedIn(baseURL ?? "", reviewer);
    await leaveFloatOut(api, administrator, { baseURL: baseURL ?? "", centreId: centre.id });
    await api.dispose();
    await signInByForm(page, ADMINISTRATOR);
    await visit(PAGES);
    await page.context().clearCookies();
    await signIn(page, reviewer);
    await visit(PAGES_OF_COUNTING);

    async function visit(paths: string[]): Promise<void> {
      for (const path of paths.filter((_, index) => index % PARTS.length === part)) {
        await page.goto(path.replace("{centre}", centre.id).replace("{person}", person));
        await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
        await expectNotWider(page, path);
        if (tag !== "") await expectReflowed(page, path);
        // A phone has the colours of a desktop.
        const check = tag === "" ? expectAccessibleByDayAndNight : expectAccessible;
        await test.step(path, () => check(page));
      }
    }
  });
}

/**
 * Only colours differ between light and dark mode, so dark mode is checked by the rules about
 * colours alone.
 */
async function expectAccessibleByDayAndNight(page: Page): Promise<void> {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const day = await ground();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await ground()).not.toBe(day);
  await expectLegible(page);
  await page.emulateMedia({ colorScheme: "light" });
}

async function idOf(administrator: APIRequestContext, { email }: Person): Promise<string> {
  const path = `/api/users?text=${encodeURIComponent(email)}`;
  const { users } = await get<{ users: { id: string }[] }>(administrator, path);
  return users[0]?.id ?? "";
}

/** Leaves the float uncounted, so that the page of the day has likely causes to show. */
async function leaveFloatOut(
  reviewer: APIRequestContext,
  administrator: APIRequestContext,
  at: { baseURL: string; centreId: string },
): Promise<void> {
  const { api } = await makeSignatory(administrator, { ...at, roles: ["counter"] });
  const lines = await linesOf(reviewer, { centreId: at.centreId, date: DATE });
  const cash = lines.find(
    ({ tenderKind, expectedMinor }) => tenderKind === "cash" && (expectedMinor ?? 0) > 20_000,
  );
  if (cash === undefined) throw new Error("a trading day has a drawer with more than its float");
  await countLine(api, cash, (cash.expectedMinor ?? 0) - 20_000);
  await api.dispose();
}

/** As wide as a page at 400 % is: WCAG 2.2, 1.4.10. */
async function expectReflowed(page: Page, path: string): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 700 });
  await expectNotWider(page, `${path} at 320 pixels`);
  if (size !== null) await page.setViewportSize(size);
}

/** Only tables scroll sideways, by themselves. */
async function expectNotWider(page: Page, path: string): Promise<void> {
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wider, path).toBeLessThanOrEqual(0);
}
