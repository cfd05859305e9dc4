import "server-only";

/**
 * Reads the entries of an archive, in order. A file that is not the one that its manifest names, or
 * a manifest that is not the one that the trail names, is refused with words; whether the entries
 * are intact, the chain says.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { formatEntry, ROOT } from "@/lib/domain/audit/chain";
import type { ArchiveAnchor } from "../audit/first-anchor";
import type { ArchivedEntry } from "../audit/verify";
import { lineSchema, MANIFEST, manifestSchema, partName } from "./format";

const decompress = promisify(gunzip);

/** Reads the parts of all anchors, which the trail has in the order in which they were archived. */
export async function* readArchive(
  folder: string,
  anchors: readonly Pick<ArchiveAnchor, "id" | "manifestSha256">[],
): AsyncGenerator<ArchivedEntry> {
  let previous = ROOT.id;
  for (const { id, manifestSha256 } of anchors) {
    const name = partName({ first: previous + 1, last: id });
    yield* readPart(join(folder, name), manifestSha256);
    previous = id;
  }
}

export async function* readPart(folder: string, sha256: string): AsyncGenerator<ArchivedEntry> {
  const text = await readChecked(join(folder, MANIFEST), sha256);
  const { files } = manifestSchema.parse(JSON.parse(text.toString("utf8")));
  for (const { name, sha256: own } of files) {
    const lines = (await decompress(await readChecked(join(folder, name), own))).toString("utf8");
    for (const line of lines.split("\n")) if (line !== "") yield readLine(line);
  }
}

function readLine(line: string): ArchivedEntry {
  const { previousHash, hash, ...fields } = lineSchema.parse(JSON.parse(line));
  const content = Buffer.from(previousHash + formatEntry(fields), "utf8");
  return { id: fields.id, content, hash };
}

async function readChecked(path: string, sha256: string): Promise<Buffer> {
  const bytes = await readFile(path);
  const own = createHash("sha256").update(bytes).digest("hex");
  if (own === sha256) return bytes;
  throw new Error(
    `${path} is not the file that was written: its SHA-256 is ${own}, not ${sha256}.`,
  );
}
