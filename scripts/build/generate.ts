/**
 * Generates Prisma's client when it is missing or was generated from another schema. Everything
 * that imports the client runs this first, so that nobody has to remember a step after cloning or
 * pulling.
 */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withCodeLock } from "./code-lock";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const run = promisify(execFile);
const MARK = path("../../prisma/generated/made-from");

export async function ensureClient(): Promise<void> {
  if (isCurrent()) return;
  await withCodeLock(path("../.."), "generate.lock", async () => {
    if (isCurrent()) return;
    try {
      await run(process.execPath, [path("../../prisma/cli.mjs"), "generate"]);
    } catch (cause) {
      throw new Error(`The database client can't be generated.\n${readOutput(cause)}`, { cause });
    }
    writeFileSync(MARK, source());
  });
}

function readOutput(error: unknown): string {
  const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
  return `${stdout}${stderr}`;
}

function isCurrent(): boolean {
  return existsSync(MARK) && readFileSync(MARK, "utf8") === source();
}

function source(): string {
  const versions = path("../../package-lock.json");
  const hash = createHash("sha256").update(readFileSync(path("../../prisma/schema.prisma")));
  return hash.update(existsSync(versions) ? readFileSync(versions) : "").digest("hex");
}
