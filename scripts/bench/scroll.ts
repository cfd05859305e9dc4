/**
 * Scrolls the list of 48,180 lines in a real browser by wheel, bar and keyboard, beside a bare
 * virtual list that gets the same gestures. It reports how long frames last, how much of that the
 * page computes, and how much the height of the page changes meanwhile.
 */
import { randomUUID } from "node:crypto";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { DEMO_PASSWORD } from "@/lib/domain/demo-people";
import { hashPassword } from "@/lib/server/auth/password";
import { ensureChromium, systemChromium } from "../testing/chromium";
import { percentile, ratio, row, title } from "../figures/report";
import { startApp } from "./app";
import { sumFrameWork, TRACED } from "./frame-work";
import { type Gesture, GESTURES, type Scrolled, scrollPage } from "./scroll-gestures";
import { buildBareList, ROW_PX } from "./scroll-list";
import type { BenchServer } from "./server";
import { withClient } from "../postgres/with-client";
import { signIn } from "./sign-in";
import { ensureYearDatabase, YEAR } from "./year";

/** Twelve centres of a year of eleven lines a day. */
const SCALE = 0.012;
const LINES = 12 * YEAR.days * 11;
const READER = "scroll@example.test";
const SLOW_MS = 50;

type Measured = Scrolled & { work: number[] };

export async function benchScroll(server: BenchServer): Promise<void> {
  ensureChromium();
  const url = await ensureYearDatabase(server, SCALE);
  await addReader(url);
  const app = await startApp(url);
  const browser = await chromium.launch({
    executablePath: systemChromium() ?? chromium.executablePath(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    title(`Scrolling ${LINES.toLocaleString("en")} lines: frames, median / 95th / longest`);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    // tsx names functions by a helper that a page does not have.
    await context.addInitScript("globalThis.__name = (named) => named");
    await context.addCookies(await signIn(app.base, READER));
    for (const gesture of GESTURES) await measure(browser, context, app.base, gesture);
  } finally {
    await browser.close();
    await app.stop();
  }
}

async function measure(browser: Browser, context: BrowserContext, base: string, gesture: Gesture) {
  const bare = await inPage(browser, context, gesture, (page) =>
    page.setContent(buildBareList(LINES)),
  );
  const address = `${base}/reconciliations?from=${YEAR.from}&to=${YEAR.to}`;
  const list = await inPage(browser, context, gesture, (page) => page.goto(address));
  row(`${gesture.name}, a bare list (baseline)`, formatTimes(bare.frames));
  row(gesture.name, formatTimes(list.frames), ratioOfMedians(list.frames, bare.frames));
  row("  computed in a frame, a bare list (baseline)", formatTimes(bare.work));
  row("  computed in a frame", formatTimes(list.work), ratioOfMedians(list.work, bare.work));
  row("  frames over 50 ms", formatSlow(list.frames), `a bare list: ${formatSlow(bare.frames)}`);
  row("  computing over 50 ms", formatSlow(list.work), "aim: 0");
  row("  change of the page's height", `${spread(list.heights)} px`, "aim: 0");
}

async function inPage(
  browser: Browser,
  context: BrowserContext,
  gesture: Gesture,
  open: (page: Page) => Promise<unknown>,
): Promise<Measured> {
  const page = await context.newPage();
  await open(page);
  await page.locator("tr[data-index]").nth(10).waitFor();
  await page.waitForFunction(
    (height) => document.documentElement.scrollHeight >= height,
    LINES * ROW_PX,
  );
  // What follows the first rows, such as the chart and the next page, is not the scrolling.
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await browser.startTracing(page, { screenshots: false, categories: TRACED });
  const scrolled = await page.evaluate(scrollPage, gesture);
  const work = sumFrameWork(await browser.stopTracing());
  await page.close();
  return { ...scrolled, work };
}

function formatTimes(times: readonly number[]): string {
  const shares = [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(0));
  return `${shares.join(" / ")} ms`;
}

function formatSlow(times: readonly number[]): string {
  return `${times.filter((ms) => ms > SLOW_MS).length} of ${times.length}`;
}

function ratioOfMedians(times: readonly number[], baseline: readonly number[]): string {
  return ratio(percentile(times, 0.5), percentile(baseline, 0.5));
}

function spread(heights: readonly number[]): number {
  return Math.max(...heights) - Math.min(...heights);
}

/** The database is used again by the next run, and so is the reader. */
async function addReader(url: string): Promise<void> {
  const hash = await hashPassword(DEMO_PASSWORD);
  await withClient(url, async (client) => {
    await client.query(`DELETE FROM "user" WHERE email = $1`, [READER]);
    const id = randomUUID();
    await client.query(
      `INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, 'Reader', $3)`,
      [id, READER, hash],
    );
    await client.query(`INSERT INTO membership VALUES ($1, '*', 'auditor')`, [id]);
  });
}
