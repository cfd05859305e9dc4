import "server-only";

/**
 * Stores the files of reports: DATA_DIR/reports/<first two letters of the id>/<id>, beside the
 * attachments. A file gets its name once all of it is on the disk. Each belongs to one recipient,
 * so that an old one can be deleted without asking who else needs it.
 */
import { createHash, randomUUID } from "node:crypto";
import { open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder, syncFolder } from "../durable-folder";
import { env } from "../env";

const FILE_BYTES_MAX = 200 * 1024 * 1024;
const INCOMING = ".incoming-";
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MS_OF_HOUR = 3_600_000;

/** Null for a file that is too large. */
export async function storeReport(
  id: string,
  body: ReadableStream<Uint8Array>,
): Promise<{ bytes: number; sha256: string } | null> {
  const path = pathOf(id);
  await makeFolder(dirname(path));
  const temporary = join(dirname(path), `${INCOMING}${randomUUID()}`);
  const handle = await open(temporary, "wx", 0o600);
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > FILE_BYTES_MAX) return null;
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return { bytes, sha256: hash.digest("hex") };
  } finally {
    await handle.close();
    await rm(temporary, { force: true });
  }
}

/** Null when it is not there, or is not what was stored. */
export async function readReport(id: string, sha256: string): Promise<Buffer | null> {
  try {
    const file = await readFile(pathOf(id));
    return createHash("sha256").update(file).digest("hex") === sha256 ? file : null;
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return null;
    throw error;
  }
}

export async function removeReport(id: string): Promise<void> {
  await rm(pathOf(id), { force: true });
}

/** What was stored so many hours ago in one folder: files, and what was never completed. */
type OldReports = { ids: string[]; incoming: string[] };

export async function* listOldReports(hours: number): AsyncGenerator<OldReports> {
  for (const part of await listNames(reportsFolder())) {
    const folder = join(reportsFolder(), part);
    const old: OldReports = { ids: [], incoming: [] };
    for (const name of await listNames(folder)) {
      const path = join(folder, name);
      if (!(await isOlder(path, hours))) continue;
      if (name.startsWith(INCOMING)) old.incoming.push(path);
      else if (ID.test(name) && name.startsWith(part)) old.ids.push(name);
    }
    yield old;
  }
}

export async function removeIncoming(path: string): Promise<void> {
  await rm(path, { force: true });
}

async function isOlder(path: string, hours: number): Promise<boolean> {
  const found = await stat(path).catch(orNull);
  return found !== null && found.isFile() && Date.now() - found.mtimeMs >= hours * MS_OF_HOUR;
}

/** None of what is not a folder, or is not there. */
async function listNames(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(orNull)) ?? [];
}

function orNull(error: unknown): null {
  const { code } = error as { code?: unknown };
  if (code === "ENOENT" || code === "ENOTDIR") return null;
  throw error;
}

function reportsFolder(): string {
  return join(/* turbopackIgnore: true */ env().dataDir, "reports");
}

/** The id comes from our own rows; it is validated all the same before it becomes a path. */
function pathOf(id: string): string {
  if (!ID.test(id)) throw new Error("This is no id of a file");
  return join(reportsFolder(), id.slice(0, 2), id);
}
