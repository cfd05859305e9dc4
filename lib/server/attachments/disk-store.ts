import "server-only";

/**
 * Files on the disk: DATA_DIR/attachments/<first two letters of the hash>/<hash>. A file gets its
 * name once all of it is on the disk, and never changes.
 */
import { randomUUID } from "node:crypto";
import { access, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder, syncFolder } from "../durable-folder";
import { env } from "../env";
import { hashOf, type FileStore, pathOf, type StoredFileEntry } from "./file-store";

const TEMPORARY = ".incoming-";
const MS_OF_HOUR = 3_600_000;

export const diskStore: FileStore = {
  kind: "disk",
  async prepare(sha256, content) {
    const folder = attachmentsFolder();
    await makeFolder(folder);
    const temporary = join(folder, `${TEMPORARY}${randomUUID()}`);
    const discard = () => rm(temporary, { force: true });
    try {
      // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a hash or UUID of ours
      await writeFile(temporary, content, { flag: "wx", mode: 0o600, flush: true });
    } catch (error) {
      await discard();
      throw error;
    }
    const store = async () => {
      const path = join(folder, pathOf(sha256));
      await makeFolder(dirname(path));
      // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a hash or UUID of ours
      await rename(temporary, path);
      await syncFolder(dirname(path));
    };
    return { store, discard };
  },
  async read(sha256) {
    // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a hash or UUID of ours
    return readFile(join(attachmentsFolder(), pathOf(sha256))).catch(orNull);
  },
  async has(sha256) {
    const found = await access(join(attachmentsFolder(), pathOf(sha256))).catch(orNull);
    return found !== null;
  },
  async remove(sha256) {
    await rm(join(attachmentsFolder(), pathOf(sha256)), { force: true });
  },
  list: listFiles,
};

async function* listFiles(): AsyncGenerator<StoredFileEntry> {
  for (const part of await listSorted(attachmentsFolder())) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue;
    for (const name of await listSorted(join(attachmentsFolder(), part))) {
      // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a hash or UUID of ours
      const found = await stat(join(attachmentsFolder(), part, name)).catch(orNull);
      if (found === null || hashOf(`${part}/${name}`) === null) continue;
      yield { sha256: name, bytes: found.size, changedAt: found.mtimeMs };
    }
  }
}

/** What a process that was killed was still writing. Returns how many there were. */
export async function removeTemporaryFiles(hours: number): Promise<number> {
  let removed = 0;
  for (const name of await listSorted(attachmentsFolder())) {
    if (!name.startsWith(TEMPORARY)) continue;
    const path = join(attachmentsFolder(), name);
    // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a hash or UUID of ours
    const found = await stat(path).catch(orNull);
    if (found === null || Date.now() - found.mtimeMs < hours * MS_OF_HOUR) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

async function listSorted(folder: string): Promise<string[]> {
  // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a folder of ours
  const names = await readdir(folder).catch(orNull);
  return (names ?? []).toSorted();
}

function orNull(error: unknown): null {
  if ((error as { code?: unknown }).code === "ENOENT") return null;
  throw error;
}

function attachmentsFolder(): string {
  return join(/* turbopackIgnore: true */ env().dataDir, "attachments");
}
