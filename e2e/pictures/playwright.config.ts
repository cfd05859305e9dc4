/**
 * The pictures of the guides use the browser of the tests with a fresh demo, on a data directory
 * and a port of their own. `npm run docs:pictures` starts it.
 */
import { defineConfig, devices } from "@playwright/test";
import base from "../playwright.config";

const ADDRESS = "http://127.0.0.1:3220";
const server = [base.webServer ?? []].flat()[0];
if (server === undefined) throw new Error("the tests of the browser start a server");

/** At this scale the text is sharp and the files are small enough for the repository. */
const PHONE_SCALE = 1.5;

export default defineConfig({
  ...base,
  testDir: ".",
  testMatch: "*.pictures.ts",
  outputDir: "../results/pictures",
  workers: 1,
  use: { ...base.use, baseURL: ADDRESS, timezoneId: "Europe/Madrid", trace: "off" },
  projects: [
    {
      name: "desktop",
      grepInvert: /@phone/,
      use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } },
    },
    {
      name: "phone",
      grep: /@phone/,
      use: { ...devices["Pixel 7"], deviceScaleFactor: PHONE_SCALE },
    },
  ],
  webServer: {
    ...server,
    url: `${ADDRESS}/api/health`,
    env: {
      ...server.env,
      DATA_DIR: ".data/pictures",
      PORT: new URL(ADDRESS).port,
      NEXTAUTH_URL: ADDRESS,
    },
  },
});
