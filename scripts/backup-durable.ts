/** Files of a backup: each is whole and on the disk before it has its name, or is not there. */
import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { syncFolder } from "@/lib/server/durable-folder";

/** Replaces a file of the same name. */
export async function writeDurably(path: string, content: string | Buffer): Promise<void> {
  const draft = `${path}.new`;
  await writeSynced(draft, content);
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Never replaces one: the same content is there already, or this fails. */
export async function addDurably(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`;
  await writeSynced(draft, content);
  try {
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, "EEXIST") || !content.equals(await readFile(path))) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, content: string | Buffer): Promise<void> {
  const handle = await open(path, "w", 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
