/**
 * The fixtures of every spec: an administrator at the API, a centre of its own, a page that fails
 * the test when the browser reports an error, and a check by axe.
 */
import { type APIRequestContext, expect, type Page, test as base } from "@playwright/test";
import axe, { type RunOptions } from "axe-core";
import type { Role } from "../lib/domain/permission";
import { asAdministrator, enter, makePerson, makeTradingCentre } from "./arrange";
import type { Person, TestCentre } from "./arrange";

type Fixtures = {
  administrator: APIRequestContext;
  centre: TestCentre;
  /** Creates a user with that role in the test's centre and signs the page in as them. */
  enterAs: (role: Role) => Promise<Person>;
  quietPage: undefined;
};

/** The browser reports the 4xx responses that a test provokes on purpose as failed resources. */
const PROVOKED = /Failed to load resource: the server responded with a status of 4\d\d/;

export const test = base.extend<Fixtures>({
  administrator: async ({ baseURL }, give) => {
    const api = await asAdministrator(baseURL ?? "");
    await give(api);
    await api.dispose();
  },
  centre: async ({ administrator }, give) => {
    await give(await makeTradingCentre(administrator));
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
export async function openMenu(page: Page): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: /sign out/ }).click({ timeout: 1_000 });
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** Checks WCAG 2.2 AA as far as axe can. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await expectNoViolation(page, { runOnly: { type: "tag", values: tags }, rules: RULES });
}

/** Checks only the rules about colours. */
export async function expectLegible(page: Page): Promise<void> {
  const rules = ["color-contrast", "link-in-text-block"];
  await expectNoViolation(page, { runOnly: { type: "rule", values: rules } });
}

/** What differs from the rules that the tags choose. */
const RULES = {
  // Deprecated, and checked all the same.
  "landmark-complementary-is-top-level": { enabled: true },
  // Takes initials, and the keys of a shortcut, for words that belong in the name of a button.
  "label-content-name-mismatch": { enabled: false },
};

/**
 * To save time, passed checks are counted but not listed, and style sheets are not read again for
 * rules that do not run. A page has axe until it is left, and no page has a frame.
 */
async function expectNoViolation(page: Page, rules: RunOptions): Promise<void> {
  expect(page.frames()).toHaveLength(1);
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const options: RunOptions = {
    ...rules,
    resultTypes: ["violations"],
    preload: { assets: ["media"] },
  };
  const found = await page.evaluate(async (chosen) => {
    const { axe: loaded } = window as unknown as { axe: typeof axe };
    const { violations } = await loaded.run(document, chosen);
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  }, options);
  expect(found).toEqual([]);
}

export { expect };
