/** The browser of the end-to-end tests: the system's own where there is one, else Playwright's. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { installDebian } from "./debian";
import { print } from "../process/print";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
/** Chromium without windows. It draws the same pages with less work, and refuses notifications. */
const SHELL = "chromium-headless-shell";
const FONTS = "fonts-dejavu-core";

/** Returns null when Playwright is to find its own. */
export function systemChromium(): string | null {
  return process.env.CHROMIUM_PATH || find(NAMES);
}

/** Does the same where no notification is shown. */
export function headlessChromium(): string | null {
  return process.env.CHROMIUM_PATH || find([SHELL, ...NAMES]);
}

function find(names: readonly string[]): string | null {
  for (const name of names) {
    const path = spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim();
    if (path) return path;
  }
  return null;
}

export function ensureChromium(): void {
  if (systemChromium() !== null || existsSync(chromium.executablePath())) return;
  // Before Debian 13, the shell has no package of this name.
  if (installDebian("chromium", SHELL, FONTS) || installDebian("chromium", FONTS)) return;
  print("Fetching Playwright's Chromium …");
  const { status } = spawnSync("npx", ["playwright", "install", "chromium"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status === 0) return;
  throw new Error("No browser: install Chromium, or set CHROMIUM_PATH to one.");
}
