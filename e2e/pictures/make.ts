/** `npm run docs:pictures` draws the pictures of the guides again, into docs/pictures. */
import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureChromium } from "../../scripts/testing/chromium";
import { startEmbeddedDb } from "../../scripts/embedded/db";

const ROOT = new URL("../..", import.meta.url).pathname;
const DATA = join(ROOT, ".data", "pictures");

ensureChromium();
// A killed run may have left its database running, and every run starts from a fresh demo.
if (existsSync(DATA)) await (await startEmbeddedDb({ dir: join(DATA, "postgres") })).stop();
rmSync(DATA, { recursive: true, force: true });
const config = ["--config", "e2e/pictures/playwright.config.ts", ...process.argv.slice(2)];
const { status } = spawnSync("npx", ["--no-install", "playwright", "test", ...config], {
  cwd: ROOT,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
