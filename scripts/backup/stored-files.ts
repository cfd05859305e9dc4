/**
 * Copies attached files and reports into the backup. A file has its name before the row that names
 * it is committed, and never changes from then on: whoever copies the files after the log of the
 * database was read has every file that this log names. A report whose row was not committed is
 * made again under its name, with other bytes.
 */
import { createHash } from "node:crypto";
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { addDurably, isCode } from "@/lib/server/durable-file";
import { makeFolder } from "@/lib/server/durable-folder";

const STORES = ["attachments", "reports"] as const;
/** Names are a hash or an id; what is still arriving begins with a dot. */
const FILE = /^[0-9a-f][0-9a-f-]{35,63}$/;
const SHARD = /^[0-9a-f]{2}$/;

export type StoredFile = { path: string; bytes: number; sha256: string };

/** Remembers which folders did not change since, so that looking again costs little. */
export class FileCopier {
  readonly #seen = new Map<string, number>();

  constructor(
    readonly dataDir: string,
    readonly target: string,
  ) {}

  /** Returns how many were new. */
  async copyNew(): Promise<number> {
    let copied = 0;
    for (const shard of await listShards(this.dataDir)) {
      const from = join(this.dataDir, shard);
      // The time is read first: a file that arrives meanwhile is found the next time.
      const changedAt = (await stat(from)).mtimeMs;
      if (this.#seen.get(shard) === changedAt) continue;
      copied += await copyShard(from, join(this.target, shard));
      // Times are coarse: two files may arrive at the same one.
      if (Date.now() - changedAt > SETTLED_MS) this.#seen.set(shard, changedAt);
    }
    return copied;
  }
}

const SETTLED_MS = 2_000;

async function copyShard(from: string, to: string): Promise<number> {
  const names = (await readdir(from)).filter((name) => FILE.test(name));
  const wanted: string[] = [];
  for (const name of names) {
    if (await isOlder(join(to, name), join(from, name))) wanted.push(name);
  }
  if (wanted.length > 0) await makeFolder(to);
  for (const name of wanted) {
    const content = await readUnlessRemoved(join(from, name));
    if (content === null) continue;
    await rm(join(to, name), { force: true });
    await addDurably(join(to, name), content);
  }
  return wanted.length;
}

/** A copy that is missing is older too, and one of a file that is gone is not. */
async function isOlder(copy: string, file: string): Promise<boolean> {
  const [copied, changed] = await Promise.all([readTime(copy), readTime(file)]);
  return changed !== null && (copied === null || copied < changed);
}

async function readTime(path: string): Promise<number | null> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** Retention may delete a report meanwhile: a restore then drops its row too. */
async function readUnlessRemoved(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** Folders with files, relative to the root. */
async function listShards(root: string): Promise<string[]> {
  const found: string[] = [];
  for (const store of STORES) {
    const folder = join(root, store);
    if (!existsSync(folder)) continue;
    const shards = (await readdir(folder)).filter((name) => SHARD.test(name)).sort();
    found.push(...shards.map((shard) => `${store}/${shard}`));
  }
  return found;
}

/** Their paths, relative to the root. */
export async function listStoredNames(root: string): Promise<string[]> {
  const paths: string[] = [];
  for (const shard of await listShards(root)) {
    const names = (await readdir(join(root, shard))).filter((name) => FILE.test(name)).sort();
    paths.push(...names.map((name) => `${shard}/${name}`));
  }
  return paths;
}

/** Everything that is there, with its hash; an attached file is compared with its name. */
export async function listStoredFiles(root: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for (const path of await listStoredNames(root)) {
    const content = await readUnlessRemoved(join(root, path));
    if (content === null) continue;
    const sha256 = createHash("sha256").update(content).digest("hex");
    if (path.startsWith("attachments/") && !path.endsWith(`/${sha256}`)) {
      throw new Error(
        `${join(root, path)} is damaged: remove it, and the next backup copies it again.`,
      );
    }
    files.push({ path, bytes: content.length, sha256 });
  }
  return files;
}
