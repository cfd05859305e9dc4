/**
 * Generates Prisma's client when it is missing or was generated from another schema. Everything
 * that imports the client runs this first, so that nobody has to remember a step after cloning or
 * pulling.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { withFileLock } from "./file-lock";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const MARK = path("../prisma/generated/made-from");

export async function ensureClient(): Promise<void> {
  if (isCurrent()) return;
  await withFileLock(path("../.data/generate.lock"), () => {
    if (isCurrent()) return;
    const result = spawnSync(process.execPath, [path("../prisma/cli.mjs"), "generate"], {
      encoding: "utf8",
    });
    if (result.status !== 0) {
      throw new Error(`The database client can't be generated.\n${result.stdout}${result.stderr}`);
    }
    writeFileSync(MARK, source());
  });
}

function isCurrent(): boolean {
  return existsSync(MARK) && readFileSync(MARK, "utf8") === source();
}

function source(): string {
  const versions = path("../package-lock.json");
  const hash = createHash("sha256").update(readFileSync(path("../prisma/schema.prisma")));
  return hash.update(existsSync(versions) ? readFileSync(versions) : "").digest("hex");
}
