/**
 * A real browser against the built application, on a data directory and a port of its own. Specs
 * tagged @phone run on a phone's screen, all others at a desk.
 */
import { defineConfig, devices } from "@playwright/test";
import { systemChromium } from "../scripts/chromium";

const ROOT = new URL("..", import.meta.url).pathname;
const PORT = 3210;
const ADDRESS = `http://127.0.0.1:${PORT}`;
const browser = systemChromium();

/** Of Debian's browser: nothing that calls home, or wants a graphics card. */
const QUIET = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-sync",
  "--disable-background-networking",
  "--disable-component-update",
];

/** The sandbox, whatever the shell of the developer is set to. */
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

export default defineConfig({
  testDir: ".",
  outputDir: "results",
  // Every test has a centre of its own, so that files may run side by side.
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  reporter: [["list"]],
  use: {
    baseURL: ADDRESS,
    locale: "en-GB",
    timezoneId: "Asia/Kathmandu",
    // To film every page takes an eighth of the time; of what failed, the last picture is kept.
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(browser === null ? {} : { executablePath: browser, args: QUIET }),
      // Chromium's own sandbox refuses root.
      chromiumSandbox: process.getuid?.() !== 0,
    },
  },
  projects: [
    {
      name: "desktop",
      grepInvert: /@phone/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 } },
    },
    { name: "phone", grep: /@phone/, use: { ...devices["Pixel 7"] } },
  ],
  webServer: {
    command: "node --conditions=react-server --import tsx scripts/start.ts",
    cwd: ROOT,
    url: `${ADDRESS}/api/health`,
    timeout: 300_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
    env: {
      ...Object.fromEntries(UNSET.map((name) => [name, ""])),
      DATA_DIR: ".data/e2e",
      PORT: String(PORT),
      NEXTAUTH_URL: ADDRESS,
      TZ: "Asia/Kathmandu",
    },
  },
});
