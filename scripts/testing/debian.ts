/** Installs Debian packages for tests that run as root on a new machine. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { print } from "../process/print";

const INSTALL_MS_MAX = 300_000;

/** Returns false where this is not root on Debian, or the packages can't be fetched. */
export function installDebian(...packages: string[]): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  print(`Installing ${packages.join(", ")} …`);
  const install = ["install", "--yes", "--no-install-recommends", ...packages];
  return aptGet(install) || (aptGet(["update"]) && aptGet(install));
}

function aptGet(args: string[]): boolean {
  const { status } = spawnSync("apt-get", ["--quiet", "--quiet", ...args], {
    stdio: ["ignore", "ignore", "inherit"],
    timeout: INSTALL_MS_MAX,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}
