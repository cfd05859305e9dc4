/**
 * Counts what a person does on a journey: each click, tap, press of a key, choice and typed text is
 * one action. A press that is repeated only because the page is not interactive yet is still one.
 */
import { expect, type Page, test } from "@playwright/test";
import type { Person } from "./arrange";

/** The command that lists the figures reads annotations of this type. */
const ACTIONS = "actions";

export class Actions {
  private count = 0;
  private counted = 0;

  constructor(private readonly journey: string) {}

  async act<Result>(run: () => Promise<Result>): Promise<Result> {
    const result = await run();
    this.count += 1;
    return result;
  }

  /** Signs in by the form, to which the page leads whoever is not signed in. */
  async signIn(page: Page, { email, password }: Pick<Person, "email" | "password">): Promise<void> {
    await this.act(() => page.getByLabel("E-mail").fill(email));
    await this.act(() => page.getByLabel("Password", { exact: true }).fill(password));
    await this.act(() => page.getByRole("button", { name: "Sign in", exact: true }).click());
    await expect(page).not.toHaveURL(/sign-in/);
  }

  /** What was done since this was last asked is at most so many actions. */
  expectSince(most: number): void {
    expect(this.count - this.counted).toBeLessThanOrEqual(most);
    this.counted = this.count;
  }

  /** The whole journey took at most so many actions, which the report of the test names. */
  expectTotal(most: number): void {
    const { annotations, project } = test.info();
    annotations.push({ type: ACTIONS, description: `${this.journey}: ${this.count}` });
    process.stdout.write(`actions, ${project.name}: ${this.journey}: ${this.count}\n`);
    expect(this.count).toBeLessThanOrEqual(most);
  }
}
