/**
 * The fixtures of the counting specs: a cash line, and functions that enter its count and look it
 * up.
 */
import type { APIRequestContext, Page } from "@playwright/test";
import { type ApiLine, DATE, get, linesOf, makePerson, signedIn } from "./arrange";
import { expect, test as base } from "./fixtures";

type Counting = { blindMode: "hidden" | "after-entry" | "shown"; recountsMax: number };

/**
 * The fixtures are a finance user at the API, a cash line, and the count settings of the centre.
 */
export const test = base.extend<{
  finance: APIRequestContext;
  cash: ApiLine;
  countAs: (counting: Partial<Counting>) => Promise<void>;
}>({
  finance: async ({ administrator, centre, baseURL }, give) => {
    const reviewer = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
    const api = await signedIn(baseURL ?? "", reviewer);
    await give(api);
    await api.dispose();
  },
  cash: async ({ finance, centre }, give) => {
    const lines = await linesOf(finance, { centreId: centre.id, date: DATE });
    const cash = lines.find(({ tenderKind }) => tenderKind === "cash");
    if (cash === undefined) throw new Error("the centre has a line of cash");
    await give(cash);
  },
  countAs: async ({ administrator, centre }, give) => {
    await give(async (counting) => {
      const path = `/api/centres/${centre.id}/counting`;
      const stored = await get<Counting>(administrator, path);
      const response = await administrator.put(path, { data: { ...stored, ...counting } });
      expect(response.ok(), await response.text()).toBe(true);
    });
  },
});

export function tillOf({ centreId, shiftId, tillId }: ApiLine, tender = ""): string {
  const query = new URLSearchParams({ centreId, date: DATE, shift: shiftId, till: tillId });
  if (tender !== "") query.set("tender", tender);
  return `/till-counts?${query.toString()}`;
}

/**
 * Types into rows of the pad, and repeats this until the page is interactive and has stored the
 * text.
 */
export async function fillPieces(page: Page, pieces: Record<string, string>): Promise<void> {
  for (const [piece, quantity] of Object.entries(pieces)) {
    const field = page.locator(`[data-pad="${piece}"]`);
    await expect(async () => {
      await field.fill(quantity, { timeout: 2_000 });
      await expect(page.locator(`[data-pad-row="${piece}"] output`)).not.toHaveText("not entered", {
        timeout: 1_000,
      });
    }).toPass();
  }
}

export async function versionsOf(api: APIRequestContext, { centreId, ...line }: ApiLine) {
  const { shiftId, tillId, tenderId } = line;
  const query = new URLSearchParams({ centreId, businessDate: DATE, shiftId, tillId, tenderId });
  const list = await get<{ counts: { countedMinor: number; denominations: unknown }[] }>(
    api,
    `/api/till-counts?${query}`,
  );
  return list.counts;
}
