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
  const [{ database, migrations }, storage] = await Promise.all([
    readDatabase(needed),
    readStorage(),
  ]);
  const isReady = migrations === "ok" && !isEnding;
  const status = isReady ? "ready" : "not-ready";
  return { status, database, migrations, storage, ending: isEnding };
}

const LOOK = `SELECT current_setting('transaction_read_only') = 'on' AS "isReadOnly"`;

type Database = Pick<Ready, "database" | "migrations">;

async function readDatabase(needed?: string | null): Promise<Database> {
  try {
    const [isMissing, [look]] = await readingApart(() =>
      Promise.all([isMigrationMissing(sql, needed), sql<{ isReadOnly: boolean }>(LOOK)]),
    );
    return {
      database: look?.isReadOnly === true ? "read-only" : "ok",
      migrations: isMissing ? "missing" : "ok",
    };
  } catch (error) {
    log().warn({ err: error }, "not ready: the database does not answer");
    return { database: "down", migrations: "unknown" };
  }
}

async function readStorage(): Promise<Ready["storage"]> {
  const disk = await readDisk(env().dataDir);
  if (disk === null) return "unknown";
  return disk.freeBytes < FREE_BYTES_MIN ? "full" : "ok";
}
