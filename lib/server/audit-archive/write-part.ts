import "server-only";

/** Writes entries to the files of one part of an archive, durably, and never over another file. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Anchor } from "@/lib/domain/audit/chain";
import { sql } from "../db/sql";
import { addDurably } from "../durable-file";
import { makeFolder } from "../durable-folder";
import { type ArchiveLine, type ArchiveManifest, MANIFEST } from "./format";

const compress = promisify(gzip);

const ROWS_AT_ONCE = 2_000;
/** Before compression; a file exceeds it by one reading at most. */
const FILE_CHARS_MAX = 32_000_000;

type Facts = Omit<ArchiveManifest, "files" | "first" | "entries">;
export type Part = { folder: string; previous: Anchor; facts: Facts };

/** Returns the SHA-256 of the manifest. The same entries are the same bytes. */
export async function writePart({ folder, previous, facts }: Part): Promise<string> {
  await makeFolder(folder);
  const files = await writeFiles(folder, previous.id, facts.last.id);
  const manifest: ArchiveManifest = {
    ...facts,
    first: { id: previous.id + 1, previousHash: previous.hash },
    entries: facts.last.id - previous.id,
    files,
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, "utf8");
  await addDurably(join(folder, MANIFEST), text);
  return hashOf(text);
}

async function writeFiles(folder: string, from: number, to: number) {
  const files: ArchiveManifest["files"] = [];
  let lines: string[] = [];
  let chars = 0;
  const flush = async () => {
    const name = `entries-${files.length + 1}.ndjson.gz`;
    const bytes = await compress(lines.join(""));
    await addDurably(join(folder, name), bytes);
    files.push({ name, entries: lines.length, sha256: hashOf(bytes) });
    lines = [];
    chars = 0;
  };
  for (let last = from; last < to; last += ROWS_AT_ONCE) {
    for (const line of await readLines(last, Math.min(last + ROWS_AT_ONCE, to))) {
      const text = `${JSON.stringify(line)}\n`;
      lines.push(text);
      chars += text.length;
    }
    if (chars >= FILE_CHARS_MAX) await flush();
  }
  if (lines.length > 0) await flush();
  return files;
}

/** The time is read as in the text that is hashed, and JSON as it is stored. */
async function readLines(after: number, last: number): Promise<ArchiveLine[]> {
  const rows = await sql<Omit<ArchiveLine, "id" | "at"> & { id: string; at: string }>(
    `SELECT e.id::text AS "id", ((extract(epoch FROM e.at) * 1000)::bigint)::text AS "at",
            e.actor_id::text AS "actorId", e.action, e.centre_id AS "centreId",
            e.business_date AS "businessDate", e.origin, e.before::text AS "before",
            e.after::text AS "after", e.previous_hash AS "previousHash", e.hash
       FROM audit_entry e WHERE e.id > $1::bigint AND e.id <= $2::bigint ORDER BY e.id`,
    [after, last],
  );
  return rows.map(({ id, at, ...fields }) => ({ id: Number(id), at: Number(at), ...fields }));
}

function hashOf(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
