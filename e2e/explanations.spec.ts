/** Explaining a day: likely causes, texts, slips and waivers; refused input stays on the screen. */
import type { APIRequestContext } from "@playwright/test";
import { countDay, DATE, get, type TestCentre, post, signedIn } from "./arrange";
import { expect, expectAccessible, test as base } from "./fixtures";

/** A reviewer of the test's centre, signed in on the page and at the API. */
const test = base.extend<{ reviewer: APIRequestContext }>({
  reviewer: async ({ baseURL, enterAs }, give) => {
    const api = await signedIn(baseURL ?? "", await enterAs("reviewer"));
    await give(api);
    await api.dispose();
  },
});

type Term = { term: string; amountMinor: number | null };
type Detail = {
  version: number;
  lineDetails: { tenderId: string; tenderKind: string | null; terms: Term[] | null }[];
};

/**
 * A whole picture, because the browser decodes it, while the server only checks the first bytes.
 */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

const dayOf = (api: APIRequestContext, centre: TestCentre) =>
  get<Detail>(api, `/api/reconciliations/${centre.id}/${DATE}`);

/** Counts everything as expected, except that the float of the first cash line is missing. */
async function leaveFloatOut(api: APIRequestContext, centre: TestCentre): Promise<void> {
  const { lineDetails } = await dayOf(api, centre);
  const cash = lineDetails.findIndex(({ tenderKind }) => tenderKind === "cash");
  const float = lineDetails[cash]?.terms?.find(({ term }) => term === "float")?.amountMinor ?? 0;
  await countDay(api, { centreId: centre.id, date: DATE }, (_line, index) =>
    index === cash ? -float : 0,
  );
}

test("a likely cause becomes the reason with one key, and can be taken back", async ({
  page,
  centre,
  reviewer,
}) => {
  await leaveFloatOut(reviewer, centre);
  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  await expect(page.getByText(/short equals the float/)).toBeVisible();
  await expectAccessible(page);
  await expect(async () => {
    await page.keyboard.press("c");
    await expect(page.getByText(/Reason since .*Test reviewer/)).toBeVisible({
      timeout: 2_000,
    });
  }).toPass();
  await expect(page.getByRole("cell", { name: "Float not counted" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText(/Withdrawn by Test reviewer/)).toBeVisible();
  await expect(page.getByRole("cell", { name: "to explain" })).toBeVisible();
});

test("what was typed outlives a refusal and a conflict", async ({
  page,
  administrator,
  centre,
  reviewer,
}) => {
  await leaveFloatOut(reviewer, centre);
  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  const explain = page.getByRole("button", { name: "Explain", exact: true });
  await expect(async () => {
    await page.keyboard.press("e");
    await expect(page.getByLabel("Reason")).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.getByLabel("Reason").selectOption({ label: "Other" });
  await explain.click();
  await expect(page.getByText("Enter the details of the reason.")).toBeVisible();
  await page.getByLabel("Details", { exact: true }).fill("The float was in the safe");
  const { version } = await dayOf(administrator, centre);
  await post(administrator, `/api/reconciliations/${centre.id}/${DATE}/notes`, {
    version,
    text: "Looked into it",
  });
  await explain.click();
  await expect(page.getByText(/Your text is kept/)).toBeVisible();
  await expect(page.getByLabel("Details", { exact: true })).toHaveValue(
    "The float was in the safe",
  );
  await explain.click();
  await expect(page.getByRole("button", { name: "Withdraw" })).toBeVisible();
  await expect(page.getByText("The float was in the safe")).toBeVisible();
});

test("a photo of a slip is attached, and what is none is refused", async ({
  page,
  centre,
  reviewer,
}) => {
  await leaveFloatOut(reviewer, centre);
  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  const file = page.getByRole("region", { name: "Slips" }).getByLabel("Attach a photo or PDF");
  await expect(async () => {
    await file.setInputFiles({ name: "slip.png", mimeType: "image/png", buffer: PICTURE });
    await expect(page.getByRole("link", { name: "slip.png" })).toBeVisible({ timeout: 3_000 });
  }).toPass();
  const page2 = await page.context().newPage();
  const href = await page.getByRole("link", { name: "slip.png" }).first().getAttribute("href");
  const response = await page2.goto(href ?? "");
  expect(response?.headers()["content-security-policy"]).toContain("sandbox");
  await page2.close();
  const script = Buffer.from("<script>alert(1)</script>");
  await file.setInputFiles({ name: "slip.png", mimeType: "image/png", buffer: script });
  await expect(page.getByText(/Only photos .* can be attached/)).toBeVisible();
  await expectAccessible(page);
});

test("a line that nobody counted is waived on a phone @phone", async ({
  page,
  centre,
  reviewer,
}) => {
  await countDay(reviewer, { centreId: centre.id, date: DATE }, (_line, index) =>
    index === 0 ? null : 0,
  );
  await page.goto(`/reconciliations/${centre.id}/${DATE}`);
  await expect(async () => {
    await page.getByLabel("Reason").selectOption({ label: "Count lost" });
    await page.getByRole("button", { name: "Waive the count" }).click();
    await expect(page.getByRole("button", { name: "Withdraw" })).toBeVisible({ timeout: 3_000 });
  }).toPass();
  await expectAccessible(page);
});
