/** Counts are entered on the screen or imported from a file. */
import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { DATE, get, linesOf, makePerson, post, signedIn } from "./arrange";
import { expect, expectAccessible, signIn, test as base } from "./fixtures";

/** The fixture is a finance user at the API; the cash sheet of the day has been read. */
const test = base.extend<{ finance: APIRequestContext }>({
  finance: async ({ administrator, centre, baseURL }, give) => {
    const reviewer = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
    const api = await signedIn(baseURL ?? "", reviewer);
    await give(api);
    await api.dispose();
  },
});

/** Opens a till, by default the first one; the press is repeated until the page is interactive. */
async function openTill(page: Page, name = ", Till "): Promise<void> {
  const cash = page.getByRole("button", { name: /^Count: Cash/ });
  await expect(async () => {
    // A till that opened late has no button of this name any more.
    if (!(await cash.isVisible())) {
      await page.getByRole("button", { name }).first().click({ timeout: 1_000 });
    }
    await expect(cash).toBeVisible({ timeout: 1_000 });
  }).toPass();
}

/** Opens the first tender that is counted as one amount, and returns its field. */
async function openField(page: Page): Promise<Locator> {
  await openTill(page);
  const field = page.locator("input[data-tender]").first();
  await expect(field).toBeVisible();
  return field;
}

test("a counter enters a till and the day is compared", async ({
  page,
  enterAs,
  centre,
  finance,
}) => {
  const [line] = await linesOf(finance, { centreId: centre.id, date: DATE });
  await enterAs("counter");
  await page.goto(`/till-counts?centreId=${centre.id}&date=${DATE}`);
  const field = await openField(page);
  await field.fill("1,234.56");
  await field.press("Tab");
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText("1 count handed in.")).toBeVisible();
  const lines = await linesOf(finance, { centreId: centre.id, date: DATE });
  const counted = lines.filter(({ verdict }) => verdict !== "uncounted");
  expect(counted.length).toBe(1);
  expect(counted[0]).toMatchObject({ centreId: line?.centreId, countedMinor: 123_456 });
});

test("an address of a till that is not there says so, above the tills that are", async ({
  page,
  enterAs,
  centre,
  finance,
}) => {
  const [line] = await linesOf(finance, { centreId: centre.id, date: DATE });
  await enterAs("counter");
  const day = `/till-counts?centreId=${centre.id}&date=${DATE}`;
  await page.goto(`${day}&shift=${line?.shiftId}&till=nowhere`);
  await expect(page.getByText("There is no till nowhere in shift")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Count tills" })).toBeVisible();
  await expect(page.getByRole("button", { name: ", Till " }).first()).toBeVisible();
});

test("a wrong amount is refused where it was typed", async ({ page, enterAs, centre, finance }) => {
  await get(finance, "/api/me");
  await enterAs("counter");
  await page.goto(`/till-counts?centreId=${centre.id}&date=${DATE}`);
  const field = await openField(page);
  await field.fill("12,5o");
  await field.press("Tab");
  await expect(page.getByText(/This is not an amount/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Hand in" })).toBeDisabled();
  await field.fill("12.50");
  await expect(page.getByRole("button", { name: "Hand in" })).toBeEnabled();
});

test("a file with bad rows stores nothing and names each; put right, it is imported once", async ({
  page,
  centre,
  finance,
  administrator,
}) => {
  const reviewer = await makePerson(administrator, { role: "reviewer", centreIds: [centre.id] });
  const lines = await linesOf(finance, { centreId: centre.id, date: DATE });
  const rows = lines.slice(0, 3).map((line) => {
    const { centreId, businessDate, shiftId, tillId, tenderId } = line;
    return [centreId, businessDate, shiftId, tillId, tenderId, "100.00"].join(",");
  });
  const head = "centre_id,business_date,shift_id,till_id,tender_id,counted";
  const good = [head, ...rows].join("\n");
  const bad = [head, ...rows, `${centre.id},${DATE},9,T9,CASH,12.5o`].join("\n");
  await signIn(page, reviewer);
  await page.goto("/till-counts/import");
  const file = (text: string) => ({
    name: "counts.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  });
  const input = page.locator("input[type=file]");
  await input.setInputFiles(file(bad));
  await expect(page.getByText("“12.5o” is not an amount. Write it as 1146.35.")).toBeVisible();
  const table = page.getByRole("table", { name: "Rows that could not be read" });
  await expect(table.getByRole("row").filter({ hasText: "5" })).toHaveCount(1);
  await expectAccessible(page);
  await input.setInputFiles(file(good));
  await page.getByRole("button", { name: "Import 3 counts" }).click();
  await expect(page.getByText("3 counts imported.")).toBeVisible();
  const again = await finance.post("/api/till-counts/imports", {
    headers: { "content-type": "text/csv" },
    data: good,
  });
  expect(await again.json()).toMatchObject({ accepted: 0, unchanged: 3 });
});

test("the same count submitted twice is stored once", async ({ centre, finance }) => {
  const count = {
    centreId: centre.id,
    businessDate: DATE,
    shiftId: "1",
    tillId: "T1",
    tenderId: "CASH",
    countedMinor: 4_200,
  };
  const headers = { "idempotency-key": `key-${centre.id}` };
  const [one, two] = await Promise.all([
    finance.post("/api/till-counts", { data: count, headers }),
    finance.post("/api/till-counts", { data: count, headers }),
  ]);
  expect(await one.json()).toEqual(await two.json());
  const other = await finance.post("/api/till-counts", {
    data: { ...count, countedMinor: 1 },
    headers,
  });
  expect(other.status()).toBe(409);
  const day = await get<{ counts: unknown[] }>(
    finance,
    `/api/reconciliations/${centre.id}/${DATE}`,
  );
  expect(day.counts.length).toBe(1);
});

test("two people at one till: the second is told what the first handed in", async ({
  page,
  enterAs,
  centre,
  finance,
}) => {
  const lines = await linesOf(finance, { centreId: centre.id, date: DATE });
  const line = lines.find(({ tenderKind }) => tenderKind === "card");
  await enterAs("counter");
  await page.goto(`/till-counts?centreId=${centre.id}&date=${DATE}`);
  const till = `${line?.shiftName}, ${line?.tillName}`;
  await openTill(page, till);
  const tender = page.locator(`[data-tender="${line?.tenderId}"]`);
  await tender.fill("50.00");
  await tender.press("Tab");
  await post(finance, "/api/till-counts", {
    centreId: centre.id,
    businessDate: DATE,
    shiftId: line?.shiftId,
    tillId: line?.tillId,
    tenderId: line?.tenderId,
    countedMinor: 6_000,
  });
  await page.getByRole("button", { name: "Hand in" }).click();
  await expect(page.getByText(/handed in 60\.00 in the meantime/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Hand in 50.00" }).click();
  await expect(page.getByText("1 count handed in.")).toBeVisible();
});
