/**
 * Runs Lighthouse on every page of the built application with the demo, as a phone sees it, beside
 * a bare page of the same Next.js to compare the JavaScript and how long it blocks.
 */
import { chromium } from "@playwright/test";
import type { Role } from "@/lib/domain/permission";
import { DEMO_OWN_CENTRES } from "@/lib/server/demo/users";
import { ensureChromium, systemChromium } from "../testing/chromium";
import { freePort } from "../process/processes";
import { startApp } from "./app";
import { startBare } from "./bare";
import { row, title } from "../figures/report";
import { type Cookie, signIn } from "./sign-in";
import type { BenchServer } from "./server";
import { type Audit, loadLighthouse, type LighthouseResult } from "./tools";
import { withClient } from "../postgres/with-client";

type Page = { path: string; as: Role | null };

const listPages = (day: string): Page[] => [
  { path: "/sign-in", as: null },
  { path: "/", as: "approver" },
  { path: "/reconciliations", as: "approver" },
  { path: `/reconciliations/${day}`, as: "approver" },
  { path: "/variances", as: "approver" },
  { path: "/coverage", as: "approver" },
  { path: "/till-counts", as: "counter" },
  { path: "/till-counts/import", as: "reviewer" },
  { path: "/audit", as: "auditor" },
  ...["/centres", "/people", "/tokens", "/connection"].map(settings),
  ...["/tolerances", "/reasons", "/counting"].map(settings),
];

function settings(path: string): Page {
  return { path: `/settings${path}`, as: "administrator" };
}

export async function benchPages(server: BenchServer): Promise<void> {
  ensureChromium();
  const url = await server.fresh("bench_pages");
  const app = await startApp(url, "demo");
  const bare = await startBare();
  try {
    title("Pages as a phone sees them: performance, accessibility, best practices, SEO");
    const baseline = await runRepeatedly(bare.base, []);
    row(
      "a bare page of Next.js (baseline)",
      formatScores(baseline),
      `${kilobytes(scriptBytes(baseline))}, blocked for ${blockedMs(baseline)} ms`,
    );
    for (const { path, as } of listPages(await findDay(url))) {
      const result = await runRepeatedly(
        app.base + path,
        as === null ? [] : await signIn(app.base, `${as}@example.test`),
      );
      const times = (scriptBytes(result) / scriptBytes(baseline)).toFixed(2);
      const script = `${kilobytes(scriptBytes(result))}, ${times} x baseline, aim: 1.5`;
      row(path, formatScores(result), `${script}, blocked for ${blockedMs(result)} ms`);
      for (const failing of failingIn(result)) row("", "", failing);
    }
  } finally {
    await Promise.all([app.stop(), bare.stop()]);
    await server.drop("bench_pages");
  }
}

/** Finds a day of one of the reviewer's centres, with lines that differ. */
async function findDay(url: string): Promise<string> {
  const found = await withClient(url, (client) =>
    client.query<{ centre_id: string; business_date: string }>(
      `SELECT centre_id, business_date FROM reconciliation
        WHERE centre_id = ANY ($1) AND short_lines > 0
        ORDER BY business_date DESC, centre_id LIMIT 1`,
      [DEMO_OWN_CENTRES],
    ),
  );
  const [day] = found.rows;
  if (day === undefined) throw new Error("The demo has no day with a difference.");
  return `${day.centre_id}/${day.business_date}`;
}

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

/** The median by performance is reported, because blocking times vary by a factor of three. */
const RUNS = 3;

/**
 * Each page gets a new browser, because one that has loaded a dozen pages takes longer for each
 * further one.
 */
async function runRepeatedly(url: string, cookies: readonly Cookie[]): Promise<LighthouseResult> {
  const port = await freePort();
  // Lighthouse opens its pages in the browser's own context, which is the only way to share its
  // cookies.
  const browser = await chromium.launchPersistentContext("", {
    executablePath: systemChromium() ?? chromium.executablePath(),
    args: [`--remote-debugging-port=${port}`],
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    await browser.addCookies([...cookies]);
    const results: LighthouseResult[] = [];
    while (results.length < RUNS) results.push(await runLighthouse(port, url));
    results.sort((one, other) => getPerformance(one) - getPerformance(other));
    const middle = results[Math.floor(RUNS / 2)];
    if (middle === undefined) throw new Error(`${url} was not looked at.`);
    return middle;
  } finally {
    await browser.close();
  }
}

function getPerformance({ categories }: LighthouseResult): number {
  return categories.performance?.score ?? 0;
}

/**
 * One audit is omitted: that a search engine may list the page. All pages are private, and say so.
 */
async function runLighthouse(port: number, url: string, tries = 3): Promise<LighthouseResult> {
  const lighthouse = await loadLighthouse();
  const result = await lighthouse(url, {
    port,
    logLevel: "error",
    onlyCategories: [...CATEGORIES],
    skipAudits: ["is-crawlable"],
  });
  const seen = result?.lhr;
  if (seen === undefined || seen.runtimeError !== undefined) {
    // On a busy machine the browser sometimes does not report when a page began.
    if (tries > 1) return runLighthouse(port, url, tries - 1);
    throw new Error(`Lighthouse has no answer for ${url}: ${seen?.runtimeError?.message ?? ""}`);
  }
  if (new URL(seen.finalDisplayedUrl).pathname !== new URL(url).pathname) {
    throw new Error(`${url} leads to ${seen.finalDisplayedUrl}.`);
  }
  return seen;
}

function formatScores({ categories }: LighthouseResult): string {
  return CATEGORIES.map((name) => (categories[name]?.score ?? NaN).toFixed(2)).join(" ");
}

type Request = { resourceType?: string; transferSize?: number };

/** The size is that of the compressed response. */
function scriptBytes({ audits }: LighthouseResult): number {
  const items = (audits["network-requests"]?.details?.items ?? []) as Request[];
  const scripts = items.filter(({ resourceType }) => resourceType === "Script");
  return scripts.reduce((total, { transferSize }) => total + (transferSize ?? 0), 0);
}

/** For so long a tap would have waited for scripts, in all, until the page was ready. */
function blockedMs({ audits }: LighthouseResult): number {
  return Math.round(audits["total-blocking-time"]?.numericValue ?? NaN);
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1_024)} kB of JavaScript`;
}

/** Lists what puts a category below 1; for performance, which is made of times, the times. */
function failingIn({ categories, audits }: LighthouseResult): string[] {
  return CATEGORIES.flatMap((name) => {
    const category = categories[name];
    if (category === undefined || category.score === 1) return [];
    return category.auditRefs
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${name}: ${id} ${readScore(audits[id])}`.trim());
  });
}

/**
 * Reads the figure that the audit shows, or the kinds of problem that the browser's inspector would
 * list.
 */
function readScore(audit: Audit | undefined): string {
  if (audit?.displayValue !== undefined) return audit.displayValue;
  const items = (audit?.details?.items ?? []) as { issueType?: unknown }[];
  const kinds = items.map(({ issueType }) => issueType);
  return kinds.filter((kind) => typeof kind === "string").join(", ");
}
