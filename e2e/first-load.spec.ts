/**
 * The JavaScript that a page loads by itself stays within a bound, as it arrives at a phone, and no
 * page fetches another before its link is pointed at.
 */
import type { Page } from "@playwright/test";
import { ADMINISTRATOR, DATE } from "./arrange";
import { expect, signIn, test } from "./fixtures";

/** One and a half times that of a bare page of Next.js, which is 134 kB: see scripts/bench. */
const KILOBYTES_MAX = 201;

const PAGES = [
  "/sign-in",
  "/",
  `/reconciliations?from=${DATE}&to=${DATE}`,
  `/reconciliations/{centre}/${DATE}`,
  `/variances?from=${DATE}&to=${DATE}`,
  `/coverage?month=${DATE.slice(0, 7)}`,
  "/till-counts/import",
  "/audit",
  "/petty-cash",
  "/notices",
  "/help/finance",
  "/settings/people",
  "/settings/connection",
  "/settings/tolerances",
];

test("no page loads more than its bound @phone", async ({ page, centre }) => {
  const loaded = await followScripts(page);
  const prefetched: string[] = [];
  page.on("request", (request) => {
    const isPrefetch = request.headers()["next-router-prefetch"] !== undefined;
    if (isPrefetch) prefetched.push(`${page.url()}: ${request.url()}`);
  });
  const tooLarge: string[] = [];
  for (const path of PAGES) {
    if (path === "/") await signIn(page, ADMINISTRATOR);
    loaded.clear();
    await page.goto(path.replace("{centre}", centre.id), { waitUntil: "networkidle" });
    const bytes = [...loaded.values()].reduce((total, size) => total + size, 0);
    expect(bytes, path).toBeGreaterThan(100 * 1_024);
    if (bytes > KILOBYTES_MAX * 1_024) tooLarge.push(`${path}: ${Math.ceil(bytes / 1_024)} kB`);
  }
  expect(tooLarge).toEqual([]);
  expect(prefetched).toEqual([]);
});

/** The sizes of the scripts that the page has loaded since they were cleared, as transferred. */
async function followScripts(page: Page): Promise<Map<string, number>> {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: true });
  const sizes = new Map<string, number>();
  client.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") sizes.set(requestId, 0);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (sizes.has(requestId)) sizes.set(requestId, encodedDataLength);
  });
  return sizes;
}
