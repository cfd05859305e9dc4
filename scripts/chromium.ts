/** The browser of the end-to-end tests: the system's own where there is one, else Playwright's. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installDebian } from "./debian";
import { print } from "./print";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** Returns null when Playwright is to find its own. */
export function systemChromium(): string | null {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  for (const name of NAMES) {
    const path = spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim();
    if (path) return path;
  }
  return null;
}

export function ensureChromium(): void {
  if (systemChromium() !== null || existsSync(chromium.executablePath())) return;
  if (installDebian("chromium", "fonts-dejavu-core")) return;
  print("Fetching Playwright's Chromium …");
  const { status } = spawnSync("npx", ["playwright", "install", "chromium"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  throw new Error("No browser: install Chromium, or set CHROMIUM_PATH to one.");
}
