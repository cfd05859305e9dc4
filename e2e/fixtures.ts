/**
 * What every spec starts from: an administrator at the API, a centre of its own, a page that fails
 * the test when the browser reports an error, and a look by axe.
 */
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, type Page, test as base } from "@playwright/test";
import type { Role } from "../lib/domain/permission";
import { asAdministrator, enter, makePerson, makeTradingCentre } from "./arrange";
import type { Person, TestCentre } from "./arrange";

type Fixtures = {
  administrator: APIRequestContext;
  centre: TestCentre;
  /** Makes a person with that role in the test's centre and signs the page in as them. */
  enterAs: (role: Role) => Promise<Person>;
  quietPage: undefined;
};

/** Answers that a test provokes on purpose are reported by the browser as failed resources. */
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

/** Through the front door, by its address: the form of it has tests of its own. */
export async function signIn(page: Page, person: Pick<Person, "email" | "password">) {
  // Whoever sat here before asks nothing meanwhile.
  await page.goto("about:blank");
  await enter(page.request, person);
}

export async function signInByHand(page: Page, person: Pick<Person, "email" | "password">) {
  await page.goto("/sign-in");
  await page.getByLabel(/e-?mail/i).fill(person.email);
  await page.getByLabel(/password/i).fill(person.password);
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** A press before the page has come alive does nothing, so it is repeated until it does. */
export async function openMenu(page: Page): Promise<void> {
  await expect(async () => {
    await page.getByRole("button", { name: /sign out/ }).click({ timeout: 1_000 });
    await expect(page.getByRole("menu")).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** WCAG 2.2 AA, as far as a machine can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  await expectNoViolation(page, (axe) => axe.withTags(tags));
}

/** Those of its rules that judge colours. */
export async function expectLegible(page: Page): Promise<void> {
  await expectNoViolation(page, (axe) => axe.withRules(["color-contrast", "link-in-text-block"]));
}

/**
 * What passes is counted and not written down; and one run in the page itself will do, rather than
 * a blank page that gathers those of all frames, as no page of ours has a frame.
 */
async function expectNoViolation(
  page: Page,
  narrow: (axe: AxeBuilder) => AxeBuilder,
): Promise<void> {
  expect(page.frames()).toHaveLength(1);
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  const { violations } = await narrow(axe).setLegacyMode().analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ""}`);
  expect(found).toEqual([]);
}

export { expect };
