/**
 * A shift lead signs in, counts a till blind and says what happened, with a note and a photo.
 * Nothing that Cashrec expects is on the screen or in any response.
 */
import type { Page } from "@playwright/test";
import { Actions } from "./actions";
import { DATE, linesOf, makePerson } from "./arrange";
import { test, versionsOf } from "./counting";
import { expect, expectAccessible } from "./fixtures";
import { PHOTO } from "./photo";

/** 7 notes of 50, 4 of 20 and 3 coins of 2. */
const PIECES = { "5000": "7", "2000": "4", "200": "3" };
const COUNTED_MINOR = 43_600;
const NOTE = "A guest paid 20.00 in coins from a bag.";

/** Collects what the browser receives, apart from code, fonts and pictures. */
function listen(page: Page): () => string {
  const seen: string[] = [];
  page.on("response", (response) => {
    if (/javascript|css|font|image/.test(response.headers()["content-type"] ?? "")) return;
    void response.text().then(
      (text) => seen.push(text),
      () => seen.push(""), // A redirect has no readable body.
    );
  });
  return () => seen.join("\n");
}

for (const tag of ["", " @phone"]) {
  test(`a till is counted blind, with a note and a photo${tag}`, async ({
    page,
    administrator,
    centre,
    finance,
    cash,
  }) => {
    test.setTimeout(180_000);
    const lines = await linesOf(finance, { centreId: centre.id, date: DATE });
    const figures = lines.flatMap(({ expectedMinor }) =>
      expectedMinor === null || expectedMinor < 10_000 || expectedMinor === COUNTED_MINOR
        ? []
        : [expectedMinor],
    );
    expect(figures.length).toBeGreaterThan(3);
    const person = await makePerson(administrator, { role: "counter", centreIds: [centre.id] });
    const received = listen(page);
    const actions = new Actions("Shift lead counts a till, note and photo");
    await page.goto(`/till-counts?centreId=${centre.id}&date=${DATE}`);
    await actions.signIn(page, person);

    const name = `${cash.shiftName}, ${cash.tillName}`;
    const count = page.getByRole("button", { name: "Count: Cash" });
    await actions.act(() =>
      expect(async () => {
        if (!(await count.isVisible())) {
          await page.getByRole("button", { name }).first().click({ timeout: 1_000 });
        }
        await expect(count).toBeVisible({ timeout: 2_000 });
      }).toPass(),
    );
    const others = page.locator("input[data-tender]");
    const totals = await others.count();
    for (let at = 0; at < totals; at += 1) {
      await actions.act(() => others.nth(at).fill(`${at + 1}1.11`));
    }
    if (totals > 0) {
      await actions.act(() => page.getByRole("button", { name: "Hand in" }).click());
      await expect(page.getByText(/counts? handed in\./)).toBeVisible();
    }
    await actions.act(() => count.click());
    for (const [piece, quantity] of Object.entries(PIECES)) {
      await actions.act(() => page.locator(`[data-pad="${piece}"]`).fill(quantity));
    }
    await actions.act(() => page.getByRole("button", { name: "Hand in" }).click());
    await expect(page.getByText("436.00", { exact: true }).first()).toBeVisible();

    await actions.act(() => page.getByLabel("Anything we should know?").fill(NOTE));
    await actions.act(() => page.getByLabel("Add a photo").first().setInputFiles(PHOTO));
    await expect(
      page.getByRole("img", { name: `Photo for this count: ${PHOTO.name}` }),
    ).toBeVisible();
    await actions.act(() => page.getByRole("button", { name: "Send note and photo" }).click());
    const sent = page.getByRole("region", { name: "Sent" });
    await expect(sent.getByText(NOTE)).toBeVisible();
    await expect(sent.getByText(PHOTO.name)).toBeVisible();
    await expectAccessible(page);
    await expect(page.getByText("Expected", { exact: true })).toHaveCount(0);
    actions.expectTotal(13 + totals);

    expect((await versionsOf(finance, cash))[0]).toMatchObject({ countedMinor: COUNTED_MINOR });
    const all = received();
    for (const figure of figures) {
      expect(all).not.toContain((figure / 100).toFixed(2));
      expect(all).not.toMatch(new RegExp(`\\b${figure}\\b`));
    }
  });
}
