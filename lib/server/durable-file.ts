import "server-only";

/** Creates files that are complete, or absent, whenever the machine may have ended. */
import { randomUUID } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync } from "node:fs";
import { rmSync, writeFileSync } from "node:fs";
import { link, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { syncFolder, syncOpened } from "./durable-folder";

/**
 * Returns false, and changes nothing, where the file exists: of two processes that create it
 * together both go on with the first one's.
 */
export function createDurably(path: string, content: string): boolean {
  return withDraft(path, content, (draft) => {
    try {
      linkSync(draft, path);
      return true;
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
      return false;
    }
  });
}

export function replaceDurably(path: string, content: string): void {
  withDraft(path, content, (draft) => renameSync(draft, path));
}

/**
 * For files of any size, on disks that may be slow: it never blocks. It never replaces a file: the
 * same content is there already, or this fails.
 */
export async function addDurably(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`;
  try {
    await writeFile(draft, content, { flag: "wx", mode: 0o600, flush: true });
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST") || !content.equals(await readFile(path))) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
}

/** For a file that another program has written. */
export async function syncFile(path: string): Promise<void> {
  await syncOpened(path, "r+");
}

/** Returns null where there is no file, and where an earlier crash has left it without content. */
export function readWritten(path: string): string | null {
  try {
    return readFileSync(path, "utf8").trim() || null;
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function withDraft<T>(path: string, content: string, give: (draft: string) => T): T {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, content, { flag: "wx", mode: 0o600, flush: true });
    const result = give(draft);
    syncFolderNow(dirname(path));
    return result;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Windows has no such thing: there the entry is written with the file. */
function syncFolderNow(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
