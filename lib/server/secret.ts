import "server-only";

/**
 * Secrets that are created once for an installation that was configured without them: the one that
 * signs sessions, and the key that signs checkpoints of the trail.
 */
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createDurably, readWritten } from "./durable-file";

const IF_LOST = {
  secret:
    "set NEXTAUTH_SECRET to the secret that it had. Without it, delete the file: everybody signs " +
    "in again, and credentials that were saved on the pages of the settings are entered again.",
  "checkpoint-key":
    "set AUDIT_SIGNING_KEY to the key that it had. Without it, delete the file: checkpoints are " +
    "signed with a new key, which witnesses have to be given.",
} as const;

type Location = { databaseUrl: string; dataDir: string };

/**
 * A file without content, which a crash of the machine can leave behind, is replaced where nothing
 * can have been sealed or signed with what it had: in an installation that has no data yet.
 */
export function readOrCreateSecret(name: keyof typeof IF_LOST, location: Location): string {
  const { dataDir } = location;
  const path = join(dataDir, name);
  const known = readWritten(path);
  if (known !== null) return known;
  if (existsSync(path)) {
    if (hasData(location)) {
      throw new Error(`${path} is empty: restore it from a backup, or ${IF_LOST[name]}`);
    }
    rmSync(path);
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  createDurably(path, randomBytes(32).toString("base64url"));
  const created = readWritten(path);
  if (created === null) throw new Error(`${path} can't be read after it was written.`);
  return created;
}

/** A server that others run may have anything. */
function hasData({ databaseUrl, dataDir }: Location): boolean {
  return databaseUrl !== "" || existsSync(join(dataDir, "postgres", "data"));
}
