import "server-only";

/**
 * Secrets that are created once for an installation that was configured without them: the one that
 * signs sessions, and the key that signs checkpoints of the trail.
 */
import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export function readOrCreateSecret(dataDir: string, name: "secret" | "checkpoint-key"): string {
  const path = join(dataDir, name);
  return read(path) ?? make(dataDir, path);
}

/**
 * The file is written under another name and linked, so that of two processes that start together
 * both get the first one's secret.
 */
function make(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(path, "utf8");
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
