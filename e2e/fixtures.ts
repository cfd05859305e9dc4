/**
 * The fixtures of every spec: an administrator at the API, a centre of its own, a page that fails
 * the test when the browser reports an error, and a check by axe.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test as base } from "@playwright/test";
import type { Role } from "../lib/domain/permission";
import { asAdministrator, DATE, enter, makePerson, makeTradingCentre } from "./arrange";
import type { Person, TestCentre } from "./arrange";

type Fixtures = {
  administrator: APIRequestContext;
  /** The business date of which the centre has a cash sheet. */
  date: string;
  centre: TestCentre;
  /** Creates a user with that role in the test's centre and signs the page in as them. */
  enterAs: (role: Role) => Promise<Person>;
  quietPage: undefined;
};

/** The short form of the axe that the builder brings. */
const AXE = readFileSync(
  createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright")).resolve(
    "axe-core/axe.min.js",
  ),
  "utf8",
);

/** The browser reports the 4xx responses that a test provokes on purpose as failed resources. */
const PROVOKED = /Failed to load resource: the server responded with a status of 4\d\d/;

export const test = base.extend<Fixtures>({
  administrator: async ({ baseURL }, give) => {
    const api = await asAdministrator(baseURL ?? "");
    await give(api);
    await api.dispose();
  },
  date: [DATE, { option: true }],
  centre: async ({ administrator, date }, give) => {
    await give(await makeTradingCentre(administrator, date));
  },
  enterAs: async ({ administrator, centre, page }, give) => {
    await give(async (role) => {
      const person = await makePerson(administrator, { role, centreIds: [centre.id] });
      await signIn(page, person);
      return person;
    });
  },
  quietPage: [
    async ({ page }, give) => {
      const complaints: string[] = [];
      // Browsers have none where a page comes over plain HTTP and not from this machine.
      await page.addInitScript(() => Reflect.deleteProperty(Crypto.prototype, "randomUUID"));
      page.on("pageerror", (error) => complaints.push(error.message));
      page.on("console", (message) => {
        const text = message.text();
        if (message.type() === "error" && !PROVOKED.test(text)) complaints.push(text);
      });
      await give(undefined);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in through the API; the sign-in form has tests of its own. */
export async function signIn(page: Page, person: Pick<Person, "email" | "password">) {
  // A blank page stops the requests of the user who was signed in before.
  await page.goto("about:blank");
  await enter(page.request, person);
}

export async function signInByForm(page: Page, person: Pick<Person, "email" | "password">) {
  await page.goto("/sign-in");
  await page.getByLabel(/e-?mail/i).fill(person.email);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A press before hydration does nothing, so it is repeated until the menu is open. */
export async function openMenu(page: Page, name: string | RegExp = /sign out/): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name }).click({ timeout: 1_000 });
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** Checks WCAG 2.2 AA as far as axe can. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await expectNoViolation(page, (axe) => axe.withTags(tags));
}

/** Checks only the rules about colours. */
export async function expectLegible(page: Page): Promise<void> {
  await expectNoViolation(page, (axe) => axe.withRules(["color-contrast", "link-in-text-block"]));
}

/**
 * Passed checks are counted but not listed, to save time. The legacy mode of axe runs in the page
 * itself, without the blank page that merges the results of frames, because no page has a frame.
 */
async function expectNoViolation(
  page: Page,
  narrow: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  expect(page.frames()).toHaveLength(1);
  await finishTransitions(page);
  await loadAxe(page);
  const axe = new AxeBuilder({ page, axeSource: "undefined" });
  const { violations } = await narrow(axe.options({ resultTypes: ["violations"] }))
    .setLegacyMode()
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  expect(found).toEqual([]);
}

/**
 * The builder would evaluate the long form of axe, of 1.2 MB, twice for every check. A second check
 * of the same page finds axe there, compiled.
 */
async function loadAxe(page: Page): Promise<void> {
  const isLoaded = await page.evaluate(() => "axe" in window);
  if (!isLoaded) await page.evaluate(AXE);
}

/**
 * Colours are judged as they stay: during a fade or a transition, axe sees one that blends with
 * what is behind. What moves forever, such as a waiting mark, has no end to wait for.
 */
async function finishTransitions(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

export { expect };
