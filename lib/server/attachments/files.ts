import "server-only";

/**
 * Stores attached files on disk: DATA_DIR/attachments/<first two letters of the hash>/<hash>. A
 * file gets its name once all of it is on the disk, and never changes; equal files are stored once.
 * The hash is that of the stored content: of a photo without its metadata.
 */
import { createHash, randomUUID } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { AttachmentType } from "@/lib/domain/attachment/attachment";
import { sniffType, SNIFFED_BYTES } from "@/lib/domain/attachment/attachment";
import { stripMetadata } from "@/lib/domain/attachment/strip-metadata";
import { AppError } from "../app-error";
import { makeFolder, syncFolder } from "../durable-folder";
import { env } from "../env";
import { scanned } from "../http/scanned-body";

export type StoredFile = { sha256: string; bytes: number; contentType: AttachmentType };

/** This file waits on the disk until its row is written; then it is retained, or else discarded. */
export type ReceivedFile = StoredFile & {
  keep: () => Promise<void>;
  discard: () => Promise<void>;
};

/** Reads no further than `bytesMax`, and stops when the first bytes are of no known type. */
export async function receiveFile(
  body: AsyncIterable<Uint8Array>,
  bytesMax: number,
): Promise<ReceivedFile> {
  const { file, contentType } = await readWhole(scanned(body), bytesMax);
  const bare = stripMetadata(file, contentType);
  if (bare === null) {
    throw new AppError("REFUSED", "The photo is broken: choose it, or take it, again.", {
      reason: "broken-photo",
    });
  }
  const sha256 = createHash("sha256").update(bare).digest("hex");
  const folder = attachmentsFolder();
  await makeFolder(folder);
  const temporary = join(folder, `.incoming-${randomUUID()}`);
  const discard = () => rm(temporary, { force: true });
  try {
    // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a hash or UUID of ours
    await writeFile(temporary, bare, { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    await discard();
    throw error;
  }
  const keep = async () => {
    const path = pathOf(sha256);
    await makeFolder(dirname(path));
    // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a hash or UUID of ours
    await rename(temporary, path);
    await syncFolder(dirname(path));
  };
  return { sha256, bytes: bare.byteLength, contentType, keep, discard };
}

/**
 * Returns "missing" when the file does not exist, and "changed" when it is not what was attached.
 */
export async function readStoredFile(sha256: string): Promise<Buffer | "missing" | "changed"> {
  let file: Buffer;
  try {
    // oxlint-disable-next-line security/detect-non-literal-fs-filename -- a hash or UUID of ours
    file = await readFile(pathOf(sha256));
  } catch (error) {
    if ((error as { code?: unknown }).code === "ENOENT") return "missing";
    throw error;
  }
  return createHash("sha256").update(file).digest("hex") === sha256 ? file : "changed";
}

async function readWhole(body: AsyncIterable<Uint8Array>, bytesMax: number) {
  const chunks: Uint8Array[] = [];
  let first = Buffer.alloc(0);
  let bytes = 0;
  // Leaving the loop cancels the stream, so that the rest is not read.
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw new AppError("TOO_LARGE", tooLarge(bytesMax));
    if (first.length < SNIFFED_BYTES) {
      first = Buffer.concat([first, chunk.subarray(0, SNIFFED_BYTES - first.length)]);
      if (first.length === SNIFFED_BYTES) typeOf(first);
    }
    chunks.push(chunk);
  }
  return { file: Buffer.concat(chunks), contentType: typeOf(first) };
}

function typeOf(first: Uint8Array): AttachmentType {
  if (first.length === 0) {
    throw new AppError("REFUSED", "The file is empty.", { reason: "empty" });
  }
  const type = sniffType(first);
  if (type !== null) return type;
  throw new AppError("REFUSED", "Attach a photo (PNG, JPEG, WebP) or a PDF.", {
    reason: "unknown-type",
  });
}

export function tooLarge(bytesMax: number): string {
  return `Attach at most ${Math.floor(bytesMax / 1024 / 1024)} MB at once.`;
}

function attachmentsFolder(): string {
  return join(/* turbopackIgnore: true */ env().dataDir, "attachments");
}

/** The hash comes from our own rows; it is validated all the same before it becomes a path. */
function pathOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("This is no hash of a file");
  return join(attachmentsFolder(), sha256.slice(0, 2), sha256);
}
