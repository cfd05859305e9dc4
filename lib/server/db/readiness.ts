import "server-only";

/** Finds out whether this instance should get requests. */
import type { Ready } from "@/lib/contracts/ready";
import { FREE_BYTES_MIN, readDisk } from "../disk";
import { env } from "../env";
import { log } from "../log";
import { isMigrationMissing } from "./needed-migration";
import { readingApart, sql } from "./sql";

type Options = { isEnding?: boolean; needed?: string | null };

export async function readReadiness({ isEnding = false, needed }: Options = {}): Promise<Ready> {
  const [migrations, storage] = await Promise.all([readMigrations(needed), readStorage()]);
  const database = migrations === "unknown" ? "down" : "ok";
  const isReady = migrations === "ok" && !isEnding;
  const status = isReady ? "ready" : "not-ready";
  return { status, database, migrations, storage, ending: isEnding };
}

async function readMigrations(needed?: string | null): Promise<Ready["migrations"]> {
  try {
    const isMissing = await readingApart(() => isMigrationMissing(sql, needed));
    return isMissing ? "missing" : "ok";
  } catch (error) {
    log().warn({ err: error }, "not ready: the database does not answer");
    return "unknown";
  }
}

async function readStorage(): Promise<Ready["storage"]> {
  const disk = await readDisk(env().dataDir);
  if (disk === null) return "unknown";
  return disk.freeBytes < FREE_BYTES_MIN ? "full" : "ok";
}
