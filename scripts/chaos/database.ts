/**
 * The PostgreSQL of a run: a server of its own on a small disk of its own, where that can be
 * mounted, behind a proxy whose port stays the same. It is started again when it is gone.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startEmbeddedDb } from "../embedded/db";
import { findServer, findServerLocation } from "../embedded/location";
import { print } from "../process/print";
import { startSilentProxy, type SilentProxy } from "./silent-proxy";

/** A faster machine writes more in 200 kills, and sums are sorted on disk as they are checked. */
const DISK_BYTES = 12 * 1024 ** 3;
/** The last of a full disk is written, the rest is reserved at once. */
const WRITTEN_BYTES = 256 * 1024 ** 2;
const WATCH_MS = 200;
/** More than the run needs, so that lost connections show as such and not as a full server. */
const SETTINGS = ["max_connections=200"];

export type ChaosDatabase = {
  proxy: SilentProxy;
  /** Through the proxy, as the application and as the owner. */
  url: string;
  ownerUrl: string;
  /** Past the proxy, as the owner. */
  directUrl: () => string;
  kill: () => void;
  /** Null where no disk can be mounted. */
  disk: { fill: () => void; clear: () => void } | null;
  stop: () => Promise<void>;
};

export async function startChaosDatabase(folder: string): Promise<ChaosDatabase> {
  const mount = join(folder, "disk");
  mkdirSync(mount, { recursive: true });
  const isMounted = mountDisk(join(folder, "disk.img"), mount);
  const dir = join(mount, "postgres");
  const proxy = await startSilentProxy();
  let server = await startEmbeddedDb({ dir, settings: SETTINGS });
  proxy.leadTo(portOf(server.url));
  let isOver = false;
  const watch = async () => {
    while (!isOver) {
      await sleep(WATCH_MS);
      if (isOver || readPostmaster(dir) !== null) continue;
      try {
        server = await startEmbeddedDb({ dir, settings: SETTINGS });
        proxy.leadTo(portOf(server.url));
      } catch {
        // The disk is still full, for example: the next round tries again.
      }
    }
  };
  const watching = watch();
  const filler = join(mount, "filler");
  return {
    proxy,
    url: through(proxy, server.appUrl),
    ownerUrl: through(proxy, server.url),
    directUrl: () => server.url,
    kill() {
      const pid = readPostmaster(dir);
      if (pid !== null) process.kill(pid, "SIGKILL");
    },
    disk: isMounted ? { fill: () => fill(mount, filler), clear: () => rmSync(filler) } : null,
    async stop() {
      isOver = true;
      await watching;
      await server.stop();
      await proxy.close();
      if (isMounted) execFileSync("umount", [mount]);
    },
  };
}

function mountDisk(image: string, mount: string): boolean {
  try {
    writeFileSync(image, "");
    truncateSync(image, DISK_BYTES);
    execFileSync("mkfs.ext4", ["-q", "-F", "-m", "0", image]);
    execFileSync("mount", ["-o", "loop", image, mount], { stdio: "pipe" });
    return true;
  } catch (error) {
    print(`No disk is filled, because none can be mounted here: ${String(error).split("\n")[0]}`);
    return false;
  }
}

/** Takes all the space there is. Where nothing can be reserved, all of it is written. */
function fill(mount: string, path: string): void {
  const { bavail, bsize } = statfsSync(mount);
  const reserved = Math.max(bavail * bsize - WRITTEN_BYTES, 1);
  attempt("fallocate", ["-l", String(reserved), path]);
  attempt("dd", ["if=/dev/zero", `of=${path}`, "bs=1M", "oflag=append", "conv=notrunc"]);
}

/** Both may end with an error: the disk is full, or the database took space first. */
function attempt(command: string, args: readonly string[]): void {
  try {
    execFileSync(command, args, { stdio: "pipe" });
  } catch {
    // What is free afterwards decides whether writers are refused, which is what is looked for.
  }
}

function readPostmaster(dir: string): number | null {
  return findServer(findServerLocation(dir))?.pid ?? null;
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

function through(proxy: SilentProxy, url: string): string {
  const led = new URL(url);
  led.port = String(proxy.port);
  return led.href;
}
