/**
 * A real browser tests the built application, on a data directory and a port of its own. Specs
 * tagged @phone run on a phone's screen, all others on a desktop. Those tagged @notifications run
 * in a browser that could show windows, because one without refuses notifications.
 */
import { defineConfig, devices } from "@playwright/test";
import { headlessChromium, systemChromium } from "../scripts/testing/chromium";
import { MAIL_PORT, PORT } from "./ports";

const ROOT = new URL("..", import.meta.url).pathname;
const ADDRESS = `http://127.0.0.1:${PORT}`;

/** Options of Debian's browser against background requests and GPU use. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-sync",
  "--disable-background-networking",
  "--disable-component-update",
];

/** The tests use the sandbox, whatever variables the developer's shell has set. */
const UNSET = [
  "DATABASE_URL",
  "CASHREC_API_URL",
  "CASHREC_TOKEN_URL",
  "CASHREC_USERNAME",
  "CASHREC_PASSWORD",
  "CASHREC_CLIENT_ID",
  "CASHREC_CLIENT_SECRET",
  "CASHREC_FIELD_MAP",
  "ADMIN_EMAIL",
  "ADMIN_PASSWORD",
  "NEXTAUTH_SECRET",
];

const DESKTOP = { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } };
const windowed = systemChromium();

const START = "node --conditions=react-server --import tsx scripts/start.ts";

/** Chromium's own sandbox does not start as root. */
const launching = (path: string | null) => ({
  ...(path === null ? {} : { executablePath: path, args: QUIET }),
  chromiumSandbox: process.getuid?.() !== 0,
});

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  // Every test has a centre of its own, so that files may run in parallel. A page waits for a third
  // of its time, so that two workers leave a core of two idle for as long.
  workers: 3,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  // A busy machine draws a page later than the five seconds that are usual.
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: ADDRESS,
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    // A long test must not wait for minutes for what never comes.
    actionTimeout: 60_000,
    // Recording every step adds a sixth to the run time, so that only a second try is recorded.
    trace: { mode: "on-first-retry", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: launching(headlessChromium()),
  },
  projects: [
    { name: "desktop", grepInvert: /@phone|@notifications/, use: DESKTOP },
    { name: "phone", grep: /@phone/, use: { ...devices["Pixel 7"] } },
    {
      name: "notifications",
      grep: /@notifications/,
      use: {
        ...DESKTOP,
        ...(windowed === null ? { channel: "chromium" } : {}),
        launchOptions: launching(windowed),
      },
    },
  ],
  webServer: {
    command: `mkdir -p .data && exec ${START} > .data/e2e.log`,
    cwd: ROOT,
    url: `${ADDRESS}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: {
      ...Object.fromEntries(UNSET.map((name) => [name, ""])),
      DATA_DIR: ".data/e2e",
      ACCESS_LOG: "on",
      PORT: String(PORT),
      NEXTAUTH_URL: ADDRESS,
      SMTP_URL: `smtp://127.0.0.1:${MAIL_PORT}`,
      MAIL_FROM: "Counterfoil <counterfoil@example.test>",
      TZ: "Asia/Kathmandu",
      // The receivers of tests are on this machine.
      WEBHOOKS_PRIVATE_ADDRESSES: "allow",
    },
  },
});
